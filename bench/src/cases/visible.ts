import { apiKey, ProductFailure, runProduct, writeKey } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { createSegments, liveCriteria } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { type Measurement, measured, type Target } from '../harness/measurement.js';
import { type Percentiles, percentilesOf } from '../harness/percentiles.js';
import type { VisiblePlan, VisibleResult } from '../load/visible-load.js';

const watched: Criteria = { type: 'event', event: 'Quote Requested', count: { atLeast: 1 } };

/** From an event's sending to its enter at a client of the stream. */
export const visible: Case = {
  name: 'visible',
  async run(bench: Bench) {
    const { latency, worthy } = await measure(bench, 1000);
    return [
      worthy('visible-p99', latency.p99, { atMost: 50 }),
      measured('visible-p99.9', latency.p999, 'ms', restOf(latency)),
    ];
  },
};

/** The same at five times the rate. */
export const liveVisible: Case = {
  name: 'live-visible',
  async run(bench: Bench) {
    const { latency, worthy } = await measure(bench, 5000);
    return [
      worthy('live-visible-p50', latency.p50, { atMost: 5 }),
      { ...worthy('live-visible-p99', latency.p99, { atMost: 25 }), conditions: 'as above' },
      measured('live-visible-p99.9', latency.p999, 'ms', restOf(latency)),
    ];
  },
};

function restOf(latency: Percentiles): string {
  return `as above; p50 ${latency.p50.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms`;
}

interface Measured {
  readonly latency: Percentiles;
  /** A row whose value is beyond any target where an enter did not come, or a request failed. */
  readonly worthy: (name: string, value: number, target: Target) => Measurement;
}

async function measure(bench: Bench, rate: number): Promise<Measured> {
  const product = await runProduct({ port: bench.port });
  try {
    await createSegments(product, [watched, ...Array.from({ length: 99 }, (_, index) => liveCriteria(index))]);
    const segment = firstId(await product.call('GET', '/v1/segments?search=bench-0&limit=200'));
    bench.note(`${rate} events/s for 30 s after 10 s of warm-up`);
    const plan: VisiblePlan = {
      port: bench.port,
      writeKey,
      apiKey,
      segment,
      rate,
      warmupSeconds: 10,
      seconds: 30,
      connections: 16,
    };
    const result = await runLoad('visible-load', plan, isResult);
    const latency = percentilesOf(result.latencies);
    const conditions =
      `${rate} single events/s, open loop, 16 connections, every 8th an enter; 100 live segments; ${result.latencies.length} enters seen, ` +
      `${result.missing} missing, ${result.failures} failures; ${bench.cores} cores with the load generator; warm-up 10 s`;
    const whole = result.missing + result.failures === 0;
    return {
      latency,
      worthy: (name, value, target) =>
        measured(name, whole ? value : Number.POSITIVE_INFINITY, 'ms', conditions, { target }),
    };
  } finally {
    await product.stop();
  }
}

function firstId(page: unknown): string {
  if (typeof page === 'object' && page !== null && 'items' in page && Array.isArray(page.items)) {
    const items: readonly { id: string; key: string }[] = page.items;
    const found = items.find((segment) => segment.key === 'bench-0');
    if (found !== undefined) return found.id;
  }
  throw new ProductFailure('the segment to watch is not in the list');
}

function isResult(value: unknown): value is VisibleResult {
  return typeof value === 'object' && value !== null && 'missing' in value && 'latencies' in value;
}
