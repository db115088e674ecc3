import { Worker } from 'node:worker_threads';
import { errorFromMessage, StoreClosedError, type StoreError } from '../errors.js';
import type { Answer, Opening, WorkerData } from './calls.js';

type Args<C, K extends keyof C> = C[K] extends { args: infer A } ? A : never;
type Result<C, K extends keyof C> = C[K] extends { result: infer R } ? R : never;

/** The calling thread's end of one worker. */
export interface WorkerClient<C extends object> {
  call<K extends keyof C>(call: K, args: Args<C, K>): Promise<Result<C, K>>;
  /** Finishes what was asked, closes the database and ends the thread. */
  close(): Promise<void>;
}

/**
 * Starts the writing thread of one database and waits until it is open and migrated. `failed` is told once if the thread
 * dies by itself; every call then under way, and every later one, rejects with that error.
 */
export async function startWorker<C extends object>(
  data: WorkerData,
  failed: (error: StoreError) => void,
): Promise<WorkerClient<C>> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: data,
    name: `kindred-${data.role}`,
  });
  const pending = new Map<number, { resolve(value: never): void; reject(error: StoreError): void }>();
  let nextId = 1;
  let ended: StoreError | null = null;

  const end = (error: StoreError) => {
    if (ended !== null) return;
    ended = error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  let opened = false;
  let closing = false;
  worker.on('error', (cause) => {
    end(new StoreClosedError(`The thread that writes ${data.file} failed: ${cause.message}`, { cause }));
  });
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      end(
        new StoreClosedError(closing ? 'The store is closed.' : `The thread that writes ${data.file} ended (${code}).`),
      );
      if (opened && !closing && ended !== null) failed(ended);
      resolve();
    });
  });

  const opening = await new Promise<Opening>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('exit', () => reject(ended));
  });
  if (!opening.opened) {
    closing = true;
    await exited;
    throw errorFromMessage(opening.error);
  }
  opened = true;
  worker.on('message', (answers: readonly Answer[]) => {
    for (const answer of answers) {
      const call = pending.get(answer.id);
      if (call === undefined) continue;
      pending.delete(answer.id);
      if ('error' in answer) call.reject(errorFromMessage(answer.error));
      else call.resolve(answer.value);
    }
  });

  const send = <T>(name: PropertyKey, args: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      if (ended !== null || closing) {
        reject(ended ?? new StoreClosedError('The store is closed.'));
        return;
      }
      const id = nextId++;
      pending.set(id, { resolve, reject });
      worker.postMessage({ id, call: name, args });
    });

  return {
    call: (name, args) => send(name, args),
    async close() {
      if (ended === null && !closing) {
        const closed = send<null>('close', null);
        closing = true;
        await closed;
      }
      await exited;
    },
  };
}
