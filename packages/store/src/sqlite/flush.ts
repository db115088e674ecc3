import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Checkpoint, Flush } from '../contract.js';
import { StoreProtocolError } from '../errors.js';
import { inTransaction } from './connection.js';
import { createImportChangeWrites } from './import-changes.js';
import { createPastRemoval } from './past-writes.js';
import { isStorable } from './text.js';

/**
 * One flush is one transaction. Deletions come before writes, so a group deleted and made again within one flush is there
 * afterwards. Profiles, identities and memberships are written in the order of their keys: neighbours share a page, which saves a
 * quarter of the time on random ids.
 */
export function createFlush(db: DatabaseSyncInstance): (flush: Flush) => { outboxIds: number[] } {
  const moveCheckpoint = createCheckpointMove(db);
  const writeProfiles = createProfileWrites(db);
  const writeIdentities = createIdentityWrites(db);
  const writeImportChanges = createImportChangeWrites(db);
  const writeGroups = createGroupWrites(db);
  const writeMemberships = createMembershipWrites(db);
  const insertChange = db.prepare(
    'INSERT INTO membership_changes (id, site, segment, profile, account, kind, at, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  // The rows stay: their ids are places at which readers go on.
  const forgetPerson = db.prepare(
    'UPDATE membership_changes SET profile = 0 WHERE site = ? AND profile = ? AND account IS NULL',
  );
  const addSuppressed = db.prepare(
    'INSERT INTO suppressed_events (site, dropped) VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET dropped = dropped + excluded.dropped',
  );
  const insertOutbox = db.prepare('INSERT INTO outbox (table_name, body, rows) VALUES (?, CAST(? AS TEXT), ?)');

  return (flush) =>
    inTransaction(db, () => {
      moveCheckpoint(flush.checkpoint);
      writeProfiles(flush);
      writeIdentities(flush);
      writeImportChanges(flush);
      writeGroups(flush);
      writeMemberships(flush);
      for (const { site, dropped } of flush.suppressed) addSuppressed.run(site, dropped);
      for (const { site, profile } of flush.forgottenPeople) forgetPerson.run(site, profile);
      for (const { id, site, segment, profile, account, kind, at, cause } of flush.changes) {
        insertChange.run(id, site, segment, profile, account, kind, at, cause);
      }
      const outboxIds = flush.outbox.map(({ table, body, rows }) =>
        Number(insertOutbox.run(table, body, rows).lastInsertRowid),
      );
      return { outboxIds };
    });
}

function createCheckpointMove(db: DatabaseSyncInstance): (to: Checkpoint) => void {
  const read = db.prepare('SELECT position, next_identity AS nextIdentity, next_number AS nextNumber FROM checkpoint');
  const write = db.prepare('UPDATE checkpoint SET position = ?, next_identity = ?, next_number = ?, clock = ?');
  return (to) => {
    const from: Omit<Checkpoint, 'clock'> = read.get();
    const behind = to.nextIdentity < from.nextIdentity || to.nextNumber < from.nextNumber;
    if (to.position < from.position || behind) {
      const said = ({ position, nextIdentity, nextNumber }: typeof from) =>
        `${position} (next identity ${nextIdentity}, next number ${nextNumber})`;
      throw new StoreProtocolError(`A flush to position ${said(to)} would go behind ${said(from)}.`);
    }
    write.run(to.position, to.nextIdentity, to.nextNumber, to.clock);
  };
}

function createProfileWrites(db: DatabaseSyncInstance): (flush: Flush) => void {
  const update = db.prepare('UPDATE profiles SET body = ?, due_at = ? WHERE id = ? AND site = ?');
  const insert = db.prepare('INSERT INTO profiles (id, site, body, due_at) VALUES (?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM profiles WHERE id = ? RETURNING site');
  const removeMembers = db.prepare('DELETE FROM group_members WHERE profile = ?');
  const removePast = createPastRemoval(db);
  const count = db.prepare(
    'INSERT INTO profile_counts (site, profiles) VALUES (?, ?) ON CONFLICT (site) DO UPDATE SET profiles = profiles + excluded.profiles',
  );
  return ({ profiles, deletedProfiles }) => {
    const grown = new Map<number, number>();
    const grow = (site: number, by: number) => grown.set(site, (grown.get(site) ?? 0) + by);
    for (const id of deletedProfiles) {
      const gone: { site: number } | undefined = remove.get(id);
      if (gone !== undefined) grow(gone.site, -1);
      removeMembers.run(id);
      removePast(id);
    }
    for (const { id, site, body, dueAt } of profiles.toSorted((a, b) => a.id - b.id)) {
      if (update.run(body, dueAt, id, site).changes > 0) continue;
      insert.run(id, site, body, dueAt);
      grow(site, 1);
    }
    for (const [site, by] of grown) count.run(site, by);
  };
}

function createIdentityWrites(db: DatabaseSyncInstance): (flush: Flush) => void {
  const write = db.prepare(
    `INSERT INTO identities (id, site, kind, value, claimed_by, current, profile) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET claimed_by = excluded.claimed_by, current = excluded.current, profile = excluded.profile`,
  );
  const remove = db.prepare('DELETE FROM identities WHERE id = ?');
  return ({ identities, deletedIdentities }) => {
    for (const id of deletedIdentities) remove.run(id);
    for (const { id, site, kind, value, claimedBy, current, profile } of identities.toSorted((a, b) => a.id - b.id)) {
      if (!isStorable(value) || (claimedBy !== null && !isStorable(claimedBy))) {
        throw new StoreProtocolError(`Identity ${id} has a NUL character and cannot be stored.`);
      }
      write.run(id, site, kind, value, claimedBy, current ? 1 : 0, profile);
    }
  };
}

function createGroupWrites(db: DatabaseSyncInstance): (flush: Flush) => void {
  const remove = db.prepare('DELETE FROM groups WHERE site = ? AND kind = ? AND id = ?');
  const removeMembersOf = db.prepare('DELETE FROM group_members WHERE site = ? AND kind = ? AND group_id = ?');
  const write = db.prepare(
    `INSERT INTO groups (site, kind, id, parent, traits, number, changes, switched) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (site, kind, id) DO UPDATE SET parent = excluded.parent, traits = excluded.traits,
       number = excluded.number, changes = excluded.changes, switched = excluded.switched`,
  );
  const addMember = db.prepare(
    'INSERT INTO group_members (site, kind, group_id, profile) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const removeMember = db.prepare(
    'DELETE FROM group_members WHERE site = ? AND kind = ? AND group_id = ? AND profile = ?',
  );
  return ({ groups, deletedGroups, groupMembers }) => {
    for (const { site, kind, id } of deletedGroups) {
      remove.run(site, kind, id);
      removeMembersOf.run(site, kind, id);
    }
    for (const { site, kind, id, parent, traits, number, changes, switched } of groups) {
      write.run(site, kind, id, parent, traits, number, changes, switched);
    }
    for (const { site, kind, group, profile, member } of groupMembers) {
      (member ? addMember : removeMember).run(site, kind, group, profile);
    }
  };
}

function createMembershipWrites(db: DatabaseSyncInstance): (flush: Flush) => void {
  const remove = db.prepare('DELETE FROM memberships WHERE set_id = ? AND profile = ?');
  const insert = db.prepare('INSERT INTO memberships (set_id, profile, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const update = db.prepare('UPDATE memberships SET since = ? WHERE set_id = ? AND profile = ?');
  const count = db.prepare(
    'INSERT INTO membership_sets (set_id, members) VALUES (?, ?) ON CONFLICT (set_id) DO UPDATE SET members = members + excluded.members',
  );
  return ({ memberships, endedMemberships }) => {
    const grown = new Map<number, number>();
    const grow = (set: number, by: number) => grown.set(set, (grown.get(set) ?? 0) + by);
    for (const { set, profile } of endedMemberships) {
      if (remove.run(set, profile).changes > 0) grow(set, -1);
    }
    for (const { set, profile, since } of memberships.toSorted((a, b) => a.set - b.set || a.profile - b.profile)) {
      if (insert.run(set, profile, since).changes > 0) grow(set, 1);
      else update.run(since, set, profile);
    }
    for (const [set, by] of grown) count.run(set, by);
  };
}
