import { rmSync } from 'node:fs';
import { runProduct, writeKey } from '@kindred/cli/testing';
import { workingCopy } from '../data/big-site.js';
import { knownMessages, liveSite, segments, visitors } from '../data/live-site.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { percentilesOf } from '../harness/percentiles.js';
import { type IngestPlan, isIngestResult } from '../load/ingest-result.js';

const people = 60_000;
const warmingUp = 10_000;

/** Events acknowledged and applied a second on a large site: an answer of 200 comes after both. */
export const liveIngest: Case = {
  name: 'live-ingest',
  large: true,
  async run(bench: Bench) {
    const dataDir = workingCopy(await liveSite(bench.cacheDir, bench.port, bench.note));
    try {
      const product = await runProduct({ port: bench.port, dataDir });
      try {
        const plan: IngestPlan = {
          port: bench.port,
          writeKey,
          people: { from: people, to: people + warmingUp },
          batch: 100,
          connections: 8,
          concurrentSessions: 5_000,
          seed: 5,
          spreadOver: visitors,
        };
        bench.note(`warming up with ${warmingUp * 8} events of other people`);
        await runLoad('ingest-load', plan, isIngestResult);
        bench.note(`${people * 8} events of ${people} people`);
        const started = product.processorTime();
        const result = await runLoad('ingest-load', { ...plan, people: { from: 0, to: people } }, isIngestResult);
        const processor = product.processorTime() - started;
        const latency = percentilesOf(result.latencies);
        return [
          measured(
            'live-ingest',
            result.failures > 0 ? 0 : result.events / result.seconds,
            'events/s',
            `${result.events} events of ${people} of ${visitors} people in memory and on disk, sessions of 8 events, 5,000 at once; ${segments} live segments; ` +
              `${knownMessages} message ids of today known; batches of 100, 8 connections, p99 of a batch ${latency.p99.toFixed(0)} ms; ` +
              `${((processor * 1e6) / result.events).toFixed(0)} µs of processor time an event in the server's process, the warehouse apart; ${result.failures} failures; ` +
              `${bench.cores} cores with the load generator; warm-up ${warmingUp * 8} events`,
            { target: { atLeast: 20_000 } },
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
