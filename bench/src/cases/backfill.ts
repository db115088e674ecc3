import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProductFailure, type RunningProduct, runProduct } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { workingCopy } from '../data/big-site.js';
import { bigSiteWithState } from '../data/big-state.js';
import type { Bench, Case } from '../harness/case.js';
import { measured } from '../harness/measurement.js';

/** Two conditions about the person and one about what they did; `atLeast` makes it one that was never counted. */
function criteriaOf(plan: string, atLeast: number): Criteria {
  return {
    type: 'all',
    of: [
      { type: 'property', property: 'user.plan', operator: 'equals', value: plan },
      { type: 'property', property: 'user.age', operator: 'atLeast', value: 30 },
      {
        type: 'event',
        event: 'Page Viewed',
        count: { atLeast },
        window: { rolling: { amount: 120, unit: 'days' } },
      },
    ],
  };
}

const summed: Criteria = {
  type: 'aggregate',
  event: 'Order Completed',
  function: 'sum',
  property: 'properties.total',
  operator: 'atLeast',
  value: 1_000,
  window: { rolling: { amount: 120, unit: 'days' } },
};

/** From the making of a segment to its being live. */
export const backfill: Case = {
  name: 'backfill',
  async run(bench: Bench) {
    const kept = await bigSiteWithState(bench.cacheDir, bench.port, bench.note);
    const dataDir = workingCopy(kept);
    try {
      const product = await runProduct({ port: bench.port, dataDir });
      try {
        const shape = `1 M people in state store and warehouse, 100,000 joined identities, 20 M events`;
        bench.note('counting a segment to warm up');
        await untilLive(product, criteriaOf('team', 4));
        bench.note('counting a segment of three conditions');
        const counted = await untilLive(product, criteriaOf('pro', 3));
        const expected = await sizeByQuestion(product, criteriaOf('pro', 3));
        // The window has moved on by some seconds between the two.
        const right = Math.abs(counted.size - expected) <= expected / 1_000;
        bench.note('counting a segment of a sum');
        const sum = await untilLive(product, summed);
        return [
          measured(
            'backfill',
            right ? counted.seconds : Number.POSITIVE_INFINITY,
            's',
            `plan, age and "at least 3 of 12 M page views in 120 days": from POST until the segment is ready and kept live, with ${counted.size} members ` +
              `(a preview counts ${expected}); ${counted.processorSeconds.toFixed(1)} s of processor time in the server's process, the warehouse apart; ${shape}; no traffic beside; ${bench.cores} cores; warm-up: another such segment before`,
            { target: { atMost: 10 } },
          ),
          measured('backfill-told', counted.told, 's', 'the same until every enter is recorded and told'),
          measured(
            'backfill-sum',
            sum.seconds,
            's',
            `the sum of 2 M orders in 120 days; ${shape}; ${sum.size} members`,
          ),
        ];
      } finally {
        await product.stop();
      }
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

interface Counted {
  readonly seconds: number;
  /** Of the server's process, the warehouse apart. */
  readonly processorSeconds: number;
  readonly told: number;
  readonly size: number;
}

async function untilLive(product: RunningProduct, criteria: Criteria): Promise<Counted> {
  const processor = product.processorTime();
  const started = performance.now();
  const elapsed = () => (performance.now() - started) / 1000;
  const created = await product.call('POST', '/v1/segments', {
    name: { en: 'Counted' },
    criteria,
    includeGuests: true,
    active: true,
  });
  const id = field(created, 'id');
  for (;;) {
    const segment = await product.call('GET', `/v1/segments/${String(id)}`);
    const state = field(segment, 'state');
    if (state === 'failed') throw new ProductFailure(`counting failed: ${String(field(segment, 'error'))}`);
    if (state === 'ready') {
      const seconds = elapsed();
      const processorSeconds = product.processorTime() - processor;
      const size = Number(field(segment, 'size'));
      while ((await runningJobs(product)) > 0) await sleep(50);
      return { seconds, processorSeconds, told: elapsed(), size };
    }
    if (elapsed() > 600) throw new ProductFailure('the segment is not live after ten minutes');
    await sleep(20);
  }
}

async function runningJobs(product: RunningProduct): Promise<number> {
  const jobs = field(await product.call('GET', '/v1/jobs'), 'items');
  return Array.isArray(jobs) ? jobs.filter((job: unknown) => field(job, 'state') === 'running').length : 0;
}

async function sizeByQuestion(product: RunningProduct, criteria: Criteria): Promise<number> {
  const certain = field(await product.call('POST', '/v1/preview', { criteria, includeGuests: true }), 'certain');
  return Number(field(certain, 'known')) + Number(field(certain, 'guests'));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}
