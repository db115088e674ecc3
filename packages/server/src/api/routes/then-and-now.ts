import { before } from '@kindred/criteria';
import type { Site } from '@kindred/store';
import type { Estimate } from '@kindred/warehouse';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { calendarOf } from '../../auth/sites.js';
import { timeAt } from '../../history/times.js';
import { fromCursor } from '../../http/cursor.js';
import { compareInstants, type InstantsAsked, pageOfInstant } from '../../segments/then-and-now.js';
import { audienceOf, savedSegment } from '../asked-audience.js';
import type { ApiContext } from '../context.js';
import { presentFound, totals, withTotal } from '../preview-views.js';
import {
  previewMembers,
  problem,
  thenAndNow,
  thenAndNowInput,
  thenAndNowMembersInput,
  toInstant,
} from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';

const tags = ['Preview'];

/** What criteria found at an earlier instant, beside what they find now. */
export const thenAndNowRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { clock, engine } = context;

  async function asked(site: Site, body: z.output<typeof thenAndNowInput>): Promise<InstantsAsked> {
    const audience = await audienceOf(context, site, body, savedSegment(context, site, body));
    const calendar = calendarOf(site);
    const earlier = (now: number): number =>
      typeof body.earlier === 'string'
        ? timeAt('earlier', body.earlier, now, calendar)
        : Math.max(0, before(body.earlier, now, calendar));
    return { audience, earlier };
  }

  app.post(
    '/v1/preview/then-and-now',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How many match now and matched at an earlier instant',
        description:
          'Both exact, by SQL: what people had done by each instant, of those who had come by then. What is kept without its past is taken as it is now, and named in `asNow`.',
        security,
        body: thenAndNowInput,
        response: { 200: thenAndNow, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const started = clock();
      const instants = await asked(site, request.body);
      const gone = new AbortController();
      reply.raw.on('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      const compared = await compareInstants(context, site, instants, gone.signal);
      const { now, earlier, onlyNow, onlyEarlier, everyone, asNow } = compared;
      return {
        at: toInstant(compared.at),
        now: totals(now),
        earlier: totals(earlier),
        onlyNow: totals(onlyNow),
        onlyEarlier: totals(onlyEarlier),
        everyone: { now: withTotal(everyone.now), earlier: withTotal(everyone.earlier) },
        asNow,
        eventsSince: compared.eventsSince === null ? null : toInstant(compared.eventsSince),
        exact: isExact(now) && isExact(earlier),
        asOf: toInstant(compared.asOf),
        complete: compared.complete,
        tookMs: clock() - started,
      };
    },
  );

  app.post(
    '/v1/preview/then-and-now/members',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Who matches now and did not at an earlier instant, or the reverse',
        security,
        body: thenAndNowMembersInput,
        response: { 200: previewMembers, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const { who: which, limit, cursor } = request.body;
      const after = fromCursor(z.number().int(), cursor) ?? 0;
      const instants = await asked(site, request.body);
      const ids = await pageOfInstant(context, site, instants, { which, after, limit });
      return presentFound(engine, site, instants.audience.subject, ids, limit);
    },
  );
};

function isExact({ certain, possible }: Estimate): boolean {
  return certain.known === possible.known && certain.guests === possible.guests;
}
