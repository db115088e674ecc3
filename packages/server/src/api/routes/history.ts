import type { Site } from '@kindred/store';
import type { Flow } from '@kindred/warehouse';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { calendarOf } from '../../auth/sites.js';
import { segmentsOf } from '../../history/segments-asked.js';
import { rangeOf, timeAt } from '../../history/times.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { presentMembers } from '../member-views.js';
import type { SegmentReference } from '../profile-views.js';
import { problem } from '../schemas/base.js';
import {
  flow,
  flowQuery,
  growth,
  growthQuery,
  overlap,
  overlapQuery,
  pastMembers,
  pastMembersQuery,
  profileParams,
  retention,
  retentionQuery,
  segmentPeriods,
  staysAnswer,
  toInstant,
} from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['History'];
const params = z.object({ id: z.string().max(100) });
const answers = { ...problemsOfOne, 409: problem };

/** What memberships were: at any moment, over time, and how people moved between segments. */
export const historyRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, history, segments } = context;
  const current = ({ asOf, complete }: { asOf: number; complete: boolean }) => ({ asOf: toInstant(asOf), complete });

  app.get(
    '/v1/segments/overlap',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How many are in every combination of some segments',
        description: 'Exact counts, now or at any moment at which the members of all of them were kept.',
        security,
        querystring: overlapQuery,
        response: { 200: overlap, ...answers },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const asked = segmentsOf(directory, site.id, request.query.segments);
      const settled = await history.settle(site, asked);
      const { at: text } = request.query;
      const at = text === undefined ? settled.asOf : timeAt('at', text, settled.asOf, calendarOf(site));
      const { sizes, regions } = await history.overlap(site, asked, at);
      return {
        at: toInstant(at),
        segments: asked.map(({ id }, index) => ({
          segment: directory.reference(site.id, id),
          size: sizes[index] ?? 0,
        })),
        regions: regions.map((region) => ({ ...region, segments: [...region.segments] })),
        ...current(settled),
      };
    },
  );

  app.get(
    '/v1/segments/:id/history',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'When its members were and are kept',
        security,
        params,
        response: { 200: segmentPeriods, ...answers },
      },
    },
    async (request) => {
      const periods = await history.periods(segments.require(siteOf(request).id, request.params.id));
      return {
        items: periods.map(({ since, until }) => ({
          since: toInstant(since),
          until: until === null ? null : toInstant(until),
        })),
      };
    },
  );

  app.get(
    '/v1/segments/:id/history/members',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Who was in it at a moment',
        description:
          'Exact from its activation on. People are shown as who they are now; profiles that were two then and are one now come twice.',
        security,
        params,
        querystring: pastMembersQuery,
        response: { 200: pastMembers, ...answers },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      const { limit, cursor, at: text, computed } = request.query;
      const after = fromCursor(z.number().int(), cursor) ?? 0;
      const settled = await history.settle(site, [segment]);
      const at = text === undefined ? settled.asOf : timeAt('at', text, settled.asOf, calendarOf(site));
      const recorded = await history.membersAt(segment, at, after, limit);
      const { known, basis, size, members } =
        recorded.known || computed === 'false'
          ? recorded
          : await history.wouldHaveBeen(site, segment, at, after, limit);
      const end = members.at(-1);
      return {
        at: toInstant(at),
        known,
        basis,
        size,
        items: await presentMembers(engine, segment, members),
        next: members.length < limit || end === undefined ? null : toCursor(end.profile),
        ...current(settled),
      };
    },
  );

  app.get(
    '/v1/segments/:id/history/growth',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Its size over time, with enters and exits by cause',
        security,
        params,
        querystring: growthQuery,
        response: { 200: growth, ...answers },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      const { by } = request.query;
      const settled = await history.settle(site, [segment]);
      const range = rangeOf(request.query, settled.asOf, calendarOf(site));
      const buckets = await history.growth(site, segment, range, by, settled.asOf);
      return {
        by,
        from: toInstant(range.from),
        to: toInstant(range.to),
        buckets: buckets.map(({ start, end, causes, ...bucket }) => ({
          start: toInstant(start),
          end: toInstant(end),
          ...bucket,
          causes: { ...causes },
        })),
        ...current(settled),
      };
    },
  );

  app.get(
    '/v1/segments/:id/history/retention',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Of those who entered in a time, how many are in it some time later',
        security,
        params,
        querystring: retentionQuery,
        response: { 200: retention, ...answers },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      const { by, periods } = request.query;
      const settled = await history.settle(site, [segment]);
      const range = rangeOf(request.query, settled.asOf, calendarOf(site));
      const cohorts = await history.retention(site, segment, range, by, periods, settled.asOf);
      return {
        by,
        from: toInstant(range.from),
        to: toInstant(range.to),
        cohorts: cohorts.map(({ start, end, size, inside, stayed }) => ({
          start: toInstant(start),
          end: toInstant(end),
          size,
          inside: [...inside],
          stayed: [...stayed],
        })),
        ...current(settled),
      };
    },
  );

  app.get(
    '/v1/segments/:id/history/flow',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Where those who left it are now, and where those who entered it came from',
        security,
        params,
        querystring: flowQuery,
        response: { 200: flow, ...answers },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      const settled = await history.settle(site, null);
      const range = rangeOf(request.query, settled.asOf, calendarOf(site));
      const { left, entered } = await history.flow(site, segment, range, settled.asOf);
      const reference = (id: string) => directory.reference(site.id, id);
      return {
        from: toInstant(range.from),
        to: toInstant(range.to),
        left: presentFlow(left, reference),
        entered: presentFlow(entered, reference),
        ...current(settled),
      };
    },
  );

  const presentStays = async (site: Site, member: number) => {
    const settled = await history.settle(site, null);
    const stays = await history.stays(site, member, settled.asOf);
    return {
      items: stays.map(({ segment, total, stays: times, first, since }) => ({
        segment: directory.reference(site.id, segment),
        milliseconds: total,
        stays: times,
        first: toInstant(first),
        since: since === null ? null : toInstant(since),
        currentMilliseconds: since === null ? null : settled.asOf - since,
      })),
      ...current(settled),
    };
  };

  app.get(
    '/v1/profiles/:id/stays',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How long they have been in each segment',
        description: 'With all that became part of them; in segments that are deleted by now, nothing.',
        security,
        params: profileParams,
        response: { 200: staysAnswer, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const { id } = await requireProfile(engine, site.id, Number(request.params.id));
      return presentStays(site, id);
    },
  );

  app.get(
    '/v1/groups/account/:id/stays',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'How long an account has been in each segment of accounts',
        security,
        params: z.object({ id: z.string().max(500) }),
        response: { 200: staysAnswer, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const account = engine.account(site.id, request.params.id);
      if (account === null) throw new NotFoundError('There is no such account.', 'unknown_group');
      return presentStays(site, account.number);
    },
  );
};

function presentFlow({ members, segments, none }: Flow, reference: (id: string) => SegmentReference) {
  return {
    members,
    segments: [...segments]
      .sort(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
      .map(([id, count]) => ({ segment: reference(id), members: count })),
    none,
  };
}
