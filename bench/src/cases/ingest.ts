import { runProduct, writeKey } from '@kindred/cli/testing';
import { createSegments, liveCriteria } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { percentilesOf } from '../harness/percentiles.js';
import { type IngestPlan, isIngestResult } from '../load/ingest-result.js';

/** Events acknowledged and applied a second: an answer of 200 comes after both. */
export const ingest: Case = {
  name: 'ingest',
  async run(bench: Bench) {
    const product = await runProduct({ port: bench.port });
    try {
      bench.note('making 100 live segments');
      await createSegments(
        product,
        Array.from({ length: 100 }, (_, index) => liveCriteria(index)),
      );
      const plan: IngestPlan = {
        port: bench.port,
        writeKey,
        people: { from: 1_000_000, to: 1_004_000 },
        batch: 100,
        connections: 8,
        concurrentSessions: 1000,
        seed: 1,
      };
      bench.note('warming up with 32,000 events of other people');
      await runLoad('ingest-load', plan, isIngestResult);
      bench.note('160,000 events of 20,000 people');
      const result = await runLoad('ingest-load', { ...plan, people: { from: 0, to: 20_000 } }, isIngestResult);
      const latency = percentilesOf(result.latencies);
      const conditions =
        `20,000 people, sessions of 8 events, 1,000 at once; 100 live segments; batches of 100, 8 connections; ` +
        `${bench.cores} cores with the load generator; warm-up 32,000 events; ${result.failures} failures`;
      return [
        measured('ingest', result.failures > 0 ? 0 : result.events / result.seconds, 'events/s', conditions, {
          target: { atLeast: 10_000 },
        }),
        measured(
          'ingest-batch-p99',
          latency.p99,
          'ms',
          `a batch of 100 at that rate; p50 ${latency.p50.toFixed(1)} ms`,
        ),
      ];
    } finally {
      await product.stop();
    }
  },
};
