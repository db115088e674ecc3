import type { PropertyBag, SegmentSubject } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import type { ProfileView } from '../../engine/contract.js';
import { refuseRequestTime } from '../../history/service.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { InvalidRequestError } from '../../http/errors.js';
import { sortedPlace } from '../../http/sorted-pages.js';
import { searchAccounts } from '../../segments/account-members.js';
import { searchMembers } from '../../segments/member-search.js';
import { summarizeAccount } from '../account-views.js';
import type { ApiContext } from '../context.js';
import { nameOf } from '../names.js';
import { summarize } from '../profile-views.js';
import { accountSorts, memberPage, memberQuery, personSorts, problem, toInstant } from '../schemas/index.js';
import { problemsOfOne, security } from './description.js';

const tags = ['Segments'];
const params = z.object({ id: z.string().max(100) });
const place = z.object({ at: z.number(), id: z.number().int() });

/** Who is in a segment. */
export const segmentMemberRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { engine, segments } = context;

  app.get(
    '/v1/segments/:id/members',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Its members now, found and sorted',
        description: 'A segment that is decided per request has none: 409 `request_time_segment`.',
        security,
        params,
        querystring: memberQuery,
        response: { 200: memberPage, ...problemsOfOne, 409: problem },
      },
    },
    async (request) => {
      const site = siteOf(request);
      const segment = segments.require(site.id, request.params.id);
      refuseRequestTime(segment);
      const { limit, cursor, search = '', known, people, sort, columns } = request.query;
      if (segment.subject === 'account') {
        const by = accountSorts.find((each) => each === sort);
        refuse('account', { known, sort: by === undefined ? sort : undefined });
        if (search === '' && people === undefined && by === undefined) {
          return accountPage(segment, fromCursor(z.number().int(), cursor) ?? 0, limit, columns);
        }
        const { accounts, next } = await searchAccounts(
          engine,
          segment,
          {
            search,
            sort: by ?? 'name',
            after: fromCursor(sortedPlace, cursor),
            limit,
            ...(people === undefined ? {} : { people: people === 'true' }),
          },
          nameOf,
        );
        return {
          items: accounts.map(({ traits, since, ...account }) => ({ ...account, ...ofMember(traits, since, columns) })),
          next: next === null ? null : toCursor(next),
        };
      }
      refuse('person', { people, sort: personSorts.find((each) => each === sort) === undefined ? sort : undefined });
      if (search === '' && known === undefined && sort === undefined) {
        return peoplePage(segment, fromCursor(z.number().int(), cursor) ?? 0, limit, columns);
      }
      const after = fromCursor(place, cursor);
      const by = sort?.endsWith('firstSeen') ? 'firstSeen' : 'lastSeen';
      const { members, next } = await searchMembers(context, site, segment, {
        search,
        limit,
        sort: { by, ascending: sort !== undefined && !sort.startsWith('-') },
        ...(known === undefined ? {} : { known: known === 'true' }),
        ...(after === undefined ? {} : { after }),
      });
      return {
        items: members.map(({ person, since }) => presentMember(person, since, columns)),
        next: next === null || next === undefined ? null : toCursor({ at: next.at, id: next.id }),
      };
    },
  );

  async function accountPage(
    { site, id }: SegmentDefinition,
    after: number,
    limit: number,
    columns: readonly string[],
  ) {
    const members = await engine.members(site, id, after, limit);
    const end = members.at(-1);
    const found = engine.accountIds(
      site,
      members.map((member) => member.profile),
    );
    return {
      items: members.flatMap(({ profile, since }) => {
        const account = found.get(profile);
        if (account === undefined) return [];
        const traits = engine.group(site, 'account', account)?.traits ?? {};
        return [{ ...summarizeAccount(engine, site, account), ...ofMember(traits, since, columns) }];
      }),
      next: members.length < limit || end === undefined ? null : toCursor(end.profile),
    };
  }

  async function peoplePage({ site, id }: SegmentDefinition, after: number, limit: number, columns: readonly string[]) {
    const members = await engine.members(site, id, after, limit);
    const end = members.at(-1);
    const views = await engine.profiles(
      site,
      members.map((member) => member.profile),
    );
    const people = new Map(views.map((view) => [view.id, view]));
    return {
      items: members.flatMap(({ profile, since }) => {
        const person = people.get(profile);
        return person === undefined ? [] : [presentMember(person, since, columns)];
      }),
      next: members.length < limit || end === undefined ? null : toCursor(end.profile),
    };
  }
};

function presentMember(person: ProfileView, since: number, columns: readonly string[]) {
  return { ...summarize(person), ...ofMember(person.traits, since, columns) };
}

/** What a member has besides what it is: since when, and the traits asked for. */
function ofMember(traits: PropertyBag, since: number, columns: readonly string[]) {
  if (columns.length === 0) return { since: toInstant(since) };
  const shown: PropertyBag = Object.fromEntries(
    columns.flatMap((path) => {
      const value = traits[path];
      return value === undefined ? [] : [[path, value]];
    }),
  );
  return { since: toInstant(since), traits: shown };
}

/** Refuses what members of the other kind alone can be asked by. */
function refuse(subject: SegmentSubject, asked: Readonly<Record<string, string | undefined>>): void {
  const faults = Object.entries(asked).flatMap(([path, value]) =>
    value === undefined
      ? []
      : [
          {
            path,
            code: 'not_allowed_here',
            message: `Members of this segment cannot be listed by “${path}=${value}”`,
            expected: subject === 'account' ? `no known; sort: ${accountSorts.join(', ')}` : personSorts.join(', '),
          },
        ],
  );
  if (faults.length > 0) throw new InvalidRequestError('This is of other segments.', faults);
}
