import type { GroupKind } from '@kindred/criteria';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import type { AccountView } from '../../engine/contract.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import { explainAccount } from '../../segments/account-explanations.js';
import { searchPeople } from '../../segments/people-search.js';
import type { ApiContext } from '../context.js';
import { presentExplanation, presentMembersAsOf } from '../explanation-views.js';
import { personPlace, presentFound } from '../found-people.js';
import { answerLanguage } from '../language.js';
import { presentChanges, presentEvent, summaries } from '../profile-views.js';
import {
  accountParams,
  accountReasons,
  changePage,
  groupEventPage,
  groupEventsQuery,
  groupParams,
  groupPeopleQuery,
  languageQuery,
  pageQuery,
  profilePage,
  toInstant,
} from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';

const tags = ['Groups'];
const eventPlace = z.object({ time: z.number(), messageId: z.string() });

/** Who belongs to a group and what they did; of an account the segments that it is in, and why. */
export const groupPeopleRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, previews, state, warehouse } = context;

  /** The group alone, or with those below it. */
  function groupIds(site: number, kind: GroupKind, id: string, within: boolean): readonly string[] {
    if (engine.group(site, kind, id) === null) throw new NotFoundError('There is no such group.', 'unknown_group');
    return within ? engine.groupsWithin(site, kind, id) : [id];
  }

  function requireAccount(site: number, id: string): AccountView {
    const account = engine.account(site, id);
    if (account === null) throw new NotFoundError('There is no such account.', 'unknown_group');
    return account;
  }

  app.get(
    '/v1/groups/:kind/:id/people',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Who belongs to a group, found and sorted',
        security,
        params: groupParams,
        querystring: groupPeopleQuery,
        response: { 200: profilePage, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { kind, id } = request.params;
      const { search, known, within, sort, limit, cursor } = request.query;
      const after = fromCursor(personPlace, cursor);
      const ids = groupIds(site, kind, id, within);
      const found = await searchPeople(context, site, { search, known, after, limit }, async () => ({
        belonging: { kind, ids },
        sort: { by: sort.endsWith('firstSeen') ? 'firstSeen' : 'lastSeen', ascending: !sort.startsWith('-') },
      }));
      return presentFound(engine, site, found);
    },
  );

  app.get(
    '/v1/groups/:kind/:id/events',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'What the people of a group did, newest first',
        security,
        params: groupParams,
        querystring: groupEventsQuery,
        response: { 200: groupEventPage, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { kind, id } = request.params;
      const { within, limit, cursor } = request.query;
      const before = fromCursor(eventPlace, cursor);
      const ids = groupIds(site, kind, id, within);
      await previews.settle();
      const events = await warehouse.analytics.groupEvents(site, kind, ids, {
        limit,
        ...(before === undefined ? {} : { before }),
      });
      const people = await summaries(
        engine,
        site,
        events.map(({ profile }) => profile),
      );
      const last = events.at(-1);
      return {
        items: events.map((event) => ({ ...presentEvent(event), profile: people.get(event.profile) ?? null })),
        next:
          events.length < limit || last === undefined ? null : toCursor({ time: last.time, messageId: last.messageId }),
      };
    },
  );

  app.get(
    '/v1/groups/account/:id/reasons',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Why an account is in each active segment of accounts or not',
        security,
        params: accountParams,
        querystring: languageQuery,
        response: { 200: accountReasons, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const site = siteOf(request);
      const account = requireAccount(site.id, request.params.id);
      const segments = directory.list(site.id).filter(({ active, subject }) => active && subject === 'account');
      await previews.settle();
      const wording = directory.wording(site.id, answerLanguage(request, reply), 'account');
      const since = new Map(account.memberships.map((membership) => [membership.segment, membership.since]));
      const items = [];
      for (const segment of segments) {
        const { matches, by, explanation } = await explainAccount(context, site, account, segment, wording);
        const entered = since.get(segment.id);
        items.push({
          segment: directory.reference(site.id, segment.id),
          matches,
          by,
          since: entered === undefined ? null : toInstant(entered),
          explanation: presentExplanation(explanation),
          ...presentMembersAsOf(engine, site.id, segment),
        });
      }
      return { items };
    },
  );

  app.get(
    '/v1/groups/account/:id/changes',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Segments that an account entered and exited, newest first',
        security,
        params: accountParams,
        querystring: pageQuery,
        response: { 200: changePage, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { limit, cursor } = request.query;
      const before = fromCursor(z.string().regex(/^\d{1,16}$/), cursor) ?? null;
      const { number } = requireAccount(site, request.params.id);
      const page = await state.changes(site, { profile: number }, before, limit);
      return {
        items: await presentChanges(engine, site, page.rows, (segment) => directory.reference(site, segment)),
        next: page.next === null ? null : toCursor(page.next),
      };
    },
  );
};
