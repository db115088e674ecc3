import type { FastifyInstance } from 'fastify';
import { open } from '../auth/access.js';

const headerNames = /^[\w-]+(\s*,\s*[\w-]+)*$/;
const usualHeaders = 'authorization, content-type, content-encoding, x-retry-count';

/**
 * Lets pages of any origin use every route of `scope`: they are guarded by publishable keys, never by cookies, so an
 * origin proves nothing. `paths` get an answer to the preflight that an Authorization header causes.
 */
export function openToAllOrigins(scope: FastifyInstance, paths: readonly string[]): void {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*');
    reply.header('access-control-expose-headers', 'retry-after');
  });
  for (const path of paths) {
    scope.options(path, { schema: { hide: true }, config: open }, async (request, reply) => {
      const asked = request.headers['access-control-request-headers'];
      return reply
        .code(204)
        .header('access-control-allow-methods', 'GET, POST')
        .header('access-control-allow-headers', asked && headerNames.test(asked) ? asked : usualHeaders)
        .header('access-control-max-age', '86400')
        .send();
    });
  }
}
