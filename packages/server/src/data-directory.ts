import { join } from 'node:path';
import { openSqliteStore, StoreLockedError } from '@kindred/store';

/** Where the state store of a data directory is. */
export function statePath(dataDir: string): string {
  return join(dataDir, 'state');
}

/**
 * Makes sure that no process has this data directory open, whatever state its files are in.
 *
 * @throws StoreLockedError where one has
 */
export async function requireUnused(dataDir: string, clock: () => number): Promise<void> {
  try {
    const store = await openSqliteStore({ path: statePath(dataDir), clock });
    await store.close();
  } catch (error) {
    if (error instanceof StoreLockedError) throw error;
    // Files that do not open are nobody's either.
  }
}
