import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { grantOf, isStillGranted, siteOf, viewer } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { pageQuery, rejectedPage, streamQuery, toInstant } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['Events'];

/** Events that were refused, and the live stream. */
export const eventRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { definitions, directory, engine, streams } = context;

  app.get(
    '/v1/events/rejected',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Events that were refused, and why; newest first',
        security,
        querystring: pageQuery,
        response: { 200: rejectedPage, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query;
      const before = fromCursor(z.number().int(), cursor) ?? null;
      const rows = await definitions.rejected.list(siteOf(request).id, before, limit);
      const last = rows.at(-1);
      return {
        items: rows.map(({ id, receivedAt, code, message, path, body }) => ({
          id: String(id),
          receivedAt: toInstant(receivedAt),
          code,
          message,
          path,
          body,
        })),
        next: rows.length < limit || last === undefined ? null : toCursor(last.id),
      };
    },
  );

  app.get(
    '/v1/stream',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Events, enters and exits as they happen',
        description:
          'Server-sent events: `event` (data: StreamedEvent), `entered` and `exited` (data: Change), `rejected` (data: ' +
          'StreamedRejection; where `types` names it, and not with `profile`). A comment comes ' +
          'every 15 seconds. Who reads too slowly is cut off and should connect again. Enters and exits have ids: with ' +
          '`Last-Event-ID` (browsers send it by themselves) those that came meanwhile are told first, as far back as 90 ' +
          'days; where that id (or, of `start`, what came first) is not kept, a `gap` (data: `{lastEventId, detail}`) comes first instead. The stream ends at ' +
          'once when its key is deleted, its session ends, or its user may see the site no longer.',
        security,
        querystring: streamQuery,
        headers: z.object({ 'last-event-id': z.string().max(512).optional() }),
        response: {
          200: { description: 'A stream', content: { 'text/event-stream': { schema: z.string() } } },
          ...problemsOfOne,
        },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const { types, segment, profile } = request.query;
      if (segment !== undefined && directory.get(site, segment) === undefined) {
        throw new NotFoundError('There is no such segment.', 'unknown_segment');
      }
      const profiles = profile === undefined ? null : [(await requireProfile(engine, site, Number(profile))).id];
      const wanted = types.split(',');
      reply.hijack();
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      streams.join(
        {
          site,
          events: wanted.includes('events'),
          memberships: wanted.includes('memberships'),
          rejected: wanted.includes('rejected'),
          segment: segment ?? null,
          profiles,
        },
        reply.raw,
        { grant: grantOf(request), isStillGranted: () => isStillGranted(context, request) },
        request.headers['last-event-id'] || null,
      );
    },
  );
};
