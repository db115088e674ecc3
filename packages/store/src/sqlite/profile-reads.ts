import type { GroupRow, ProfileRow, StateStore } from '../contract.js';
import type { Reader } from './reader.js';
import { isStorable } from './text.js';

export function createProfileReads(
  reader: Reader,
): Pick<StateStore, 'profiles' | 'profilesAfter' | 'countProfiles' | 'due' | 'groups' | 'groupMembers' | 'groupSizes'> {
  const profile = reader.prepare<ProfileRow>('SELECT id, site, body, due_at AS dueAt FROM profiles WHERE id = ?');
  const after = reader.prepare<ProfileRow>(
    'SELECT id, site, body, due_at AS dueAt FROM profiles WHERE site = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const count = reader.prepare<{ profiles: number }>('SELECT profiles FROM profile_counts WHERE site = ?');
  const due = reader.prepare<{ id: number; dueAt: number }>(
    'SELECT id, due_at AS dueAt FROM profiles WHERE due_at <= ? ORDER BY due_at, id LIMIT ?',
  );
  const groups = reader.prepare<GroupRow>(
    'SELECT site, kind, id, parent, traits, number, changes, switched FROM groups WHERE site = ? ORDER BY kind, id',
  );
  const groupMembers = reader.prepare<{ profile: number }>(
    'SELECT profile FROM group_members WHERE site = ? AND kind = ? AND group_id = ? AND profile > ? ORDER BY profile LIMIT ?',
  );
  const sizes = reader.prepare<{ id: string; size: number }>(
    'SELECT group_id AS id, count(*) AS size FROM group_members WHERE site = ? AND kind = ? GROUP BY group_id',
  );
  // Along the set, then the few groups of each of its members.
  const sizesInSet = reader.prepare<{ id: string; size: number }>(
    `SELECT g.group_id AS id, count(*) AS size FROM memberships m CROSS JOIN group_members g ON g.profile = m.profile
     WHERE m.set_id = ? AND g.site = ? AND g.kind = ? GROUP BY g.group_id`,
  );

  return {
    async profiles(ids) {
      return ids.map((id) => {
        const row = profile.get(id);
        return row === undefined ? null : toProfile(row);
      });
    },
    async profilesAfter(site, id, limit) {
      const rows = after.all(site, id, limit);
      return rows.map(toProfile);
    },
    async countProfiles(site) {
      const row = count.get(site);
      return row?.profiles ?? 0;
    },
    async due(until, limit) {
      const rows = due.all(until, limit);
      return rows.map(({ id, dueAt }) => ({ id, dueAt }));
    },
    async groups(site) {
      const rows = groups.all(site);
      return rows.map((row) => ({ ...row }));
    },
    async groupSizes(site, kind, set) {
      const rows = set === null ? sizes.all(site, kind) : sizesInSet.all(set, site, kind);
      return new Map(rows.map(({ id, size }) => [id, size]));
    },
    async groupMembers(site, kind, group, id, limit) {
      if (!isStorable(group)) return [];
      const rows = groupMembers.all(site, kind, group, id, limit);
      return rows.map((row) => row.profile);
    },
  };
}

/** The engine's rows have no prototype; ours are plain objects. */
function toProfile({ id, site, body, dueAt }: ProfileRow): ProfileRow {
  return { id, site, body, dueAt };
}
