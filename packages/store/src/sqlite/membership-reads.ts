import type { StateStore } from '../contract.js';
import type { Reader } from './reader.js';

export function createMembershipReads(
  reader: Reader,
): Pick<StateStore, 'members' | 'countMembers' | 'sets' | 'isMember'> {
  const members = reader.prepare<{ profile: number; since: number }>(
    'SELECT profile, since FROM memberships WHERE set_id = ? AND profile > ? ORDER BY profile LIMIT ?',
  );
  const count = reader.prepare<{ members: number }>('SELECT members FROM membership_sets WHERE set_id = ?');
  const sets = reader.prepare<{ set: number }>('SELECT set_id AS "set" FROM membership_sets');
  const since = reader.prepare<{ since: number }>('SELECT since FROM memberships WHERE set_id = ? AND profile = ?');

  return {
    async members(set, after, limit) {
      const rows = members.all(set, after, limit);
      return rows.map((row) => ({ profile: row.profile, since: row.since }));
    },
    async countMembers(sets) {
      return new Map(
        sets.map((set) => {
          const row = count.get(set);
          return [set, row?.members ?? 0];
        }),
      );
    },
    async sets() {
      return sets.all().map((row) => row.set);
    },
    async isMember(set, profile) {
      const row = since.get(set, profile);
      return row?.since ?? null;
    },
  };
}
