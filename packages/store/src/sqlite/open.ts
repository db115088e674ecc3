import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CamelCasePlugin, Kysely } from 'kysely';
import type { EventLog, StateStore } from '../contract.js';
import { createDefinitions } from '../definitions/create.js';
import type { Tables } from '../definitions/tables.js';
import type { Definitions } from '../definitions.js';
import type { StoreError } from '../errors.js';
import type { LogCalls, StateCalls } from './calls.js';
import { storeErrorFrom } from './connection.js';
import { createWorkerDialect } from './kysely-dialect.js';
import { lockDirectory } from './lock.js';
import { createEventLog } from './log.js';
import { openReader, type Reader } from './reader.js';
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
  const unlock = await takeDirectory(path);
  const workers: { close(): Promise<void> }[] = [];
  const readers: Reader[] = [];
  let closing: Promise<void> | null = null;
  let failure: StoreError | null = null;
  const close = () => {
    closing ??= closeAll(readers, workers).finally(unlock);
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
    workers.push(log);
    const state: WorkerClient<StateCalls> = await startWorker<StateCalls>({ role: 'state', file: stateFile }, failed);
    workers.push(state);
    const logReader = openReader(logFile);
    readers.push(logReader);
    const stateReader = openReader(stateFile);
    readers.push(stateReader);
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

async function takeDirectory(path: string): Promise<() => void> {
  try {
    await mkdir(path, { recursive: true });
    return lockDirectory(path);
  } catch (error) {
    throw storeErrorFrom(error);
  }
}

/** Refuses new calls at once, then waits until the threads have finished what they were asked. */
async function closeAll(readers: readonly Reader[], workers: readonly { close(): Promise<void> }[]): Promise<void> {
  for (const reader of readers) reader.close();
  await Promise.allSettled(workers.map((worker) => worker.close()));
}
