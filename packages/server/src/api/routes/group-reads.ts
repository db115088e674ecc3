import { fold, type GroupKind, groupKinds } from '@kindred/criteria';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { siteOf, viewer } from '../../auth/access.js';
import { fromCursor, toCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import { comparePlaces, sortedPlace } from '../../http/sorted-pages.js';
import type { ApiContext } from '../context.js';
import { sizesOf, summarizeGroups } from '../group-views.js';
import { nameOf } from '../names.js';
import {
  groupDetail,
  groupKindParams,
  groupPage,
  groupParams,
  groupQuery,
  groupSearchQuery,
  toInstant,
} from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Groups'];

/** Accounts, organizations, user groups, teams and roles: finding them, and what is known of one. */
export const groupReadRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { directory, engine, previews, warehouse } = context;

  /** Groups of a kind in whose id or name a text is. */
  function found(site: number, kind: GroupKind, search: string) {
    const wanted = fold(search);
    const groups = engine.groups(site, kind);
    if (wanted === '') return groups;
    return groups.filter(({ id, traits }) => fold(id).includes(wanted) || fold(nameOf(traits) ?? '').includes(wanted));
  }

  app.get(
    '/v1/groups',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Groups of all kinds, kind by kind, by name',
        security,
        querystring: groupSearchQuery,
        response: { 200: groupPage, ...problems },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { search = '', limit, cursor } = request.query;
      const after = fromCursor(z.object({ kind: z.number().int(), place: sortedPlace }), cursor);
      await previews.settle();
      const items = [];
      for (const [index, kind] of groupKinds.entries()) {
        if (after !== undefined && index < after.kind) continue;
        const places = found(site, kind, search)
          .map((group) => ({ group, place: { key: fold(nameOf(group.traits) ?? group.id), id: group.id } }))
          .filter(({ place }) => after === undefined || index > after.kind || comparePlaces(after.place, place) < 0)
          .sort((left, right) => comparePlaces(left.place, right.place));
        const page = places.slice(0, limit - items.length);
        items.push(
          ...(await summarizeGroups(
            context,
            site,
            kind,
            page.map(({ group }) => group),
          )),
        );
        const last = page.at(-1);
        if (items.length < limit) continue;
        if (last === undefined || (places.length === page.length && !othersAfter(site, index, search))) break;
        return { items, next: toCursor({ kind: index, place: last.place }) };
      }
      return { items, next: null };
    },
  );

  function othersAfter(site: number, index: number, search: string): boolean {
    return groupKinds.some((kind, other) => other > index && found(site, kind, search).length > 0);
  }

  app.get(
    '/v1/groups/:kind',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Groups of a kind, found and sorted',
        security,
        params: groupKindParams,
        querystring: groupQuery,
        response: { 200: groupPage, ...problems },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { kind } = request.params;
      const { search = '', parent, sort, limit, cursor } = request.query;
      const after = fromCursor(sortedPlace, cursor);
      await previews.settle();
      // One that is below a group nobody has told of stands at the top, where it can be found.
      const known = (above: string | null) => (above === null || engine.group(site, kind, above) === null ? '' : above);
      const by = sort.replace('-', '');
      const people = by === 'people' ? await sizesOf(context, site, kind, null) : () => 0;
      const direction = sort.startsWith('-') ? -1 : 1;
      const placed = found(site, kind, search)
        .filter((group) => parent === undefined || known(group.parent) === parent)
        .map((group) => {
          const key = by === 'people' ? people(group.id) : by === 'name' ? fold(nameOf(group.traits) ?? group.id) : '';
          return { group, place: { key, id: group.id } };
        })
        .filter(({ place }) => after === undefined || direction * comparePlaces(place, after) > 0)
        .sort((left, right) => direction * comparePlaces(left.place, right.place));
      const page = placed.slice(0, limit);
      const last = page.at(-1);
      return {
        items: await summarizeGroups(
          context,
          site,
          kind,
          page.map(({ group }) => group),
        ),
        next: placed.length > limit && last !== undefined ? toCursor(last.place) : null,
      };
    },
  );

  app.get(
    '/v1/groups/:kind/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'A group, what it is below and the segments it is in',
        security,
        params: groupParams,
        response: { 200: groupDetail, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { kind, id } = request.params;
      const known = engine.group(site, kind, id);
      if (known === null) throw new NotFoundError('There is no such group.', 'unknown_group');
      await previews.settle();
      const [summary] = await summarizeGroups(context, site, kind, [{ id, ...known }]);
      if (summary === undefined) throw new NotFoundError('There is no such group.', 'unknown_group');
      const within = engine.groupsWithin(site, kind, id);
      const memberships = kind === 'account' ? (engine.account(site, id)?.memberships ?? []) : [];
      return {
        ...summary,
        ancestors: known.ancestorIds.map((above) => {
          const group = engine.group(site, kind, above);
          return { id: above, name: group === null ? null : nameOf(group.traits) };
        }),
        peopleWithin:
          within.length === 1 ? summary.people : await warehouse.analytics.peopleOfGroups(site, kind, within),
        memberships: memberships.map(({ segment, since }) => ({
          segment: directory.reference(site, segment),
          since: toInstant(since),
        })),
      };
    },
  );
};
