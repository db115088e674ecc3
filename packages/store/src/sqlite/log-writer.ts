import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { LogAppend, LogReceipt } from '../contract.js';
import type { Attempt, LogCalls, Request, SentAnswer } from './calls.js';
import { inTransaction, isFatal } from './connection.js';
import { MessageIds } from './message-ids/message-ids.js';

type Handle = (requests: readonly Request<LogCalls>[], attempt: Attempt) => readonly SentAnswer[];

/**
 * Appends to `log.sqlite`. All requests of one round share one transaction and so one sync; where that fails, each is
 * tried alone, so that one bad request does not take the others with it.
 */
export function createLogWriter(db: DatabaseSyncInstance): { handle: Handle; tidy: () => boolean } {
  const insertBatch = db.prepare('INSERT INTO batches (site, received_at, body, duplicates) VALUES (?, ?, ?, ?)');
  const deleteBatches = db.prepare('DELETE FROM batches WHERE position <= ?');
  const ids = new MessageIds(db);

  const append = (batch: LogAppend, now: number): LogReceipt => {
    const duplicates = ids.add(batch, now);
    const { lastInsertRowid } = insertBatch.run(batch.site, batch.receivedAt, batch.body, JSON.stringify(duplicates));
    return { position: Number(lastInsertRowid), duplicates };
  };
  const perform = (request: Request<LogCalls>): unknown => {
    switch (request.call) {
      case 'append':
        return append(request.args.batch, request.args.now);
      case 'remember': {
        const { site, messageIds, now } = request.args;
        ids.add({ site, receivedAt: now, messageIds }, now);
        return null;
      }
      case 'truncate':
        deleteBatches.run(request.args.position);
        return null;
      case 'close':
        return null;
    }
  };
  const together: Handle = (requests) => {
    try {
      return inTransaction(db, () => requests.map((request) => ({ id: request.id, value: perform(request) })));
    } catch (error) {
      ids.forget();
      throw error;
    }
  };

  const handle: Handle = (requests, attempt) => {
    const work = requests.filter(({ call }) => call !== 'close');
    if (work.length === 0) return [];
    try {
      return together(work, attempt);
    } catch (error) {
      const alone = (request: Request<LogCalls>): SentAnswer =>
        attempt(request.id, () => {
          if (isFatal(error)) throw error;
          const [answer] = together([request], attempt);
          return answer !== undefined && 'value' in answer ? answer.value : null;
        });
      return work.map(alone);
    }
  };
  return { handle, tidy: () => ids.tidy() };
}
