import { setTimeout as sleep } from 'node:timers/promises';
import { apiKey, type RunningProduct, runProduct, writeKey } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { createSegments, liveCriteria, requestCriteria } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { median, percentilesOf } from '../harness/percentiles.js';
import type { DecidePlan, DecideResult } from '../load/decide-load.js';
import { type IngestPlan, isIngestResult } from '../load/ingest-result.js';

const visitors = 100_000;
const halfRequestTime = (index: number): Criteria => (index % 2 === 0 ? liveCriteria(index) : requestCriteria(index));

async function startWithVisitors(bench: Bench, port: number, criteria: readonly Criteria[]): Promise<RunningProduct> {
  const product = await runProduct({ port });
  try {
    await createSegments(product, criteria);
    bench.note(
      `bringing in ${visitors.toLocaleString('en')} visitors with 8 events each beside ${criteria.length} segments`,
    );
    const plan: IngestPlan = {
      port,
      writeKey,
      people: { from: 0, to: visitors },
      batch: 500,
      connections: 8,
      concurrentSessions: 1000,
      seed: 2,
    };
    await runLoad('ingest-load', plan, isIngestResult);
    bench.note('waiting until the events have reached the warehouse');
    await untilForwarded(product);
    return product;
  } catch (error) {
    await product.stop();
    throw error;
  }
}

async function untilForwarded(product: RunningProduct): Promise<void> {
  for (;;) {
    const status = await product.call('GET', '/v1/status');
    if (isStatus(status) && status.engine.outboxEntries === 0) return;
    await sleep(200);
  }
}

function isStatus(value: unknown): value is { readonly engine: { readonly outboxEntries: number } } {
  return typeof value === 'object' && value !== null && 'engine' in value;
}

function planFor(port: number, change: Partial<DecidePlan>): DecidePlan {
  return { port, apiKey, visitors, connections: 16, warmupSeconds: 3, seconds: 10, rate: null, seed: 3, ...change };
}

/** What a page asks for before it is drawn. */
export const decide: Case = {
  name: 'decide',
  async run(bench: Bench) {
    const criteria = Array.from({ length: 100 }, (_, index) => halfRequestTime(index));
    const product = await startWithVisitors(bench, bench.port, criteria);
    try {
      bench.note('as many requests as are answered, then 5,000 a second');
      const most = await runLoad('decide-load', planFor(bench.port, {}), isResult);
      const steady = await runLoad('decide-load', planFor(bench.port, { rate: 5000, connections: 32 }), isResult);
      const latency = percentilesOf(steady.latencies);
      const shape =
        `uniform over 100,000 visitors with 8 events; 100 segments, 50 of them request-time, all public; ` +
        `answers of ${Math.round(most.bytes / Math.max(1, most.answered))} bytes; ${bench.cores} cores with the load generator; warm-up 3 s`;
      return [
        measured(
          'decide',
          most.failures > 0 ? 0 : most.answered / most.seconds,
          'requests/s',
          `closed loop, 16 connections; ${shape}`,
          {
            target: { atLeast: 5000 },
          },
        ),
        measured(
          'decide-p99',
          steady.failures > 0 ? Number.POSITIVE_INFINITY : latency.p99,
          'ms',
          `open loop at 5,000/s, 32 connections; p50 ${latency.p50.toFixed(1)} ms, p99.9 ${latency.p999.toFixed(1)} ms; ${shape}`,
          { target: { atMost: 10 } },
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};

const rounds = 12;
/** Each comes after each other as often: a server whose turn has ended still tidies its memory in the next one's. */
const orders = [
  [0, 1, 2],
  [2, 1, 0],
  [1, 2, 0],
  [0, 2, 1],
  [2, 0, 1],
  [1, 0, 2],
];

/** What one server needs for a request, of each round. */
interface Needs {
  /** Microseconds from answer to answer, and of the server's processor. */
  readonly time: number[];
  readonly processor: number[];
}

/**
 * The cost of segments: the same question beside 100 of them and beside 1, turn by turn. A second server with one segment
 * takes part as well: by how much two equal ones differ is what cannot be told from nothing.
 */
export const decideOverhead: Case = {
  name: 'decide-overhead',
  async run(bench: Bench) {
    const all = Array.from({ length: 100 }, (_, index) => halfRequestTime(index));
    const one = all.slice(1, 2);
    // At the same time, as what rests while others get ready is slower after: of two equal servers the older one by a tenth.
    const started = await Promise.allSettled(
      [all, one, one].map((criteria, index) => startWithVisitors(bench, bench.port + index, criteria)),
    );
    const products = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    try {
      for (const each of started) if (each.status === 'rejected') throw each.reason;
      const needs = products.map((): Needs => ({ time: [], processor: [] }));
      // Short turns: a server that rests for long tidies its memory, which would be measured in the next turn.
      for (let round = 0; round < rounds; round += 1) {
        for (const index of orders[round % orders.length] ?? []) {
          const product = products[index];
          if (product !== undefined) await takeTurn(product, 10 + round, needs[index]);
        }
      }
      const [beside100, beside1, equal] = needs;
      if (beside100 === undefined || beside1 === undefined || equal === undefined) return [];
      const timeOfOne = median(beside1.time);
      const processor = ({ processor: used }: Needs) => median(used).toFixed(1);
      return [
        measured(
          'decide-overhead',
          (timeOfOne * ratioOf(beside100.time, beside1.time)) / 1000,
          'ms/request',
          `time per request beside 100 segments (50 request-time); peer: beside 1; median of the ratios of ${rounds} rounds of turns of 2 s, ` +
            `closed loop, 16 connections, 100,000 visitors; two servers with 1 segment: ratio ${ratioOf(equal.time, beside1.time).toFixed(3)}; ` +
            `processor of the server ${processor(beside100)} and ${processor(beside1)} µs/request, ` +
            `ratio ${ratioOf(beside100.processor, beside1.processor).toFixed(3)}; ` +
            `${bench.cores} cores with the load generator; warm-up 0.5 s a turn`,
          { peer: timeOfOne / 1000, target: { ratioAtMost: 1.1 } },
        ),
      ];
    } finally {
      for (const product of products) await product.stop();
    }
  },
};

const turn = { warmupSeconds: 0.5, seconds: 2 } as const;

async function takeTurn(product: RunningProduct, seed: number, needs: Needs | undefined): Promise<void> {
  const before = product.processorTime();
  const { answered, seconds } = await runLoad('decide-load', planFor(product.port, { ...turn, seed }), isResult);
  const used = product.processorTime() - before;
  needs?.time.push((seconds * 1e6) / answered);
  // What is answered while warming up is not counted, but costs as much.
  needs?.processor.push((used * 1e6) / (answered * (1 + turn.warmupSeconds / turn.seconds)));
}

/** The median of the rounds' ratios: what changes from round to round touches both. */
function ratioOf(ours: readonly number[], peers: readonly number[]): number {
  return median(ours.map((value, round) => value / (peers[round] ?? Number.NaN)));
}

function isResult(value: unknown): value is DecideResult {
  return typeof value === 'object' && value !== null && 'answered' in value && 'latencies' in value;
}
