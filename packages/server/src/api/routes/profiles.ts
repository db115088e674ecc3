import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { siteOf, viewer } from '../../auth/access.js';
import type { Engine, ProfileView } from '../../engine/contract.js';
import { fromCursor } from '../../http/cursor.js';
import { NotFoundError } from '../../http/errors.js';
import { searchPeople } from '../../segments/people-search.js';
import type { ApiContext } from '../context.js';
import { personPlace, presentFound } from '../found-people.js';
import { presentProfile } from '../profile-views.js';
import { profileLookup, profilePage, profileParams, profileQuery, profile as profileSchema } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Profiles'];

/** The profile of this id, or the one that it became part of. */
export async function requireProfile(engine: Engine, site: number, id: number): Promise<ProfileView> {
  const view = await engine.profile(site, id);
  if (view === null) throw new NotFoundError('There is no such profile.', 'unknown_profile');
  return view;
}

/** Visitors: finding them, and what is known of one. */
export const profileRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { engine } = context;

  const present = (site: number, view: ProfileView) => presentProfile(context, site, view);

  app.get(
    '/v1/profiles',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'Visitors, the last seen first',
        security,
        querystring: profileQuery,
        response: { 200: profilePage, ...problems },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { search = '', known, limit, cursor } = request.query;
      const after = fromCursor(personPlace, cursor);
      return presentFound(engine, site, await searchPeople(context, site, { search, known, after, limit }));
    },
  );

  app.get(
    '/v1/profiles/lookup',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'The visitor with this userId or anonymousId',
        security,
        querystring: profileLookup,
        response: { 200: profileSchema, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      const { userId = null, anonymousId = null } = request.query;
      const id = await engine.resolve(site, { userId, anonymousId });
      if (id === null) throw new NotFoundError('Nobody has come with this id.', 'unknown_profile');
      return present(site, await requireProfile(engine, site, id));
    },
  );

  app.get(
    '/v1/profiles/:id',
    {
      config: viewer,
      schema: {
        tags,
        summary: 'A visitor',
        description: 'For one that was merged into another the other is answered; `id` tells.',
        security,
        params: profileParams,
        response: { 200: profileSchema, ...problemsOfOne },
      },
    },
    async (request) => {
      const site = siteOf(request).id;
      return present(site, await requireProfile(engine, site, Number(request.params.id)));
    },
  );
};
