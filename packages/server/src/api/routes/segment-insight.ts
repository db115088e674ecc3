import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { distributionsOf } from '../../segments/insight/distribution.js';
import type { ApiContext } from '../context.js';
import { distributions, distributionsInput, problem, toInstant } from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';

const params = z.object({ id: z.string().max(100) });

/** How a segment's people differ from everyone. */
export const segmentInsightRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  app.post(
    '/v1/segments/:id/distributions',
    {
      config: viewer,
      schema: {
        tags: ['Segments'],
        summary: 'How its members differ from everyone in up to ten properties or behaviours',
        description:
          'Each row has the criteria of its people. A segment of accounts is compared with all accounts, in traits of accounts. Lifts have an interval of 95 %, of Wilson intervals of the segment and the rest.',
        security,
        params,
        body: distributionsInput,
        response: { 200: distributions, ...problemsOfOne, 409: problem },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = context.segments.require(site.id, request.params.id);
      const found = await distributionsOf(context, site, segment, request.body.of, 'of');
      return {
        asOf: toInstant(found.asOf),
        people: { ...found.people },
        items: found.items.map(({ of, shown, rows }) => ({ of, shown, rows: rows.map((row) => ({ ...row })) })),
      };
    },
  );
};
