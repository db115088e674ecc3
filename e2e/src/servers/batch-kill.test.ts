import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiKey, freePort, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { ask, askAll, eventually, everyChange, type SegmentAnswer } from '../answers.js';

/** More than one step of a run: it takes five hundred people at a time. */
const people = 1_700;
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-batch-kill-'));
let product: RunningProduct | undefined;

afterAll(async () => {
  await product?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a run that is killed again and again tells of everybody once, and of nobody twice', async () => {
  const port = await freePort();
  product = await runProduct({ port, dataDir });
  for (let from = 0; from < people; from += 500) {
    const batch = Array.from({ length: Math.min(500, people - from) }, (_, index) => ({
      type: 'track',
      event: 'Ping',
      userId: `visitor-${from + index}`,
    }));
    await product.call('POST', '/v1/batch', { writeKey, batch });
  }
  const make = (key: string, criteria: unknown, more: object) =>
    product?.call('POST', '/v1/segments', { key, name: { en: key }, criteria, active: true, ...more });
  const criteria = { type: 'event', event: 'Never', count: { atLeast: 1 } };
  await make('pinged', criteria, { schedule: { every: { amount: 30, unit: 'days' } } });
  const [batch] = await segments(product);
  await make('following', { type: 'segment', segment: batch?.id }, {});
  await eventually('both in force', async () => (await segments(running())).every(({ state }) => state === 'ready'));
  await product.kill();

  // Its edit is put into force by a run, which dies after each of its steps.
  const edit = { name: { en: 'pinged' }, criteria: { ...criteria, event: 'Ping' }, active: true };
  product = await runProduct({ port, dataDir, env: { KINDRED_FAILPOINT: 'amid-batch-run' } });
  await fetch(`${product.url}/v1/segments/${batch?.id}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'if-match': '*' },
    body: JSON.stringify(edit),
  });
  await product.ended;
  for (let died = 1; died < 3; died += 1) {
    try {
      product = await runProduct({ port, dataDir, env: { KINDRED_FAILPOINT: 'amid-batch-run' } });
    } catch {
      // It went on with the run at once, and died of it before its first answer.
      continue;
    }
    await product.ended;
  }
  product = await runProduct({ port, dataDir });
  await eventually('the run at its end', async () => (await segments(running())).every(({ size }) => size === people));

  const changes = await everyChange<Change>(product);
  for (const key of ['pinged', 'following']) {
    const told = changes.filter(({ segment }) => segment.key === key);
    expect(new Set(told.map(({ profile }) => profile.id)).size).toBe(people);
    expect(told).toHaveLength(people);
    expect(told.every(({ kind, cause }) => kind === 'entered' && cause === 'edit')).toBe(true);
  }
  const { differences } = await ask<{ differences: number }>(product, 'POST', '/v1/verify', {});
  expect(differences).toBe(0);
}, 180_000);

interface Change {
  readonly kind: string;
  readonly cause: string;
  readonly segment: { readonly key: string };
  readonly profile: { readonly id: string };
}

function running(): RunningProduct {
  if (product === undefined) throw new TypeError('Nothing is running');
  return product;
}

async function segments(of: RunningProduct): Promise<readonly SegmentAnswer[]> {
  return askAll<SegmentAnswer>(of, '/v1/segments');
}
