import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProduct, writeKey } from '@kindred/cli/testing';
import { openSqliteStore, type StateStore } from '@kindred/store';
import { createSegments, liveCriteria } from '../data/segments.js';
import type { Bench, Case } from '../harness/case.js';
import { runLoad } from '../harness/load.js';
import { measured } from '../harness/measurement.js';
import { type IngestPlan, isIngestResult } from '../load/ingest-result.js';

const people = 20_000;
const leaves = 100;

/** What is kept of a profile where there are a hundred conditions about behaviour, of which each visitor touches few. */
export const stateSize: Case = {
  name: 'state-size',
  async run(bench: Bench) {
    const dataDir = join(tmpdir(), `kindred-state-size-${process.pid}`);
    rmSync(dataDir, { recursive: true, force: true });
    try {
      const product = await runProduct({ port: bench.port, dataDir });
      try {
        await createSegments(
          product,
          Array.from({ length: leaves }, (_, index) => liveCriteria(index)),
        );
        const plan: IngestPlan = {
          port: bench.port,
          writeKey,
          people: { from: 0, to: people },
          batch: 100,
          connections: 8,
          concurrentSessions: 1000,
          seed: 3,
        };
        bench.note(`${people * 8} events of ${people} people`);
        await runLoad('ingest-load', plan, isIngestResult);
      } finally {
        await product.stop();
      }
      const store = await openSqliteStore({ path: join(dataDir, 'state'), clock: Date.now });
      const sizes = await sizesOf(store.state);
      await store.close();
      const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
      return [
        measured(
          'state-size',
          mean,
          'bytes',
          `mean stored row of a profile with the state of its leaves and its memberships; largest ${largest} bytes; ${sizes.length} people with a session of 8 events each, ` +
            `${leaves} live segments with as many conditions about behaviour`,
          { target: { atMost: 1024 } },
        ),
      ];
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};

async function sizesOf(state: Pick<StateStore, 'profilesAfter'>): Promise<number[]> {
  const sizes: number[] = [];
  for (let after = 0; ; ) {
    const rows = await state.profilesAfter(1, after, 5_000);
    if (rows.length === 0) return sizes;
    for (const { body } of rows) sizes.push(Buffer.byteLength(body));
    after = rows[rows.length - 1]?.id ?? after;
  }
}
