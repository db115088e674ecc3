import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import type { Tables } from './tables.js';

export function createKeys(db: Kysely<Tables>): Definitions['keys'] {
  const inOrder = db.selectFrom('keys').selectAll().orderBy('createdAt').orderBy('id');
  return {
    list: (site) => inOrder.where('site', '=', site).execute(),
    all: () => inOrder.execute(),
    async create(key) {
      await db.insertInto('keys').values(key).execute();
    },
    async delete(site, id) {
      const { numDeletedRows } = await db
        .deleteFrom('keys')
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async touch(id, at) {
      await db.updateTable('keys').set({ lastUsedAt: at }).where('id', '=', id).execute();
    },
  };
}
