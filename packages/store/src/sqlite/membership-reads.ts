import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { StateStore } from '../contract.js';

export function createMembershipReads(
  reader: DatabaseSyncInstance,
): Pick<StateStore, 'members' | 'countMembers' | 'isMember'> {
  const members = reader.prepare(
    'SELECT profile, since FROM memberships WHERE set_id = ? AND profile > ? ORDER BY profile LIMIT ?',
  );
  const count = reader.prepare('SELECT members FROM membership_sets WHERE set_id = ?');
  const since = reader.prepare('SELECT since FROM memberships WHERE set_id = ? AND profile = ?');

  return {
    async members(set, after, limit) {
      const rows: { profile: number; since: number }[] = members.all(set, after, limit);
      return rows.map((row) => ({ profile: row.profile, since: row.since }));
    },
    async countMembers(sets) {
      return new Map(
        sets.map((set) => {
          const row: { members: number } | undefined = count.get(set);
          return [set, row?.members ?? 0];
        }),
      );
    },
    async isMember(set, profile) {
      const row: { since: number } | undefined = since.get(set, profile);
      return row?.since ?? null;
    },
  };
}
