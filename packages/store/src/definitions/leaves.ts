import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

export function createLeaves(db: Kysely<Tables>): Definitions['leaves'] {
  return {
    list: () => db.selectFrom('leaves').selectAll().orderBy('id').execute(),
    async save(leaves) {
      for (const chunk of chunks(leaves)) {
        await db
          .insertInto('leaves')
          .values(chunk)
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((row) => ({
              site: row.ref('excluded.site'),
              key: row.ref('excluded.key'),
              definition: row.ref('excluded.definition'),
              keep: row.ref('excluded.keep'),
              state: row.ref('excluded.state'),
            })),
          )
          .execute();
      }
    },
    async abandon(ids) {
      for (const chunk of chunks(ids)) {
        await db.updateTable('leaves').set({ state: 'backfilling' }).where('id', 'in', chunk).execute();
      }
    },
    async delete(ids) {
      for (const chunk of chunks(ids)) await db.deleteFrom('leaves').where('id', 'in', chunk).execute();
    },
  };
}
