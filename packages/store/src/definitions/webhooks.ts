import type { Kysely, Selectable } from 'kysely';
import type { Definitions, Webhook } from '../definitions.js';
import type { Tables } from './tables.js';

function fromStored({ segments, active, ...webhook }: Selectable<Tables['webhooks']>): Webhook {
  return { ...webhook, segments: segments === null ? null : JSON.parse(segments), active: active === 1 };
}

function toStored({ segments, active, ...webhook }: Webhook) {
  return { ...webhook, segments: segments === null ? null : JSON.stringify(segments), active: active ? 1 : 0 };
}

export function createWebhooks(db: Kysely<Tables>): Definitions['webhooks'] {
  const inOrder = db.selectFrom('webhooks').selectAll().orderBy('createdAt').orderBy('id');
  return {
    list: async (site) => (await inOrder.where('site', '=', site).execute()).map(fromStored),
    all: async () => (await inOrder.execute()).map(fromStored),
    async create(webhook) {
      await db.insertInto('webhooks').values(toStored(webhook)).execute();
    },
    async update(webhook, expected) {
      const { id, site, createdAt: _, ...change } = toStored(webhook);
      const { numUpdatedRows } = await db
        .updateTable('webhooks')
        .set(change)
        .where('site', '=', site)
        .where('id', '=', id)
        .where('version', '=', expected)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
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
