import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import { StoreNotFoundError } from '../errors.js';
import type { Tables } from './tables.js';

export function createSites(db: Kysely<Tables>): Definitions['sites'] {
  return {
    list: () => db.selectFrom('sites').selectAll().orderBy('id').execute(),
    create: (site) => db.insertInto('sites').values(site).returningAll().executeTakeFirstOrThrow(),
    async update(id, { name, timeZone, weekStart }) {
      // Setting a column to undefined leaves it as it is; the id keeps the statement valid when nothing changes.
      const site = await db
        .updateTable('sites')
        .set({ id, name, timeZone, weekStart })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      if (site === undefined) throw new StoreNotFoundError(`There is no site ${id}.`);
      return site;
    },
  };
}
