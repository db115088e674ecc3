import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { StoreDiskError, StoreDuplicateError, StoreError } from '../errors.js';

/** Milliseconds that a connection waits for another's lock; only recovery and checkpoints ever hold one. */
export const BUSY_TIMEOUT = 5_000;

/**
 * The connection that writes. 64 MiB of cache keep the inner pages of every index in memory: random upserts of 1 KB rows
 * cost half of what they do with the default 2 MiB. Checkpoints are run by the worker after it has answered, never
 * inside a commit (`wal_autocheckpoint=0`), which took 40 ms off a flush of 2,500 rows.
 */
export function openWriter(file: string): DatabaseSyncInstance {
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  db.exec('PRAGMA journal_mode=WAL');
  db.exec('PRAGMA synchronous=FULL');
  db.exec('PRAGMA cache_size=-65536');
  db.exec('PRAGMA wal_autocheckpoint=0');
  db.exec('PRAGMA journal_size_limit=67108864');
  return db;
}

/** Runs `work` in one transaction and commits; whatever it throws leaves nothing behind. */
export function inTransaction<T>(db: DatabaseSyncInstance, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
/** Extended codes: UNIQUE, PRIMARY KEY, ROWID. */
const UNIQUE_VIOLATIONS: ReadonlySet<number> = new Set([2067, 1555, 2579]);

/** Turns the engine's errors into the store's. */
export function storeErrorFrom(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  // A statement that answers rows loses the code of its error, but not the text.
  const taken = UNIQUE_VIOLATIONS.has(extendedCode(error)) || message.startsWith('UNIQUE constraint failed');
  if (taken) return new StoreDuplicateError(message, { cause: error });
  switch (extendedCode(error) & 0xff) {
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_FULL:
      return new StoreDiskError(message, { cause: error });
    default:
      return new StoreError(message, { cause: error });
  }
}

/** After a failed sync nobody knows what the disk holds, so the store must be opened anew. */
export function isFatal(error: unknown): boolean {
  const code = extendedCode(error) & 0xff;
  return code === SQLITE_IOERR || code === SQLITE_CORRUPT;
}

export function isBusy(error: unknown): boolean {
  return (extendedCode(error) & 0xff) === SQLITE_BUSY;
}

function extendedCode(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return 0;
  return typeof error.errcode === 'number' ? error.errcode : 0;
}
