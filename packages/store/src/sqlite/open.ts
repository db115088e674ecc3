import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely } from 'kysely';
import type { EventLog, StateStore } from '../contract.js';
import { createDefinitions } from '../definitions/create.js';
import type { Tables } from '../definitions/tables.js';
import type { Definitions } from '../definitions.js';
import type { StoreError } from '../errors.js';
import type { LogCalls, StateCalls } from './calls.js';
import { openReader, storeErrorFrom } from './connection.js';
import { createWorkerDialect } from './kysely-dialect.js';
import { lockDirectory } from './lock.js';
import { createEventLog } from './log.js';
import { createStateStore } from './state.js';
import { startWorker, type WorkerClient } from './worker-client.js';

export interface SqliteStoreOptions {
  /** Directory of the files `log.sqlite` and `state.sqlite`; made where it is missing. Belongs to one process at a time. */
  readonly path: string;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Told once if a writing thread dies (a failed disk, a native crash it survived): the store is closed then. */
  readonly onFailure?: (error: StoreError) => void;
}

export interface SqliteStore {
  readonly log: EventLog;
  readonly state: StateStore;
  readonly definitions: Definitions;
  /** True after `close()`, and after a writing thread has died. */
  readonly closed: boolean;
  /** Finishes what was asked, closes the files and lets go of the directory. */
  close(): Promise<void>;
}

/**
 * Opens the embedded state store: two SQLite files, each written by one thread of its own.
 *
 * @throws StoreLockedError where another process has the directory open
 * @throws StoreNewerError where a newer version of the program wrote it
 */
export async function openSqliteStore({ path, clock, onFailure }: SqliteStoreOptions): Promise<SqliteStore> {
  await mkdir(path, { recursive: true });
  const undo: (() => void | Promise<void>)[] = [lockDirectory(path)];
  let closing: Promise<void> | null = null;
  let failure: StoreError | null = null;
  const close = () => {
    closing ??= unwind(undo);
    return closing;
  };
  const failed = (error: StoreError) => {
    if (failure !== null) return;
    failure = error;
    onFailure?.(error);
    // The other thread goes as well: half a store must not go on accepting events.
    close().catch(() => {});
  };
  try {
    const logFile = join(path, 'log.sqlite');
    const stateFile = join(path, 'state.sqlite');
    const log: WorkerClient<LogCalls> = await startWorker<LogCalls>({ role: 'log', file: logFile }, failed);
    undo.push(() => log.close());
    const state: WorkerClient<StateCalls> = await startWorker<StateCalls>({ role: 'state', file: stateFile }, failed);
    undo.push(() => state.close());
    const logReader = openReader(logFile);
    undo.push(() => logReader.close());
    const stateReader = openReader(stateFile);
    undo.push(() => stateReader.close());
    const db = new Kysely<Tables>({
      dialect: createWorkerDialect(state, stateReader),
      plugins: [new CamelCasePlugin()],
    });
    return {
      log: createEventLog(log, logReader, clock),
      state: createStateStore(state, stateReader, close),
      definitions: createDefinitions(db),
      get closed() {
        return closing !== null || failure !== null;
      },
      close,
    };
  } catch (error) {
    await close().catch(() => {});
    throw storeErrorFrom(error);
  }
}

/** Undoes every step, the last one first, whatever fails on the way; the lock goes last. */
async function unwind(steps: (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.toReversed()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw storeErrorFrom(failures[0]);
}
