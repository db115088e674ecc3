import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { calendarOf } from '../../auth/sites.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { explainerOf } from '../../segments/explanations.js';
import type { ApiContext } from '../context.js';
import { presentExplanation, presentMembersAsOf } from '../explanation-views.js';
import { answerLanguage } from '../language.js';
import { presentChanges, presentEvent } from '../profile-views.js';
import {
  changePage,
  languageQuery,
  pageQuery,
  profileParams as params,
  reasons,
  toInstant,
  traitSources,
  visitorEventPage,
  visitorEventQuery,
  visitorSessionPage,
} from '../schemas/index.js';
import { traitSourcesOf } from '../trait-sources.js';
import { problemsOfOne, security } from './description.js';
import { requireProfile } from './profiles.js';

const tags = ['Profiles'];
const place = z.object({ time: z.number(), messageId: z.string() });

/** What one visitor did, and why they are in their segments. */
export const profileHistoryRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, previews, state, warehouse } = context;

  app.get(
    '/v1/profiles/:id/events',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'What they did, newest first',
        security,
        params,
        querystring: visitorEventQuery,
        response: { 200: visitorEventPage, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { limit, cursor, name } = request.query;
      const before = fromCursor(place, cursor);
      const { id } = await requireProfile(engine, site, Number(request.params.id));
      await previews.settle();
      const events = await warehouse.analytics.events(site, id, {
        limit,
        ...(name === undefined ? {} : { names: [name] }),
        ...(before === undefined ? {} : { before }),
      });
      const last = events.at(-1);
      return {
        items: events.map(presentEvent),
        next:
          events.length < limit || last === undefined ? null : toCursor({ time: last.time, messageId: last.messageId }),
      };
    },
  );

  app.get(
    '/v1/profiles/:id/trait-sources',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Where each of their traits came from',
        security,
        params,
        response: { 200: traitSources, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const profile = await requireProfile(engine, site, Number(request.params.id));
      await previews.settle();
      return { items: await traitSourcesOf(context, site, profile) };
    },
  );

  app.get(
    '/v1/profiles/:id/sessions',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Their sessions, newest first',
        security,
        params,
        querystring: pageQuery,
        response: { 200: visitorSessionPage, ...problemsOfOne },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const before = fromCursor(z.number().int(), cursor);
      const site = siteOf(request);
      const { id } = await requireProfile(engine, site.id, Number(request.params.id));
      await previews.settle();
      const { sessions, next } = await warehouse.analytics.sessions(site.id, id, calendarOf(site), {
        limit,
        ...(before === undefined ? {} : { before }),
      });
      return {
        items: sessions.map((one) => ({ ...one, start: toInstant(one.start), end: toInstant(one.end) })),
        next: next === null ? null : toCursor(next),
      };
    },
  );

  app.get(
    '/v1/profiles/:id/reasons',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Why they are in each active segment or not',
        security,
        params,
        querystring: languageQuery,
        response: { 200: reasons, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const profile = await requireProfile(engine, site.id, Number(request.params.id));
      const segments = directory.list(site.id).filter(({ active, subject }) => active && subject === 'person');
      await previews.settle();
      const wording = directory.wording(site.id, answerLanguage(request, reply));
      const explain = await explainerOf(context, site, profile, segments, wording);
      const since = new Map(profile.memberships.map((membership) => [membership.segment, membership.since]));
      return {
        items: segments.map((segment) => {
          const { matches, by, explanation, partial } = explain(segment);
          const entered = since.get(segment.id);
          return {
            segment: directory.reference(site.id, segment.id),
            matches,
            by,
            since: entered === undefined ? null : toInstant(entered),
            explanation: presentExplanation(explanation),
            ...presentMembersAsOf(engine, site.id, segment),
            ...(partial ? { partial } : {}),
          };
        }),
      };
    },
  );

  app.get(
    '/v1/profiles/:id/changes',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Segments they entered and exited, newest first',
        security,
        params,
        querystring: pageQuery,
        response: { 200: changePage, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { limit, cursor } = request.query;
      const before = fromCursor(z.string().regex(/^\d{1,16}$/), cursor) ?? null;
      const { id } = await requireProfile(engine, site, Number(request.params.id));
      const page = await state.changes(site, { profile: id }, before, limit);
      return {
        items: await presentChanges(engine, site, page.rows, (segment) => directory.reference(site, segment)),
        next: page.next === null ? null : toCursor(page.next),
      };
    },
  );
};
