import type { Kysely } from 'kysely';
import type { Audit } from '../audit.js';
import type { Tables } from './tables.js';

export function createAudit(db: Kysely<Tables>): Audit {
  return {
    async add({ traits, ...entry }) {
      await db
        .insertInto('auditEntries')
        .values({ ...entry, traits: JSON.stringify(traits) })
        .execute();
    },
    async list(site, profile, before, limit) {
      let newest = db
        .selectFrom('auditEntries')
        .selectAll()
        .where('site', '=', site)
        .orderBy('id', 'desc')
        .limit(limit);
      if (profile !== null) newest = newest.where('profile', '=', profile);
      if (before !== null) newest = newest.where('id', '<', before);
      return (await newest.execute()).map((row) => ({ ...row, traits: JSON.parse(row.traits) }));
    },
    async forgetProfile(site, profile) {
      await db
        .updateTable('auditEntries')
        .set({ profile: null, traits: '[]' })
        .where('site', '=', site)
        .where('profile', '=', profile)
        .execute();
    },
    async forget(before) {
      await db.deleteFrom('auditEntries').where('at', '<', before).execute();
    },
  };
}
