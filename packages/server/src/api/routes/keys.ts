import type { Key } from '@kindred/store';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { admin, siteOf } from '../../auth/access.js';
import { NotFoundError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { createdKey, empty, key, keyInput, listOf, toInstant } from '../schemas/index.js';
import { problems, problemsOfOne, security } from './description.js';

const tags = ['Keys'];

function presentKey({ id, type, role, name, hint, publishable, createdAt, lastUsedAt }: Key): z.output<typeof key> {
  return {
    id,
    type,
    role,
    name,
    hint,
    publishable,
    createdAt: toInstant(createdAt),
    lastUsedAt: lastUsedAt === null ? null : toInstant(lastUsedAt),
  };
}

/** Keys of a site. */
export const keyRoutes: FastifyPluginAsyncZod<{ context: ApiContext }> = async (app, { context: { keys } }) => {
  app.get(
    '/v1/keys',
    { config: admin, schema: { tags, summary: 'Keys', security, response: { 200: listOf(key), ...problems } } },
    async (request) => ({ items: (await keys.list(siteOf(request).id)).map(presentKey) }),
  );

  app.post(
    '/v1/keys',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Make a key',
        description: 'The whole key is in this answer and, unless it is publishable, nowhere else ever again.',
        security,
        body: keyInput,
        response: { 201: createdKey, ...problems },
      },
    },
    async (request, reply) => {
      const { type, role, name } = request.body;
      const created = await keys.create({ site: siteOf(request).id, type, role: role ?? null, name });
      reply.header('cache-control', 'no-store');
      return reply.code(201).send({ ...presentKey(created.key), secret: created.secret });
    },
  );

  app.delete(
    '/v1/keys/:id',
    {
      config: admin,
      schema: {
        tags,
        summary: 'Delete a key',
        description: 'It stops working at once.',
        security,
        params: z.object({ id: z.string() }),
        response: { 204: empty, ...problemsOfOne },
      },
    },
    async (request, reply) => {
      const deleted = await keys.delete(siteOf(request).id, request.params.id);
      if (!deleted) throw new NotFoundError('There is no such key.', 'unknown_key');
      return reply.code(204).send(null);
    },
  );
};
