import { type Kysely, sql } from 'kysely';
import type { Definitions } from '../definitions.js';
import { chunks } from './chunks.js';
import { containing } from './containing.js';
import type { Tables } from './tables.js';

/** Rejected events kept a site, the newest: a client that sends rubbish must not fill the disk. */
const KEPT = 10_000;

export function createRejected(db: Kysely<Tables>): Definitions['rejected'] {
  const forgetOld = (site: number) =>
    db
      .deleteFrom('rejectedEvents')
      .where('site', '=', site)
      .where('id', '<=', (row) =>
        row
          .selectFrom('rejectedEvents')
          .select('id')
          .where('site', '=', site)
          .orderBy('id', 'desc')
          .offset(KEPT)
          .limit(1),
      )
      .execute();
  return {
    async add(rows) {
      for (const chunk of chunks(rows)) await db.insertInto('rejectedEvents').values(chunk).execute();
      for (const site of new Set(rows.map((row) => row.site))) await forgetOld(site);
    },
    async forgetMentions(site, texts) {
      for (const text of texts) {
        await db
          .deleteFrom('rejectedEvents')
          .where('site', '=', site)
          .where(sql<boolean>`body like ${containing(JSON.stringify(text))} escape '!'`)
          .execute();
      }
    },
    list(site, before, limit) {
      const newest = db
        .selectFrom('rejectedEvents')
        .selectAll()
        .where('site', '=', site)
        .orderBy('id', 'desc')
        .limit(limit);
      return (before === null ? newest : newest.where('id', '<', before)).execute();
    },
  };
}
