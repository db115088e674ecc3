import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { refuseRequestTime } from '../../history/service.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { reportOn } from '../../segments/report.js';
import type { ApiContext } from '../context.js';
import { presentChanges } from '../profile-views.js';
import { problem } from '../schemas/base.js';
import { changePage, report, reportQuery, segmentChangesQuery, toInstant } from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';
import { cursorOf, placeOf, whileConnected } from './membership-changes.js';

const tags = ['Segments'];
const params = z.object({ id: z.string().max(100) });

/** Who came and went, and what the people of a segment did. */
export const segmentPeopleRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { changeFeed, directory, engine, segments, state } = context;

  app.get(
    '/v1/segments/:id/changes',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Who entered and exited, newest first, or oldest first after a cursor',
        security,
        params,
        querystring: segmentChangesQuery,
        response: { 200: changePage, ...problemsOfOne, 409: problem, 410: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request).id;
      const segment = segments.require(site, request.params.id);
      const { id } = segment;
      const { limit, cursor, after, wait } = request.query;
      if (after !== undefined) {
        refuseRequestTime(segment);
        const from = await placeOf(changeFeed, after);
        const found = await changeFeed.read(site, [id], from, limit, wait * 1_000, whileConnected(reply));
        return {
          items: await presentChanges(engine, site, found.changes, (one) => directory.reference(site, one)),
          next: cursorOf(found.place),
        };
      }
      const before = fromCursor(z.string().regex(/^\d{1,16}$/), cursor) ?? null;
      const page = await state.changes(site, { segment: id }, before, limit);
      return {
        items: await presentChanges(engine, site, page.rows, (one) => directory.reference(site, one)),
        next: page.next === null ? null : toCursor(page.next),
      };
    },
  );

  app.get(
    '/v1/segments/:id/report',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'What its people did, beside everyone',
        security,
        params,
        querystring: reportQuery,
        response: { 200: report, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      const found = await reportOn(context, site, segment, request.query.days);
      return { ...found, from: toInstant(found.from), to: toInstant(found.to) };
    },
  );
};
