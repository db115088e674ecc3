import type { Kysely, Selectable } from 'kysely';
import type { Definitions, Webhook } from '../definitions.js';
import type { Tables } from './tables.js';

function fromStored({ segments, active, ...webhook }: Selectable<Tables['webhooks']>): Webhook {
  return { ...webhook, segments: segments === null ? null : JSON.parse(segments), active: active === 1 };
}

export function createWebhooks(db: Kysely<Tables>): Definitions['webhooks'] {
  const inOrder = db.selectFrom('webhooks').selectAll().orderBy('createdAt').orderBy('id');
  return {
    list: async (site) => (await inOrder.where('site', '=', site).execute()).map(fromStored),
    all: async () => (await inOrder.execute()).map(fromStored),
    async save({ segments, active, ...webhook }) {
      await db
        .insertInto('webhooks')
        .values({ ...webhook, segments: segments === null ? null : JSON.stringify(segments), active: active ? 1 : 0 })
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((row) => ({
              url: row.ref('excluded.url'),
              segments: row.ref('excluded.segments'),
              secret: row.ref('excluded.secret'),
              active: row.ref('excluded.active'),
            }))
            .where('webhooks.site', '=', webhook.site),
        )
        .execute();
    },
    async delete(site, id) {
      const { numDeletedRows } = await db
        .deleteFrom('webhooks')
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
  };
}
