import type { Flush, IdentityRow, ProfileRow } from '../contract.js';

/** A flush of nothing to a position, with what a test adds. */
export function flushTo(position: number, parts: Partial<Omit<Flush, 'checkpoint'>> = {}): Flush {
  return {
    checkpoint: { position, nextIdentity: 1_000, nextNumber: 1_000, clock: position },
    profiles: [],
    deletedProfiles: [],
    identities: [],
    deletedIdentities: [],
    forgottenPeople: [],
    suppressed: [],
    groups: [],
    deletedGroups: [],
    groupMembers: [],
    memberships: [],
    endedMemberships: [],
    changes: [],
    importChanges: [],
    rewrittenImportChanges: [],
    deletedImportChanges: [],
    outbox: [],
    ...parts,
  };
}

export function profileRow(id: number, parts: Partial<ProfileRow> = {}): ProfileRow {
  return { id, site: 1, body: `{"id":${id}}`, dueAt: null, ...parts };
}

export function identityRow(id: number, value: string, parts: Partial<IdentityRow> = {}): IdentityRow {
  return { id, site: 1, kind: 'user', value, claimedBy: null, current: true, profile: id, ...parts };
}
