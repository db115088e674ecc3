import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { PastDues, PastMembers, PastRow } from '../contract.js';
import { inTransaction } from './connection.js';

/** Profiles gone through in one transaction when pasts are forgotten: a few milliseconds. */
const FORGET_SPAN = 20_000;

/** Writes what was counted of the past. Rows come in the order of profiles, so neighbours share a page. */
export function createPastWrites(db: DatabaseSyncInstance) {
  const insert = db.prepare(
    'INSERT INTO pasts (profile, number, body) VALUES (?, ?, ?) ON CONFLICT (profile, number) DO UPDATE SET body = excluded.body',
  );
  const insertMember = db.prepare(
    'INSERT INTO memberships (set_id, profile, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const grow = db.prepare(
    'INSERT INTO membership_sets (set_id, members) VALUES (?, ?) ON CONFLICT (set_id) DO UPDATE SET members = members + excluded.members',
  );
  const insertDues = db.prepare('INSERT INTO past_dues (hour, number, dues) VALUES (?, ?, ?)');
  const remove = db.prepare(
    'DELETE FROM pasts WHERE profile > ?1 AND profile <= ?2 AND number IN (SELECT value FROM json_each(?3))',
  );
  const removeDues = db.prepare('DELETE FROM past_dues WHERE number IN (SELECT value FROM json_each(?))');
  const forgetDues = db.prepare('DELETE FROM past_dues WHERE hour < ?');
  const end = db.prepare(
    'SELECT max(profile) AS profile FROM (SELECT profile FROM pasts WHERE profile > ? ORDER BY profile LIMIT ?)',
  );

  return {
    addPast: ({ number, rows }: { number: number; rows: readonly PastRow[] }): null =>
      inTransaction(db, () => {
        for (const { profile, body } of rows) insert.run(profile, number, body);
        return null;
      }),
    addPastMembers: ({ set, since, profiles }: PastMembers): null =>
      inTransaction(db, () => {
        const body = String(since);
        let added = 0;
        for (const profile of profiles) {
          insert.run(profile, set, body);
          added += Number(insertMember.run(set, profile, since).changes);
        }
        grow.run(set, added);
        return null;
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
    /** One chunk; answers the profile up to which they are gone, null at the end. */
    forgetPasts: (numbers: readonly number[], after: number): number | null =>
      inTransaction(db, () => {
        const { profile }: { profile: number | null } = end.get(after, FORGET_SPAN);
        const list = JSON.stringify(numbers);
        if (profile === null) {
          removeDues.run(list);
          return null;
        }
        remove.run(after, profile, list);
        return profile;
      }),
  };
}
