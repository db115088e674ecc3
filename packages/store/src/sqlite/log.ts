import type { EventLog, LogBatch } from '../contract.js';
import type { LogCalls } from './calls.js';
import type { Reader } from './reader.js';
import type { WorkerClient } from './worker-client.js';

interface BatchRow {
  position: number;
  site: number;
  receivedAt: number;
  body: string;
  duplicates: string;
}

/** The log as the calling thread sees it: appends go to the worker, reads through a connection of this thread. */
export function createEventLog(worker: WorkerClient<LogCalls>, reader: Reader, clock: () => number): EventLog {
  const read = reader.prepare<BatchRow>(
    'SELECT position, site, received_at AS receivedAt, body, duplicates FROM batches WHERE position > ? ORDER BY position LIMIT ?',
  );
  return {
    append: (batch) => worker.call('append', { batch, now: clock() }),
    async remember(site, messageIds) {
      await worker.call('remember', { site, messageIds, now: clock() });
    },
    async read(after, limit) {
      const rows = read.all(after, limit);
      return rows.map(
        ({ position, site, receivedAt, body, duplicates }): LogBatch => ({
          position,
          site,
          receivedAt,
          body,
          duplicates: JSON.parse(duplicates),
        }),
      );
    },
    async truncate(position) {
      await worker.call('truncate', { position });
    },
  };
}
