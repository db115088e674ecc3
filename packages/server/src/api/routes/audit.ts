import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { admin, siteOf } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import type { ApiContext } from '../context.js';
import { auditPage, auditQuery, toInstant } from '../schemas/index.js';
import { problems, security } from './description.js';

/** What was done by hand with what is kept of people. */
export const auditRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { definitions } = context;

  app.get(
    '/v1/audit',
    {
      config: admin,
      schema: {
        tags: ['Corrections'],
        summary: 'Who changed, joined, parted, exported and erased what is kept of people, and when; newest first',
        description:
          'Kept for two years. It tells no values, and of those who were erased not whom it was about. What is here was asked for; whether an erasure is done, corrections tell.',
        security,
        querystring: auditQuery,
        response: { 200: auditPage, ...problems },
      },
    },
    async (request) => {
      const { cursor, limit, profile } = request.query;
      const before = fromCursor(z.number().int(), cursor) ?? null;
      const of = profile === undefined ? null : Number(profile);
      const rows = await definitions.audit.list(siteOf(request).id, of, before, limit);
      const last = rows.at(-1);
      return {
        items: rows.map(({ id, at, by, action, profile: whom, traits }) => ({
          id: String(id),
          at: toInstant(at),
          by,
          action,
          profile: whom === null ? null : String(whom),
          traits,
        })),
        next: rows.length < limit || last === undefined ? null : toCursor(last.id),
      };
    },
  );
};
