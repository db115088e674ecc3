import type { Role, User } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { adminEverywhere } from '../../auth/access.js';
import { InvalidRequestError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { empty, problem, toInstant, user, userChange, userInput, users as userList } from '../schemas/index.js';
import { problems, problemsOfOne } from './description.js';

const tags = ['Users'];
const security = [{ session: [] }];
const params = z.object({ id: z.string().max(100) });

/** People who may sign in to the studio, and what they may do on which site. For administrators of all sites. */
export const userRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context }) => {
  const { users, sites } = context;

  function present({ id, email, name, role, siteRoles, createdAt }: User): z.output<typeof user> {
    const roles: Record<string, Role> = {};
    for (const { id: site, slug } of sites.list()) {
      const own = siteRoles[site];
      if (own !== undefined) roles[slug] = own;
    }
    return { id, email, name, role, roles, createdAt: toInstant(createdAt) };
  }

  /** Roles by the number of a site. */
  function bySite(roles: Readonly<Record<string, Role>>): Record<number, Role> {
    const found: Record<number, Role> = {};
    const faults = [];
    for (const [slug, role] of Object.entries(roles)) {
      const site = sites.bySlug(slug);
      if (site === undefined)
        faults.push({ path: `roles.${slug}`, code: 'unknown_site', message: 'There is no such site' });
      else found[site.id] = role;
    }
    if (faults.length > 0) throw new InvalidRequestError('A role is given for a site that there is not.', faults);
    return found;
  }

  app.get(
    '/v1/users',
    {
      config: adminEverywhere,
      schema: { tags, summary: 'Users', security, response: { 200: userList, ...problems } },
    },
    async () => ({ items: (await users.list()).map(present) }),
  );

  app.post(
    '/v1/users',
    {
      config: adminEverywhere,
      schema: {
        tags,
        summary: 'Let somebody in',
        security,
        body: userInput,
        response: { 201: user, ...problems, 409: problem },
      },
    },
    async (request, reply) => {
      const { roles, ...input } = request.body;
      return reply.code(201).send(present(await users.create({ ...input, siteRoles: bySite(roles) })));
    },
  );

  app.patch(
    '/v1/users/:id',
    {
      config: adminEverywhere,
      schema: {
        tags,
        summary: 'Change a name, roles or a password',
        description: 'What somebody may do changes at once. A new password ends every session of theirs.',
        security,
        params,
        body: userChange,
        response: { 200: user, ...problemsOfOne, 409: problem },
      },
    },
    async (request) => {
      const { roles, ...change } = request.body;
      const siteRoles = roles === undefined ? undefined : bySite(roles);
      return present(await users.change(request.params.id, { ...change, siteRoles }));
    },
  );

  app.delete(
    '/v1/users/:id',
    {
      config: adminEverywhere,
      schema: {
        tags,
        summary: 'Let somebody in no more',
        description: 'Their sessions end at once. The last administrator of all sites stays.',
        security,
        params,
        response: { 204: empty, ...problemsOfOne, 409: problem },
      },
    },
    async (request, reply) => {
      await users.remove(request.params.id);
      return reply.code(204).send(null);
    },
  );
};
