import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { createSegments } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { type DuePlan, isDueResult } from '../load/due-load.js';

const windows = 100_000;
const windowSeconds = 60;
const rounds = 2;

const recent: Criteria = {
  type: 'event',
  event: 'Offer Shown',
  count: { atLeast: 1 },
  window: { rolling: { amount: windowSeconds, unit: 'seconds' } },
};

/** A hundred thousand windows that end in the same second: how fast the exits are recorded. */
export const liveDue: Case = {
  name: 'live-due',
  async run(bench: Bench) {
    const product = await runProduct({ port: bench.port });
    try {
      await createSegments(product, [recent]);
      const rates: number[] = [];
      for (let round = 0; round < rounds; round += 1) rates.push(await settle(bench, product, round));
      const [, rate = 0] = rates;
      return [
        measured(
          'live-due',
          rate,
          'windows/s',
          `${windows} people with a window of ${windowSeconds} s each, which end at random instants of one second; from that second's ` +
            `beginning until the segment's size is 0, asked for every 2 ms; no load beside; ${bench.cores} cores; ` +
            `warm-up: a round of as many other people before (${Math.round(rates[0] ?? 0)}/s)`,
          { target: { atLeast: 33_000 } },
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};

/** Windows ended a second; 0 where not all of them were open when their second began. */
async function settle(bench: Bench, product: RunningProduct, round: number): Promise<number> {
  // Late enough that all events are in before the first window ends.
  const ends = Math.ceil(Date.now() / 1000) * 1000 + 25_000;
  const plan: DuePlan = {
    port: bench.port,
    writeKey,
    round,
    people: windows,
    from: ends - windowSeconds * 1000,
    connections: 8,
    batch: 100,
  };
  bench.note(`${windows} windows that will end in the same second`);
  const { failures } = await runLoad('due-load', plan, isDueResult);
  const early = Date.now();
  const opened = await sizeOf(product);
  if (failures > 0 || early >= ends || opened !== windows) {
    bench.note(`${failures} failures, ${opened} windows open, ${ends - early} ms before they end`);
    return 0;
  }
  await sleep(ends - Date.now());
  while ((await sizeOf(product)) > 0) await sleep(2);
  return (windows * 1000) / (Date.now() - ends);
}

async function sizeOf(product: RunningProduct): Promise<number> {
  const page = await product.call('GET', '/v1/segments?limit=1');
  if (typeof page !== 'object' || page === null || !('items' in page) || !Array.isArray(page.items)) return Number.NaN;
  const items: readonly { readonly size: number | null }[] = page.items;
  return items[0]?.size ?? Number.NaN;
}
