import type { Site, User } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { admin, adminEverywhere, callerOf, roleAt, siteOf, viewer } from '../../auth/access.js';
import type { SiteRegistry } from '../../auth/sites.js';
import { ConflictError, NotFoundError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { globalSite, listOf, problem, site, siteChange, siteInput } from '../schemas/index.js';
import { problems, security } from './description.js';

const tags = ['Sites'];

export function presentSite(sites: SiteRegistry, one: Site): z.output<typeof site> {
  const { id, slug, name, timeZone, weekStart } = one;
  return { id: slug, name, timeZone, weekStart, global: sites.global()?.id === id };
}

/** The sites at which somebody has a role. */
export function sitesOf(sites: SiteRegistry, user: User): Site[] {
  return sites.list().filter((each) => roleAt(user, each) !== null);
}

/** Sites and their settings. An API key sees its own site alone. */
export const siteRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { sites, segments, exports, engine, clock } = context;

  app.get(
    '/v1/sites',
    { config: viewer, schema: { tags, summary: 'Sites', security, response: { 200: listOf(site), ...problems } } },
    async (request) => {
      const caller = callerOf(request);
      const { user } = caller;
      return { items: (user === null ? [caller.site] : sitesOf(sites, user)).map((one) => presentSite(sites, one)) };
    },
  );

  app.post(
    '/v1/sites',
    {
      config: adminEverywhere,
      schema: {
        tags,
        summary: 'Make a site',
        security: [{ session: [] }],
        body: siteInput,
        response: { 201: site, ...problems, 409: problem },
      },
    },
    async (request, reply) => {
      const { id: slug, name, timeZone, weekStart } = request.body;
      if (sites.bySlug(slug) !== undefined) {
        throw new ConflictError('site_taken', `There is a site “${slug}” already.`, [
          { path: 'id', code: 'site_taken', message: `“${slug}” is taken` },
        ]);
      }
      const site = { slug, name, timeZone, weekStart, createdAt: clock() };
      const created = await sites.create(site, (made) => engine.setSite(made));
      await segments.settle(created.id);
      return reply.code(201).send(presentSite(sites, created));
    },
  );

  app.put(
    '/v1/global-site',
    {
      config: adminEverywhere,
      schema: {
        tags,
        summary: 'Say whose segments all sites share',
        description:
          'Active segments of the global site stand in every other one, read-only and over the people there. Refused while segments of other sites refer to what would be withdrawn.',
        security: [{ session: [] }],
        body: globalSite,
        response: { 200: listOf(site), ...problems, 404: problem, 409: problem },
      },
    },
    async (request) => {
      const { id } = request.body;
      const wanted = id === null ? null : sites.bySlug(id);
      if (wanted === undefined) throw new NotFoundError('There is no such site.', 'unknown_site');
      // Only an administrator of every site comes here.
      await segments.setGlobal(wanted?.id ?? null, () => true);
      return { items: sites.list().map((one) => presentSite(sites, one)) };
    },
  );

  app.get(
    '/v1/site',
    {
      config: viewer,
      schema: { tags, summary: 'The site in question', security, response: { 200: site, ...problems } },
    },
    async (request) => presentSite(sites, siteOf(request)),
  );

  app.patch(
    '/v1/site',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Change its settings',
        description:
          'A new time zone or first day of the week counts the past of every segment anew, and what comes daily comes by it.',
        security,
        body: siteChange,
        response: { 200: site, ...problems },
      },
    },
    async (request) => {
      const { name, timeZone, weekStart } = request.body;
      const updated = await sites.update(siteOf(request).id, {
        ...(name === undefined ? {} : { name }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(weekStart === undefined ? {} : { weekStart }),
      });
      await engine.setSite(updated);
      if (timeZone !== undefined) await exports.followZone(updated);
      return presentSite(sites, updated);
    },
  );
};
