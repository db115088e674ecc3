import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import type { Tables } from './tables.js';

export function createJobs(db: Kysely<Tables>): Definitions['jobs'] {
  return {
    async save(job) {
      await db
        .insertInto('jobs')
        .values(job)
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((row) => ({
              state: row.ref('excluded.state'),
              done: row.ref('excluded.done'),
              total: row.ref('excluded.total'),
              detail: row.ref('excluded.detail'),
              error: row.ref('excluded.error'),
              updatedAt: row.ref('excluded.updatedAt'),
            }))
            .where('jobs.site', '=', job.site),
        )
        .execute();
    },
    async get(site, id) {
      const job = await db
        .selectFrom('jobs')
        .selectAll()
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirst();
      return job ?? null;
    },
    list: (site, limit) =>
      db
        .selectFrom('jobs')
        .selectAll()
        .where('site', '=', site)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
  };
}
