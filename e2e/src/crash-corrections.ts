import { apiKey, type RunningProduct } from '@kindred/cli/testing';
import { ask, eventually } from './answers.js';
import type { CrashVisitor } from './crash-world.js';

/** What is put right of one earlier round, while the server dies. */
export interface RoundCorrections {
  /** Pings to erase, by message id. */
  readonly events: readonly string[];
  readonly erased: readonly CrashVisitor[];
  readonly parted: readonly CrashVisitor[];
}

/** Some of a round's visitors, each for one thing. */
export function correctionsOf(visitors: readonly CrashVisitor[], random: () => number): RoundCorrections {
  const rest = [...visitors];
  const take = (wanted: (visitor: CrashVisitor) => boolean): CrashVisitor[] => {
    const fit = rest.filter(wanted);
    const one = fit[Math.floor(random() * fit.length)];
    if (one === undefined) return [];
    rest.splice(rest.indexOf(one), 1);
    return [one];
  };
  const [pinging] = take(({ pings }) => pings.length > 0);
  return {
    events: pinging === undefined ? [] : pinging.pings.slice(0, 2).map(({ messageId }) => messageId),
    erased: take(() => true),
    parted: take(({ known, pings }) => known && pings.some(({ anonymous }) => anonymous)),
  };
}

/** How many pings each profile has of a round's visitors, once what was to be put right is. */
export function pingsAfter(visitors: readonly CrashVisitor[], done: RoundCorrections): number[] {
  return visitors.flatMap((visitor) => {
    if (done.erased.includes(visitor)) return [];
    const left = visitor.pings.filter(({ messageId }) => !done.events.includes(messageId));
    if (!done.parted.includes(visitor)) return [left.length];
    const anonymous = left.filter((ping) => ping.anonymous).length;
    return [anonymous, left.length - anonymous];
  });
}

/** Asks for all of it; what the server dies of is asked for again later. */
export async function beginCorrections(product: RunningProduct, wanted: RoundCorrections): Promise<void> {
  await Promise.allSettled(requests(product, wanted));
}

/** Asks again for what is not done yet, and waits until nothing is pending. */
export async function finishCorrections(product: RunningProduct, wanted: RoundCorrections): Promise<void> {
  await noCorrectionPending(product);
  await Promise.all(requests(product, wanted));
  await noCorrectionPending(product);
}

async function noCorrectionPending(product: RunningProduct): Promise<void> {
  await eventually(
    'all corrections done',
    async () => {
      const { items } = await ask<{ items: { state: string }[] }>(product, 'GET', '/v1/corrections?limit=50');
      return items.every(({ state }) => state === 'done');
    },
    120_000,
  );
}

function requests(product: RunningProduct, { events, erased, parted }: RoundCorrections): Promise<void>[] {
  return [
    ...events.map((messageId) => once(product, 'DELETE', `/v1/events/${messageId}`)),
    ...erased.map(async ({ name, known }) => {
      const id = await profileOf(product, known ? `userId=user-${name}` : `anonymousId=${name}`);
      if (id !== null) await once(product, 'DELETE', `/v1/profiles/${id}`);
    }),
    ...parted.map(async ({ name }) => {
      const id = await profileOf(product, `userId=user-${name}`);
      if (id !== null) await once(product, 'POST', `/v1/profiles/${id}/part`, { anonymousId: name });
    }),
  ];
}

/** Done now, or found done already. */
async function once(product: RunningProduct, method: string, path: string, body?: unknown): Promise<void> {
  const { status, text } = await raw(product, method, path, body);
  if (![200, 202, 404].includes(status)) throw new CorrectionRefused(`${method} ${path}: ${status} ${text}`);
}

async function profileOf(product: RunningProduct, query: string): Promise<string | null> {
  const { status, text } = await raw(product, 'GET', `/v1/profiles/lookup?${query}`);
  if (status === 404) return null;
  const { id }: { id: string } = JSON.parse(text);
  return id;
}

async function raw(
  product: RunningProduct,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; text: string }> {
  const response = await fetch(product.url + path, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

class CorrectionRefused extends Error {
  override readonly name = 'CorrectionRefused';
}
