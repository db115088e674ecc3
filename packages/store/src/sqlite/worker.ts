import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ErrorMessage } from '../errors.js';
import { LOG_MIGRATIONS, STATE_MIGRATIONS } from '../migrations/all.js';
import { type Migration, migrate } from '../migrations/migrate.js';
import type { Attempt, LogCalls, Opening, Request, SentAnswer, StateCalls, WorkerData } from './calls.js';
import { checkpointAll, scheduleCheckpoints } from './checkpoints.js';
import { isFatal, openWriter, storeErrorFrom } from './connection.js';
import { createLogWriter } from './log-writer.js';
import { createStateWriter } from './state-writer.js';

type Handle<C extends object> = (requests: readonly Request<C>[], attempt: Attempt) => readonly SentAnswer[];

/** @param tidy a step of work that can wait, between two rounds; answers whether more is left */
function serve<C extends object>(
  port: MessagePort,
  db: DatabaseSyncInstance,
  role: WorkerData['role'],
  handle: Handle<C>,
  tidy: () => boolean = () => false,
): void {
  const checkpointLater = scheduleCheckpoints(db, role);
  const tidyLater = scheduleTidying(db, tidy);
  let fatal: unknown = null;
  const attempt: Attempt = (id, work) => {
    try {
      return { id, value: work() };
    } catch (error) {
      if (isFatal(error)) fatal = error;
      return { id, error: messageOf(error) };
    }
  };
  port.on('message', (first: Request<C>) => {
    // Everything that queued up while the last commit was synced is handled together.
    const requests: Request<C>[] = [first];
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      requests.push(next.message);
    }
    port.postMessage(handle(requests, attempt));
    if (fatal !== null) throw fatal;
    if (!db.isOpen) return port.close();
    checkpointLater();
    tidyLater();
  });
}

/** How long (ms) after a round, or a step, and after a step that failed. */
const TIDY_AFTER = { work: 5, failure: 1_000 } as const;

function scheduleTidying(db: DatabaseSyncInstance, tidy: () => boolean): () => void {
  let timer: NodeJS.Timeout | null = null;
  const plan = (after: number) => {
    timer ??= setTimeout(run, after);
  };
  const run = () => {
    timer = null;
    if (!db.isOpen) return;
    try {
      if (tidy()) plan(TIDY_AFTER.work);
    } catch (error) {
      if (isFatal(error)) throw error;
      // Nothing is lost by it, and whoever appends is told what is wrong with the disk; it takes more and more memory, though.
      process.emitWarning(storeErrorFrom(error).message, 'StoreTidyingWarning');
      plan(TIDY_AFTER.failure);
    }
  };
  return () => plan(TIDY_AFTER.work);
}

function open(port: MessagePort, file: string, migrations: readonly Migration[]): DatabaseSyncInstance | null {
  const say = (opening: Opening) => port.postMessage(opening);
  try {
    const db = openWriter(file);
    migrate(db, migrations);
    say({ opened: true });
    return db;
  } catch (error) {
    say({ opened: false, error: messageOf(error) });
    port.close();
    return null;
  }
}

function messageOf(error: unknown): ErrorMessage {
  const { code, message } = storeErrorFrom(error);
  return { code, message };
}

function main(port: MessagePort, { role, file }: WorkerData): void {
  const db = open(port, file, role === 'log' ? LOG_MIGRATIONS : STATE_MIGRATIONS);
  if (db === null) return;
  const close = () => {
    checkpointAll(db);
    db.close();
    return null;
  };
  if (role === 'log') {
    const writer = createLogWriter(db);
    const all: Handle<LogCalls> = (requests, attempt) => [
      ...writer.handle(requests, attempt),
      ...requests.filter(({ call }) => call === 'close').map(({ id }) => attempt(id, close)),
    ];
    serve(port, db, role, all, writer.tidy);
    return;
  }
  const writer = createStateWriter(db);
  serve<StateCalls>(port, db, role, (requests, attempt) =>
    requests.map((request) => attempt(request.id, () => (request.call === 'close' ? close() : writer.handle(request)))),
  );
}

if (parentPort !== null) main(parentPort, workerData);
