import { type Kysely, sql } from 'kysely';
import type { Definitions } from '../definitions.js';
import { chunks } from './chunks.js';
import { containing } from './containing.js';
import type { Tables } from './tables.js';

export function createDeliveries(db: Kysely<Tables>): Definitions['deliveries'] {
  return {
    async add(deliveries) {
      for (const chunk of chunks(deliveries)) {
        await db
          .insertInto('deliveries')
          .values(chunk)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }
    },
    due: (now, limit) =>
      db
        .selectFrom('deliveries')
        .selectAll()
        .where('state', '=', 'pending')
        .where('nextAttemptAt', '<=', now)
        .orderBy('nextAttemptAt')
        .orderBy('createdAt')
        .orderBy('id')
        .limit(limit)
        .execute(),
    async forgetSubject(site, subject) {
      await db
        .deleteFrom('deliveries')
        .where('site', '=', site)
        .where('state', '!=', 'pending')
        .where(sql<boolean>`body like ${containing(`"subject":${JSON.stringify(subject)}`)} escape '!'`)
        .execute();
    },
    async forget(before) {
      await db.deleteFrom('deliveries').where('state', '!=', 'pending').where('createdAt', '<', before).execute();
    },
    async update({ id, site, state, attempts, nextAttemptAt, lastStatus, lastError }) {
      await db
        .updateTable('deliveries')
        .set({ state, attempts, nextAttemptAt, lastStatus, lastError })
        .where('id', '=', id)
        .where('site', '=', site)
        .execute();
    },
    async list(site, webhook, before, limit) {
      const ofWebhook = db.selectFrom('deliveries').where('site', '=', site).where('webhook', '=', webhook);
      let page = ofWebhook.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit);
      if (before !== null) {
        const last = await ofWebhook.select(['createdAt', 'id']).where('id', '=', before).executeTakeFirst();
        if (last === undefined) return [];
        page = page.where((row) =>
          row.or([
            row('createdAt', '<', last.createdAt),
            row.and([row('createdAt', '=', last.createdAt), row('id', '<', last.id)]),
          ]),
        );
      }
      return page.execute();
    },
  };
}
