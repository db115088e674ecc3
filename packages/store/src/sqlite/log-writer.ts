import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';
import type { LogAppend, LogReceipt } from '../contract.js';
import { StoreProtocolError } from '../errors.js';
import type { Attempt, LogCalls, Request, SentAnswer } from './calls.js';
import { inTransaction, isFatal } from './connection.js';
import { isStorable } from './text.js';

const DAY_MS = 86_400_000;

type Handle = (requests: readonly Request<LogCalls>[], attempt: Attempt) => readonly SentAnswer[];

/**
 * Appends to `log.sqlite`. All requests of one round share one transaction and so one sync; where that fails, each is
 * tried alone, so that one bad request does not take the others with it.
 */
export function createLogWriter(db: DatabaseSyncInstance): { handle: Handle } {
  const insertBatch = db.prepare('INSERT INTO batches (site, received_at, body, duplicates) VALUES (?, ?, ?, ?)');
  const deleteBatches = db.prepare('DELETE FROM batches WHERE position <= ?');
  const ids = openMessageIds(db);

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
      // Tables made in the transaction are gone with it.
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
  return { handle };
}

interface DayTable {
  readonly day: number;
  readonly insert: StatementSyncInstance;
  readonly find: StatementSyncInstance;
}

/**
 * Message ids by UTC day of receipt, one table a day. A day looks at itself, at the day before and at whatever lies after
 * it (a clock set back), so an id is known for at least 24 h; older tables are dropped whole.
 */
function openMessageIds(db: DatabaseSyncInstance): {
  add(batch: Pick<LogAppend, 'site' | 'receivedAt' | 'messageIds'>, now: number): number[];
  forget(): void;
} {
  const listDays = db.prepare('SELECT day FROM message_days ORDER BY day');
  const insertDay = db.prepare('INSERT INTO message_days (day) VALUES (?)');
  const deleteDay = db.prepare('DELETE FROM message_days WHERE day = ?');
  let tables = new Map<number, DayTable>();
  let loaded = false;

  const openDay = (day: number): DayTable => {
    // A table name cannot be a parameter; `day` is an integer by the column's type or by Math.floor.
    const table = `message_ids_${day}`;
    return {
      day,
      insert: db.prepare(`INSERT INTO ${table} (site, id) VALUES (?, ?) ON CONFLICT DO NOTHING`),
      find: db.prepare(`SELECT 1 FROM ${table} WHERE site = ? AND id = ?`),
    };
  };
  const load = () => {
    const rows: { day: number }[] = listDays.all();
    tables = new Map(rows.map(({ day }) => [day, openDay(day)]));
    loaded = true;
  };
  const make = (day: number): DayTable => {
    db.exec(
      `CREATE TABLE message_ids_${day} (site INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (site, id)) STRICT, WITHOUT ROWID`,
    );
    insertDay.run(day);
    const table = openDay(day);
    tables.set(day, table);
    return table;
  };
  const dropBefore = (day: number) => {
    for (const old of [...tables.keys()].filter((candidate) => candidate < day)) {
      tables.delete(old);
      db.exec(`DROP TABLE message_ids_${old}`);
      deleteDay.run(old);
    }
  };

  return {
    add({ site, receivedAt, messageIds }, now) {
      if (!loaded) load();
      const day = Math.floor(receivedAt / DAY_MS);
      let own = tables.get(day);
      if (own === undefined) {
        dropBefore(Math.floor(now / DAY_MS) - 1);
        own = make(day);
      }
      const others = [...tables.values()].filter((table) => table.day === day - 1 || table.day > day);
      const duplicates: number[] = [];
      for (const [index, id] of messageIds.entries()) {
        if (!isStorable(id)) throw new StoreProtocolError('A message id with a NUL character cannot be stored.');
        const known =
          others.some(({ find }) => find.get(site, id) !== undefined) || own.insert.run(site, id).changes === 0;
        if (known) duplicates.push(index);
      }
      return duplicates;
    },
    forget() {
      tables = new Map();
      loaded = false;
    },
  };
}
