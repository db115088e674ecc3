import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { StoreLockedError } from '../errors.js';
import { isBusy, storeErrorFrom } from './connection.js';

/**
 * Takes the directory for this process. The lock is SQLite's own file lock on an empty database, so the operating system
 * lets go of it however the process ends. The pid beside it only serves the message.
 */
export function lockDirectory(directory: string): () => void {
  const pidFile = join(directory, 'kindred.pid');
  const db = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (!isBusy(error)) throw storeErrorFrom(error);
    throw new StoreLockedError(`${directory} is in use by another Kindred process${holder(pidFile)}. Stop it first.`, {
      cause: error,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return () => {
    rmSync(pidFile, { force: true });
    db.close();
  };
}

function holder(pidFile: string): string {
  try {
    return ` (pid ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
