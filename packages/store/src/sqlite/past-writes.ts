import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { PastDues, PastMembers } from '../contract.js';
import { inTransaction } from './connection.js';
import { blockOf, blocksOf, type PastBlock, withoutProfile } from './past-blocks.js';

/** Blocks gone through in one transaction when pasts are forgotten: a few milliseconds. */
const FORGET_SPAN = 500;

/** What was counted for one leaf, put together by the calling thread. */
export interface PastBlocks {
  readonly number: number;
  readonly blocks: readonly PastBlock[];
}

/** Writes what was counted of the past, a block of profiles a row. */
export function createPastWrites(db: DatabaseSyncInstance) {
  const insert = db.prepare('INSERT INTO past_blocks (block, number, body) VALUES (?, ?, ?)');
  // One statement for all: a third of the cost of one a member.
  const insertMembers = db.prepare(
    'INSERT INTO memberships (set_id, profile, since) SELECT ?1, value, ?2 FROM json_each(?3) WHERE true ON CONFLICT DO NOTHING',
  );
  const grow = db.prepare(
    'INSERT INTO membership_sets (set_id, members) VALUES (?, ?) ON CONFLICT (set_id) DO UPDATE SET members = members + excluded.members',
  );
  const insertDues = db.prepare('INSERT INTO past_dues (hour, number, dues) VALUES (?, ?, ?)');
  const remove = db.prepare(
    'DELETE FROM past_blocks WHERE sequence > ?1 AND sequence <= ?2 AND number IN (SELECT value FROM json_each(?3))',
  );
  const removeDues = db.prepare('DELETE FROM past_dues WHERE number IN (SELECT value FROM json_each(?))');
  const forgetDues = db.prepare('DELETE FROM past_dues WHERE hour < ?');
  const end = db.prepare(
    'SELECT max(sequence) AS sequence FROM (SELECT sequence FROM past_blocks WHERE sequence > ? ORDER BY sequence LIMIT ?)',
  );

  const addBlocks = (number: number, blocks: readonly PastBlock[]): { sequence: number } => {
    let sequence = 0;
    for (const { block, body } of blocks) sequence = Number(insert.run(block, number, body).lastInsertRowid);
    return { sequence };
  };

  return {
    addPast: ({ number, blocks }: PastBlocks): { sequence: number } =>
      inTransaction(db, () => addBlocks(number, blocks)),
    addPastMembers: ({ set, since, profiles }: PastMembers): { sequence: number; added: number } =>
      inTransaction(db, () => {
        const text = String(since);
        const added = Number(insertMembers.run(set, since, JSON.stringify(profiles)).changes);
        grow.run(set, added);
        return { added, ...addBlocks(set, blocksOf(profiles.map((profile) => ({ profile, body: text })))) };
      }),
    addPastDues: ({ number, hours }: PastDues): null =>
      inTransaction(db, () => {
        for (const [hour, dues] of hours) insertDues.run(hour, number, JSON.stringify(dues));
        return null;
      }),
    forgetPastDues: (hour: number): null => {
      forgetDues.run(hour);
      return null;
    },
    /** One chunk; answers the sequence up to which they are gone, null at the end. */
    forgetPasts: (numbers: readonly number[], after: number): number | null =>
      inTransaction(db, () => {
        const { sequence }: { sequence: number | null } = end.get(after, FORGET_SPAN);
        const list = JSON.stringify(numbers);
        if (sequence === null) {
          removeDues.run(list);
          return null;
        }
        remove.run(after, sequence, list);
        return sequence;
      }),
  };
}

/** Takes a profile that is no more out of what was counted. */
export function createPastRemoval(db: DatabaseSyncInstance): (profile: number) => void {
  const read = db.prepare('SELECT sequence, body FROM past_blocks WHERE block = ?');
  const write = db.prepare('UPDATE past_blocks SET body = ? WHERE sequence = ?');
  return (profile) => {
    const rows: { sequence: number; body: string }[] = read.all(blockOf(profile));
    for (const { sequence, body } of rows) {
      const left = withoutProfile(body, profile);
      if (left !== body) write.run(left, sequence);
    }
  };
}
