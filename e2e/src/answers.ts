import type { RunningProduct } from '@kindred/cli/testing';

export interface SegmentAnswer {
  readonly id: string;
  readonly key: string;
  readonly state: string;
  readonly size: number | null;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The answer of one call, as the type that the caller knows it has by the API's document. */
export async function ask<T>(
  product: RunningProduct,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const answer: unknown = await product.call(method, path, body);
  return answer as T;
}

/** All items of a list, page by page. */
export async function askAll<T>(product: RunningProduct, path: string): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const suffix: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page<T> = await ask(product, 'GET', `${path}${separator}limit=200${suffix}`);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

/** All enters and exits that are recorded, in the order of recording. */
export async function everyChange<T>(product: RunningProduct): Promise<T[]> {
  const all: T[] = [];
  for (let after = 'start', more = true; more; ) {
    const path = `/v1/membership-changes?after=${after}&limit=1000`;
    const page = await ask<{ items: T[]; next: string; more: boolean }>(product, 'GET', path);
    all.push(...page.items);
    ({ next: after, more } = page);
  }
  return all;
}

/** Waits until `read` gives something; fails with `what` after `timeout` ms. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | null | undefined | false>,
  timeout = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new NeverHappened(`${what} did not happen within ${timeout} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

class NeverHappened extends Error {
  override readonly name = 'NeverHappened';
}
