import type { Kysely } from 'kysely';
import type { Definitions } from '../definitions.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

export function createCorrections(db: Kysely<Tables>): Definitions['corrections'] {
  return {
    async save(correction) {
      await db
        .insertInto('corrections')
        .values(correction)
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((row) => ({
              state: row.ref('excluded.state'),
              subject: row.ref('excluded.subject'),
              result: row.ref('excluded.result'),
              finishedAt: row.ref('excluded.finishedAt'),
            }))
            .where('corrections.site', '=', correction.site),
        )
        .execute();
    },
    pending: () =>
      db
        .selectFrom('corrections')
        .selectAll()
        .where('state', '=', 'pending')
        .orderBy('requestedAt')
        .orderBy('id')
        .execute(),
    async anyDoneSince(instant) {
      const first = await db
        .selectFrom('corrections')
        .select('id')
        .where('finishedAt', '>', instant)
        .limit(1)
        .executeTakeFirst();
      return first !== undefined;
    },
    list(site, before, limit) {
      const newest = db
        .selectFrom('corrections')
        .selectAll()
        .where('site', '=', site)
        .orderBy('requestedAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (before === null) return newest.execute();
      return newest
        .where((row) =>
          row.or([
            row('requestedAt', '<', before.requestedAt),
            row.and([row('requestedAt', '=', before.requestedAt), row('id', '<', before.id)]),
          ]),
        )
        .execute();
    },
  };
}

export function createSuppressions(db: Kysely<Tables>): Definitions['suppressions'] {
  return {
    all: () => db.selectFrom('suppressions').selectAll().execute(),
    async add(rows) {
      for (const chunk of chunks(rows)) {
        await db
          .insertInto('suppressions')
          .values(chunk)
          .onConflict((conflict) => conflict.columns(['site', 'digest']).doNothing())
          .execute();
      }
    },
    async delete(site, digest) {
      const { numDeletedRows } = await db
        .deleteFrom('suppressions')
        .where('site', '=', site)
        .where('digest', '=', digest)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
