import { type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { createSegments } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { median } from '../harness/percentiles.js';
import { type IrrelevantPlan, isIrrelevantResult } from '../load/irrelevant-load.js';

const few = 100;
const many = 10_000;
/** Segments that ask for what the events have. */
const matching = 10;
const rounds = 5;

/** All on one event name; the first ten ask for an article that is viewed, each other one for an article of its own. */
function articleCriteria(index: number): Criteria {
  return {
    type: 'event',
    event: 'Article Viewed',
    where: { type: 'property', property: 'properties.article', operator: 'equals', value: `article-${index}` },
    count: { atLeast: 1 + (index % 3) },
    window: { rolling: { amount: 30, unit: 'days' } },
  };
}

/** What segments cost that do not care about an event. */
export const liveIrrelevant: Case = {
  name: 'live-irrelevant',
  large: true,
  async run(bench: Bench) {
    const beside = await withSegments(bench, bench.port, few);
    try {
      const started = performance.now();
      const crowded = await withSegments(bench, bench.port + 1, many);
      const seconds = (performance.now() - started) / 1000;
      try {
        const rates = { few: [] as number[], many: [] as number[] };
        const costs: number[] = [];
        for (let round = 0; round <= rounds; round += 1) {
          bench.note(round === 0 ? 'warming up both' : `round ${round} of ${rounds}`);
          const before = [beside.processorTime(), crowded.processorTime()] as const;
          const fewer = await rateOf(bench, beside, round);
          const more = await rateOf(bench, crowded, round);
          const [costOfFew, costOfMany] = [beside.processorTime() - before[0], crowded.processorTime() - before[1]];
          if (round === 0) continue;
          rates.few.push(fewer);
          rates.many.push(more);
          costs.push(costOfMany / costOfFew);
        }
        const ratios = rates.many.map((rate, index) => rate / (rates.few[index] ?? Number.NaN));
        const conditions =
          `a server with ${few} and one with ${many} live segments on one event name that differ by a property's value, of which ${matching} match; ` +
          `in turn, ${rounds} times each 40,000 events of 4,000 people in batches of 100 over 8 connections, median of the rates; ` +
          `${bench.cores} cores with the load generator; warm-up: a round of both`;
        return [
          measured(
            'live-irrelevant',
            median(rates.many),
            'events/s',
            `${conditions}; median ratio of the rounds ${median(ratios).toFixed(3)}, of processor time in the servers' processes, the warehouses apart ${median(costs).toFixed(3)}`,
            {
              peer: median(rates.few),
              target: { ratioAtLeast: 0.9 },
            },
          ),
          measured(
            'live-irrelevant-making',
            seconds,
            's',
            `from no server to ${many} segments made one by one over HTTP, active and ready`,
          ),
        ];
      } finally {
        await crowded.stop();
      }
    } finally {
      await beside.stop();
    }
  },
};

async function withSegments(bench: Bench, port: number, count: number): Promise<RunningProduct> {
  const product = await runProduct({ port });
  bench.note(`making ${count} live segments`);
  await createSegments(
    product,
    Array.from({ length: count }, (_, index) => articleCriteria(index)),
  );
  return product;
}

async function rateOf(bench: Bench, product: RunningProduct, round: number): Promise<number> {
  const plan: IrrelevantPlan = {
    port: product.port,
    writeKey,
    round,
    people: 4_000,
    events: 40_000,
    articles: matching,
    connections: 8,
    batch: 100,
  };
  const { rate, failures } = await runLoad('irrelevant-load', plan, isIrrelevantResult);
  if (failures > 0) bench.note(`${failures} batches failed`);
  return failures > 0 ? 0 : rate;
}
