import { apiKey, ProductFailure, runProduct, writeKey } from '@kindred/cli/testing';
import type { Criteria } from '@kindred/criteria';
import { createSegments, liveCriteria } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { percentilesOf } from '../harness/percentiles.js';
import type { VisiblePlan, VisibleResult } from '../load/visible-load.js';

const watched: Criteria = { type: 'event', event: 'Quote Requested', count: { atLeast: 1 } };

/** From an event's sending to its enter at a client of the stream. */
export const visible: Case = {
  name: 'visible',
  async run(bench: Bench) {
    const product = await runProduct({ port: bench.port });
    try {
      await createSegments(product, [watched, ...Array.from({ length: 99 }, (_, index) => liveCriteria(index))]);
      const segment = firstId(await product.call('GET', '/v1/segments?search=bench-0&limit=200'));
      bench.note('1,000 events/s for 30 s after 10 s of warm-up');
      const plan: VisiblePlan = {
        port: bench.port,
        writeKey,
        apiKey,
        segment,
        rate: 1000,
        warmupSeconds: 10,
        seconds: 30,
        connections: 16,
      };
      const result = await runLoad('visible-load', plan, isResult);
      const latency = percentilesOf(result.latencies);
      const conditions =
        `1,000 single events/s, open loop, 16 connections, every 8th an enter; 100 live segments; ${result.latencies.length} enters seen, ` +
        `${result.missing} missing, ${result.failures} failures; ${bench.cores} cores with the load generator; warm-up 10 s`;
      const p99 = result.missing + result.failures > 0 ? Number.POSITIVE_INFINITY : latency.p99;
      return [
        measured('visible-p99', p99, 'ms', conditions, { target: { atMost: 50 } }),
        measured(
          'visible-p99.9',
          latency.p999,
          'ms',
          `as above; p50 ${latency.p50.toFixed(1)} ms, max ${latency.max.toFixed(1)} ms`,
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};

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
