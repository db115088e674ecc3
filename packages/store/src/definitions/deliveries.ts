import { type Kysely, sql } from 'kysely';
import { type Definitions, deliveryWaits } from '../definitions.js';
import { chunks } from './chunks.js';
import type { Tables } from './tables.js';

/** No earlier one of the same person to the same webhook is pending. Key: deliveries_by_subject. */
const isFirst = sql<boolean>`NOT EXISTS (
  SELECT 1 FROM deliveries AS ahead
  WHERE ahead.webhook = deliveries.webhook AND ahead.subject = deliveries.subject AND ahead.state = 'pending'
    AND ahead.sequence < deliveries.sequence)`;

/** The body, a CloudEvent about a person, without the ids by which they are known elsewhere. */
const withoutIds = sql<string>`json_replace(body,
  '$.data.profile.userId', NULL, '$.data.profile.anonymousIds', json('[]'))`;

export function createDeliveries(db: Kysely<Tables>): Definitions['deliveries'] {
  const waiting = db
    .updateTable('deliveries')
    .where('state', '=', 'pending')
    .where('nextAttemptAt', '=', deliveryWaits)
    .where(isFirst);
  return {
    async add(deliveries, now) {
      for (const chunk of chunks(deliveries)) {
        await db
          .insertInto('deliveries')
          .values(chunk.map((delivery) => ({ ...delivery, nextAttemptAt: deliveryWaits })))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
        const ids = chunk.map(({ id }) => id);
        await waiting.set({ nextAttemptAt: now }).where('id', 'in', ids).execute();
      }
    },
    async wake(now) {
      await db
        .updateTable('deliveries')
        .set({ state: 'dead', lastError: 'The webhook was deleted' })
        .where('state', '=', 'pending')
        .where('webhook', 'not in', db.selectFrom('webhooks').select('id'))
        .execute();
      await waiting.set({ nextAttemptAt: now }).execute();
    },
    due: (webhook, now, limit) =>
      db
        .selectFrom('deliveries')
        .selectAll()
        .where('webhook', '=', webhook)
        .where('state', '=', 'pending')
        .where('nextAttemptAt', '<=', now)
        // One tried before may have an earlier one before it again, which is sent once more.
        .where(isFirst)
        .orderBy('nextAttemptAt')
        .orderBy('sequence')
        .limit(limit)
        .execute(),
    async forgetSubjects(site, subjects) {
      for (const chunk of chunks(subjects)) {
        await db
          .deleteFrom('deliveries')
          .where('site', '=', site)
          .where('state', '!=', 'pending')
          .where('subject', 'in', chunk)
          .execute();
      }
    },
    async nameNobody(site, which) {
      const [column, values] = 'ids' in which ? (['id', which.ids] as const) : (['subject', which.subjects] as const);
      for (const chunk of chunks(values)) {
        await db
          .updateTable('deliveries')
          .set({ body: withoutIds })
          .where('site', '=', site)
          .where(column, 'in', chunk)
          .execute();
      }
    },
    async forget(before) {
      await db.deleteFrom('deliveries').where('state', '!=', 'pending').where('createdAt', '<', before).execute();
    },
    async retry({ id, site, state, attempts, nextAttemptAt, lastStatus, lastError }) {
      await db
        .updateTable('deliveries')
        .set({ state, attempts, nextAttemptAt, lastStatus, lastError })
        .where('id', '=', id)
        .where('site', '=', site)
        .where('state', '=', 'pending')
        .execute();
    },
    async finish({ id, site, webhook, subject, state, attempts, lastStatus, lastError }, now) {
      await db
        .updateTable('deliveries')
        .set({ state, attempts, lastStatus, lastError })
        .where('id', '=', id)
        .where('site', '=', site)
        .execute();
      await waiting.set({ nextAttemptAt: now }).where('webhook', '=', webhook).where('subject', '=', subject).execute();
    },
    async abandon(site, webhook, reason) {
      await db
        .updateTable('deliveries')
        .set({ state: 'dead', lastError: reason })
        .where('site', '=', site)
        .where('webhook', '=', webhook)
        .where('state', '=', 'pending')
        .execute();
    },
    async replay(site, webhook, { id, states, since }, now) {
      let chosen = db
        .updateTable('deliveries')
        .set({ state: 'pending', attempts: 0, nextAttemptAt: deliveryWaits })
        .where('site', '=', site)
        .where('webhook', '=', webhook);
      if (id !== undefined) chosen = chosen.where('id', '=', id);
      if (states !== undefined) chosen = chosen.where('state', 'in', states);
      if (since !== undefined) chosen = chosen.where('createdAt', '>=', since);
      const { numUpdatedRows } = await chosen.executeTakeFirstOrThrow();
      await db
        .updateTable('deliveries')
        .set({ nextAttemptAt: deliveryWaits })
        .where('site', '=', site)
        .where('webhook', '=', webhook)
        .where('state', '=', 'pending')
        .where('nextAttemptAt', '!=', deliveryWaits)
        .where(sql<boolean>`NOT ${isFirst}`)
        .execute();
      await waiting.set({ nextAttemptAt: now }).where('webhook', '=', webhook).execute();
      return Number(numUpdatedRows);
    },
    async get(site, webhook, id) {
      const found = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('site', '=', site)
        .where('webhook', '=', webhook)
        .where('id', '=', id)
        .executeTakeFirst();
      return found ?? null;
    },
    list(site, webhook, { state, before }, limit) {
      let page = db
        .selectFrom('deliveries')
        .selectAll()
        .where('site', '=', site)
        .where('webhook', '=', webhook)
        .orderBy('sequence', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (state !== undefined) page = page.where('state', '=', state);
      if (before !== undefined) {
        page = page.where((row) =>
          row.or([
            row('sequence', '<', before.sequence),
            row.and([row('sequence', '=', before.sequence), row('id', '<', before.id)]),
          ]),
        );
      }
      return page.execute();
    },
  };
}
