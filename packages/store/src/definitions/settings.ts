import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import type { Tables } from './tables.js';

export function createSettings(db: Kysely<Tables>): Definitions['settings'] {
  return {
    async get(name) {
      const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
    async set(name, value) {
      await db
        .insertInto('settings')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
