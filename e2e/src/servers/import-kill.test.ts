import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiKey, freePort, type RunningProduct, runProduct } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { ask, askAll, eventually, type SegmentAnswer } from '../answers.js';

/** One insert. */
const people = 50_000;
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-import-kill-'));
let product: RunningProduct | undefined;

afterAll(async () => {
  await product?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => {
    const event = {
      type: 'track',
      event: 'Ping',
      userId: `visitor-${from + index}`,
      timestamp: '2026-01-01T00:00:00Z',
    };
    return `${JSON.stringify(event)}\n`;
  }).join('');

const criteria = { type: 'event', event: 'Ping', count: { atLeast: 1 } };

function bring(to: RunningProduct, body: BodyInit): Promise<Response> {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' };
  const call = { method: 'POST', headers, body, duplex: 'half' };
  return fetch(`${to.url}/v1/import/events`, call);
}

async function isCounted(of: RunningProduct, size: number): Promise<void> {
  await eventually('everybody counted', async () => {
    const [segment] = await askAll<SegmentAnswer>(of, '/v1/segments');
    return segment?.state === 'ready' && segment.size === size;
  });
  const { differences } = await ask<{ differences: number }>(of, 'POST', '/v1/verify', {});
  expect(differences).toBe(0);
}

test('an import that is killed amid its rows, or before they are counted, leaves members true', async () => {
  const port = await freePort();
  product = await runProduct({ port, dataDir });
  await product.call('POST', '/v1/segments', { key: 'pinged', name: { en: 'pinged' }, criteria, active: true });
  await isCounted(product, 0);

  // The sender never ends.
  const unending = new ReadableStream({
    start: (rows) => rows.enqueue(new TextEncoder().encode(lines(0, people + 2_000))),
  });
  const broken = bring(product, unending).catch(() => undefined);
  await eventually('one insert', async () => {
    const { certain } = await ask<{ certain: { total: number } }>(running(), 'POST', '/v1/preview', { criteria });
    return certain.total === people;
  });
  await product.kill();
  await broken;
  product = await runProduct({ port, dataDir });
  await isCounted(product, people);

  expect((await bring(product, lines(people, people + 10))).status).toBe(200);
  await product.kill();
  product = await runProduct({ port, dataDir });
  await isCounted(product, people + 10);
}, 180_000);

function running(): RunningProduct {
  if (product === undefined) throw new TypeError('Nothing is running');
  return product;
}
