import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { ForwardBatch } from '../contract.js';
import { StoreProtocolError } from '../errors.js';
import type { QueryCall, Request, StateCalls } from './calls.js';
import { inTransaction } from './connection.js';
import { createFlush } from './flush.js';
import { createPastWrites } from './past-writes.js';
import { createStatementCache } from './statements.js';

/** Rows of a dropped set deleted in one transaction: a few milliseconds. */
const DROP_CHUNK = 2_000;

type Work = Exclude<Request<StateCalls>, { call: 'close' }>;

/** Everything that changes `state.sqlite`. */
export function createStateWriter(db: DatabaseSyncInstance): { handle(request: Work): unknown } {
  const flush = createFlush(db);
  const forward = createForward(db);
  const dropSet = createDropSet(db);
  const recountSet = createRecountSet(db);
  const forgetChanges = createForgetChanges(db);
  const pasts = createPastWrites(db);
  const statements = createStatementCache(db);

  const query = ({ sql, parameters, answersRows }: QueryCall) => {
    const statement = statements(sql);
    if (!answersRows) return { rows: [], changes: statement.run(...parameters).changes };
    const rows: unknown[] = statement.all(...parameters);
    return { rows, changes: rows.length };
  };

  return {
    handle(request) {
      switch (request.call) {
        case 'flush':
          return flush(request.args);
        case 'addPast':
          return pasts.addPast(request.args);
        case 'addPastMembers':
          return pasts.addPastMembers(request.args);
        case 'addPastDues':
          return pasts.addPastDues(request.args);
        case 'forgetPastDues':
          return pasts.forgetPastDues(request.args.hour);
        case 'forgetPasts':
          return pasts.forgetPasts(request.args.numbers, request.args.after);
        case 'dropSet':
          return dropSet(request.args.set);
        case 'recountSet':
          return recountSet(request.args.set);
        case 'forgetChanges':
          return forgetChanges(request.args.before);
        case 'beginForward':
          return forward.begin(request.args.first, request.args.last);
        case 'endForward':
          return forward.end(request.args);
        case 'query':
          return query(request.args);
      }
    },
  };
}

function createForward(db: DatabaseSyncInstance) {
  const open = db.prepare('SELECT id, first, last FROM forward_batches LIMIT 1');
  const range = db.prepare('SELECT count(*) AS entries FROM outbox WHERE id BETWEEN ? AND ?');
  const insert = db.prepare('INSERT INTO forward_batches (first, last) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM forward_batches WHERE id = ? AND first = ? AND last = ?');
  const removeEntries = db.prepare('DELETE FROM outbox WHERE id BETWEEN ? AND ?');

  return {
    begin: (first: number, last: number): ForwardBatch =>
      inTransaction(db, () => {
        if (open.get() !== undefined) throw new StoreProtocolError('A forward batch is open already; end it first.');
        const { entries }: { entries: number } = range.get(first, last);
        if (entries === 0) throw new StoreProtocolError(`The outbox has no entries from ${first} to ${last}.`);
        return { id: Number(insert.run(first, last).lastInsertRowid), first, last };
      }),
    /** Ending a batch twice changes nothing. */
    end: ({ id, first, last }: ForwardBatch): null =>
      inTransaction(db, () => {
        if (remove.run(id, first, last).changes > 0) removeEntries.run(first, last);
        return null;
      }),
  };
}

function createDropSet(db: DatabaseSyncInstance) {
  const remove = db.prepare(
    'DELETE FROM memberships WHERE set_id = ?1 AND profile IN (SELECT profile FROM memberships WHERE set_id = ?1 LIMIT ?2)',
  );
  const shrink = db.prepare('UPDATE membership_sets SET members = members - ? WHERE set_id = ?');
  const removeSet = db.prepare('DELETE FROM membership_sets WHERE set_id = ?');

  return (set: number): { more: boolean } =>
    inTransaction(db, () => {
      const { changes } = remove.run(set, DROP_CHUNK);
      shrink.run(changes, set);
      const more = changes === DROP_CHUNK;
      if (!more) removeSet.run(set);
      return { more };
    });
}

function createRecountSet(db: DatabaseSyncInstance) {
  const count = db.prepare('SELECT count(*) AS members FROM memberships WHERE set_id = ?');
  const keep = db.prepare(
    'INSERT INTO membership_sets (set_id, members) VALUES (?, ?) ON CONFLICT (set_id) DO UPDATE SET members = excluded.members',
  );
  return (set: number): { members: number } =>
    inTransaction(db, () => {
      const { members }: { members: number } = count.get(set);
      keep.run(set, members);
      return { members };
    });
}

/** Looks at the oldest rows only, so a call that finds nothing to forget costs nothing. */
function createForgetChanges(db: DatabaseSyncInstance) {
  const find = db.prepare(
    'SELECT max(sequence) AS sequence FROM (SELECT sequence, at FROM membership_changes ORDER BY sequence LIMIT ?2) WHERE at < ?1',
  );
  const remove = db.prepare('DELETE FROM membership_changes WHERE sequence <= ? AND at < ?');
  const note = db.prepare('UPDATE forgotten_changes SET sequence = max(sequence, ?)');
  return (before: number): { more: boolean } =>
    inTransaction(db, () => {
      const { sequence }: { sequence: number | null } = find.get(before, DROP_CHUNK);
      if (sequence === null) return { more: false };
      const { changes } = remove.run(sequence, before);
      note.run(sequence);
      return { more: changes > 0 };
    });
}
