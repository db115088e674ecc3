import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startServer } from '@kindred/server';
import { bad, type Finding, good } from '../doctor/finding.js';

/**
 * Starts both engines and stops them again: on the data directory where there is one, so that its files are proved
 * to open, else in a temporary one, so that a fresh checkout is proved to work.
 */
export async function checkEngines(directory: string, clock: () => number): Promise<Finding[]> {
  const present = existsSync(resolve(directory));
  const dataDir = present ? resolve(directory) : mkdtempSync(join(tmpdir(), 'kindred-doctor-'));
  const started = clock();
  try {
    const server = await startServer({ dataDir, host: '127.0.0.1', port: 0, env: {} });
    const { asOf, complete } = await server.engine.settle(10_000);
    const sites = await server.store.definitions.sites.list();
    await server.close();
    const took = clock() - started;
    const words = present
      ? `${dataDir} opens, with ${sites.length} ${sites.length === 1 ? 'site' : 'sites'}`
      : 'a new data directory can be made and opened';
    return [
      good('State store', `SQLite works: ${words}`),
      complete
        ? good('Warehouse', `ClickHouse works and has every event up to ${new Date(asOf).toISOString()} (${took} ms)`)
        : bad(
            'Warehouse',
            'ClickHouse does not take the events that wait for it',
            'Start the server and read its log.',
          ),
    ];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      bad(
        'Engines',
        `they do not start: ${reason}`,
        'Is another Kindred using the same data directory? If not, run "npm ci" again.',
      ),
    ];
  } finally {
    if (!present) rmSync(dataDir, { recursive: true, force: true });
  }
}
