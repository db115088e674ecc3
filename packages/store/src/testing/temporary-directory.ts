import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../sqlite/open.js';

/** A directory of its own for one test, removed after it. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kindred-store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Opens a store and closes it after the test. */
export async function openForTest(path: string, clock: () => number = Date.now): Promise<SqliteStore> {
  const store = await openSqliteStore({ path, clock });
  onTestFinished(() => store.close());
  return store;
}
