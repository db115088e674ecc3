import type { IdentityRow, StateStore } from '../contract.js';
import type { Reader } from './reader.js';
import { isStorable } from './text.js';

type Stored = Omit<IdentityRow, 'current'> & { readonly current: number };

const COLUMNS = 'id, site, kind, value, claimed_by AS claimedBy, current, profile';

function toIdentity({ id, site, kind, value, claimedBy, current, profile }: Stored): IdentityRow {
  return { id, site, kind, value, claimedBy, current: current === 1, profile };
}

export function createIdentityReads(
  reader: Reader,
): Pick<
  StateStore,
  'identities' | 'anonymousClaims' | 'profilesByAnonymousId' | 'identitiesOf' | 'identitiesById' | 'suppressedEvents'
> {
  // All four by value use identities_by_value (site, kind, value, …).
  const user = reader.prepare<Stored>(
    `SELECT ${COLUMNS} FROM identities WHERE site = ? AND kind = 'user' AND value = ?`,
  );
  const anonymous = reader.prepare<Stored>(
    `SELECT ${COLUMNS} FROM identities WHERE site = ? AND kind = 'anonymous' AND value = ? AND current = 1`,
  );
  const claims = reader.prepare<Stored>(
    `SELECT ${COLUMNS} FROM identities WHERE site = ? AND kind = 'anonymous' AND value = ? ORDER BY id`,
  );
  const beginning = reader.prepare<{ profile: number }>(
    `SELECT profile FROM identities WHERE site = ? AND kind = 'anonymous' AND value >= ? AND value < ? ORDER BY value LIMIT ?`,
  );
  const ofProfile = reader.prepare<Stored>(`SELECT ${COLUMNS} FROM identities WHERE profile = ? ORDER BY id`);
  const byId = reader.prepare<Stored>(`SELECT ${COLUMNS} FROM identities WHERE id = ?`);
  const suppressed = reader.prepare<{ dropped: number }>('SELECT dropped FROM suppressed_events WHERE site = ?');

  return {
    async suppressedEvents(site) {
      return suppressed.get(site)?.dropped ?? 0;
    },
    async identities(site, users, anonymousIds) {
      const found: IdentityRow[] = [];
      for (const value of users.filter(isStorable)) {
        const row = user.get(site, value);
        if (row !== undefined) found.push(toIdentity(row));
      }
      for (const value of anonymousIds.filter(isStorable)) {
        const row = anonymous.get(site, value);
        if (row !== undefined) found.push(toIdentity(row));
      }
      return found;
    },
    async anonymousClaims(site, anonymousId) {
      if (!isStorable(anonymousId)) return [];
      const rows = claims.all(site, anonymousId);
      return rows.map(toIdentity);
    },
    async profilesByAnonymousId(site, text, limit) {
      if (!isStorable(text)) return [];
      // Text is compared by its bytes in UTF-8, where nothing comes after this character.
      const rows = beginning.all(site, text, `${text}\u{10ffff}`, limit);
      return [...new Set(rows.map(({ profile }) => profile))];
    },
    async identitiesOf(profile) {
      const rows = ofProfile.all(profile);
      return rows.map(toIdentity);
    },
    async identitiesById(ids) {
      const found: IdentityRow[] = [];
      for (const id of ids) {
        const row = byId.get(id);
        if (row !== undefined) found.push(toIdentity(row));
      }
      return found;
    },
  };
}
