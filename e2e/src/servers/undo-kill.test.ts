import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiKey, freePort, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { ask, askAll, eventually, type SegmentAnswer } from '../answers.js';

/** Several pages of an undo, which takes a thousand identities at a time. */
const imported = 6_000;
const known = 300;
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-undo-kill-'));
let product: RunningProduct | undefined;

afterAll(async () => {
  await product?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

test('an undo that is killed again and again leaves exactly what was there before the import', async () => {
  const port = await freePort();
  product = await runProduct({ port, dataDir });
  const people = Array.from({ length: imported }, (_, index) => `person-${index}`);
  const before = people.slice(0, known);
  await send(before.map((userId) => ({ type: 'identify', userId, traits: { plan: 'free' } })));
  await send(before.map((userId) => ({ type: 'track', userId, event: 'Order' })));
  const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
  const ordered = (atLeast: number) => ({ type: 'event', event: 'Order', count: { atLeast } });
  const criteria = { ordered: ordered(1), twice: ordered(2), free: plan('free'), pro: plan('pro') };
  for (const [key, each] of Object.entries(criteria)) {
    await product.call('POST', '/v1/segments', { key, name: { en: key }, criteria: each, active: true });
  }
  const timestamp = new Date(Date.now() - 10 * 86_400_000).toISOString();
  const ofPeople = await bring('people', (userId) => ({ userId, traits: { plan: 'pro' } }));
  const ofEvents = await bring('events', (userId) => ({ type: 'track', userId, event: 'Order', timestamp }));
  await untilSizes({ ordered: imported, twice: known, free: 0, pro: imported });

  for (const id of [ofPeople, ofEvents]) {
    await product.call('POST', `/v1/imports/${id}/undo`, {});
    for (const delay of [30, 150, 400]) {
      await sleep(delay);
      await product.kill();
      product = await runProduct({ port, dataDir });
    }
    await eventually('all of it undone', async () => (await stateOf(id)) === 'undone', 120_000);
  }
  await untilSizes({ ordered: known, twice: 0, free: known, pro: 0 });
  expect(await ask(product, 'POST', '/v1/verify', {})).toMatchObject({ differences: 0 });
  // Nobody is left over: the same files bring the same people once more.
  await bring('people', (userId) => ({ userId, traits: { plan: 'pro' } }));
  await bring('events', (userId) => ({ type: 'track', userId, event: 'Order', timestamp }));
  await untilSizes({ ordered: imported, twice: known, free: 0, pro: imported });

  async function bring(what: 'people' | 'events', line: (userId: string) => object): Promise<string> {
    const response = await fetch(`${running().url}/v1/import/${what}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' },
      body: people.map((userId) => JSON.stringify(line(userId))).join('\n'),
    });
    const answer = await response.json();
    expect(answer).toMatchObject({ accepted: imported, job: expect.any(String) });
    return answer.job;
  }
}, 300_000);

async function send(calls: readonly object[]): Promise<void> {
  await running().call('POST', '/v1/batch', { writeKey, batch: calls });
}

async function stateOf(id: string): Promise<string> {
  return (await ask<{ state: string }>(running(), 'GET', `/v1/imports/${id}`)).state;
}

async function untilSizes(expected: Readonly<Record<string, number>>): Promise<void> {
  const sizes = async () => {
    const segments = await askAll<SegmentAnswer>(running(), '/v1/segments');
    return Object.fromEntries(segments.map(({ key, size }) => [key, size]));
  };
  await expect.poll(sizes, { timeout: 60_000, interval: 100 }).toEqual(expected);
}

function running(): RunningProduct {
  if (product === undefined) throw new TypeError('Nothing is running');
  return product;
}
