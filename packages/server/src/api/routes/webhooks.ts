import { type Delivery, deliveryWaits, type Webhook } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { editor, siteOf, viewer } from '../../auth/access.js';
import { calendarOf } from '../../auth/sites.js';
import { timeAt } from '../../history/times.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { etagOf, expectedVersion } from '../../http/versions.js';
import type { ApiContext } from '../context.js';
import {
  createdWebhook,
  delivery,
  deliveryPage,
  deliveryQuery,
  empty,
  listOf,
  problem,
  replayAnswer,
  replayInput,
  toInstant,
  webhook,
  webhookInput,
  webhookUpdate,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Webhooks'];
const params = z.object({ id: z.string().max(100) });
const deliveryParams = params.extend({ delivery: z.string().max(300) });

function presentWebhook({ id, url, segments, active, version, createdAt }: Webhook): z.output<typeof webhook> {
  return { id, url, segments, active, version, createdAt: toInstant(createdAt) };
}

function presentDelivery(row: Delivery): z.output<typeof delivery> {
  return {
    id: row.id,
    state: row.state,
    attempts: row.attempts,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    nextAttemptAt: row.state === 'pending' && row.nextAttemptAt !== deliveryWaits ? toInstant(row.nextAttemptAt) : null,
    createdAt: toInstant(row.createdAt),
    body: JSON.parse(row.body),
  };
}

/** Addresses that are told of enters and exits. */
export const webhookRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (
  app,
  { context: { clock, webhooks } },
) => {
  app.get(
    '/v1/webhooks',
    {
      config: viewer,
      schema: { tags, summary: 'Webhooks', security, response: { 200: listOf(webhook), ...problems } },
    },
    async (request) => ({ items: webhooks.list(siteOf(request).id).map(presentWebhook) }),
  );

  app.post(
    '/v1/webhooks',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Make a webhook',
        description:
          'Bodies are CloudEvents, signed as Standard Webhooks say. Delivered at least once, in order for each person.',
        security,
        body: webhookInput,
        response: { 201: createdWebhook, ...problems },
      },
    },
    async (request, reply) => {
      const { url, segments } = request.body;
      const created = await webhooks.create(siteOf(request).id, url, segments ?? null);
      reply.header('cache-control', 'no-store').header('etag', etagOf(created));
      return reply.code(201).send({ ...presentWebhook(created), secret: created.secret });
    },
  );

  app.get(
    '/v1/webhooks/:id',
    {
      config: viewer,
      schema: { tags, summary: 'A webhook', security, params, response: { 200: webhook, ...problemsOfOne } },
    },
    async (request, reply) => {
      const found = webhooks.require(siteOf(request).id, request.params.id);
      reply.header('etag', etagOf(found));
      return presentWebhook(found);
    },
  );

  app.put(
    '/v1/webhooks/:id',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Change a webhook',
        description:
          'Needs `If-Match` with the ETag of the version that was changed, or `*` for any. The secret stays, and deliveries that wait go to the new address.',
        security,
        params,
        body: webhookUpdate,
        response: { 200: webhook, ...problemsOfOne, 412: problem, 428: problem },
      },
    },
    async (request, reply) => {
      const { url, segments = null, active } = request.body;
      const { id: site } = siteOf(request);
      webhooks.require(site, request.params.id);
      const expected = expectedVersion(request);
      const changed = await webhooks.update(site, request.params.id, { url, segments, active }, expected);
      reply.header('etag', etagOf(changed));
      return presentWebhook(changed);
    },
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      config: editor,
      schema: { tags, summary: 'Delete a webhook', security, params, response: { 204: empty, ...problemsOfOne } },
    },
    async (request, reply) => {
      await webhooks.delete(siteOf(request).id, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Its deliveries, newest first',
        description: 'Those given up, with `state=dead`, can be sent again: one, or all since a time.',
        security,
        params,
        querystring: deliveryQuery,
        response: { 200: deliveryPage, ...problemsOfOne },
      },
    },
    async (request) => {
      const { cursor, limit, state } = request.query;
      const before = fromCursor(z.object({ sequence: z.number().int(), id: z.string() }), cursor);
      const which = { ...(state === undefined ? {} : { state }), ...(before === undefined ? {} : { before }) };
      const rows = await webhooks.deliveries(siteOf(request).id, request.params.id, which, limit);
      const last = rows.at(-1);
      return {
        items: rows.map(presentDelivery),
        next: rows.length < limit || last === undefined ? null : toCursor({ sequence: last.sequence, id: last.id }),
      };
    },
  );

  app.post(
    '/v1/webhooks/:id/deliveries/:delivery/replay',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Send a delivery again',
        security,
        params: deliveryParams,
        response: { 200: delivery, ...problemsOfOne },
      },
    },
    async (request) =>
      presentDelivery(await webhooks.replay(siteOf(request).id, request.params.id, request.params.delivery)),
  );

  app.post(
    '/v1/webhooks/:id/replay',
    {
      config: editor,
      schema: {
        tags,
        summary: 'Send all deliveries since a time again',
        description:
          'In the order of each person, under the ids that they had; those given up, unless other states are named.',
        security,
        params,
        body: replayInput,
        response: { 200: replayAnswer, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const { since, states } = request.body;
      const at = timeAt('since', since, clock(), calendarOf(site));
      return { replayed: await webhooks.replaySince(site.id, request.params.id, at, states) };
    },
  );
};
