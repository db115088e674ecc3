import type {} from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { type Access, open, roleAt } from '../../auth/access.js';
import { type SignedIn, sessionCookie, sessionLifetime } from '../../auth/sessions.js';
import { UnauthorizedError } from '../../http/errors.js';
import type { ApiContext } from '../context.js';
import { empty, ownPassword, problem, session, signIn } from '../schemas/index.js';
import { presentSite, sitesOf } from './sites.js';

const signedIn: { readonly access: Access } = { access: { keys: ['session'] } };
const tags = ['Session'];

export interface SignInLimit {
  /** Attempts a minute from one address. */
  readonly signInsPerMinute: number;
}

/** Signing in to the studio and out of it. */
export const sessionRoutes: FastifyPluginAsyncZod<{ context: ApiContext } & SignInLimit> = async (
  app,
  { context, signInsPerMinute },
) => {
  const { sessions, sites, users } = context;
  const answer = ({ user, session: { csrf } }: SignedIn) => ({
    user: { id: user.id, email: user.email, name: user.name, role: user.role },
    csrf,
    sites: sitesOf(sites, user).map((site) => ({ ...presentSite(sites, site), role: roleAt(user, site) ?? 'viewer' })),
  });
  const keep = (request: FastifyRequest, reply: FastifyReply, token: string) => {
    reply.setCookie(sessionCookie, token, {
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https',
      path: '/',
      maxAge: sessionLifetime / 1_000,
    });
    reply.header('cache-control', 'no-store');
  };

  app.post(
    '/v1/session',
    {
      config: { ...open, rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Sign in',
        description: 'Sets the session cookie. A session that came with the request ends.',
        security: [],
        body: signIn,
        response: { 200: session, 400: problem, 401: problem, 429: problem },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const found = await sessions.signIn(email, password, request.cookies[sessionCookie]);
      if (found === null) throw new UnauthorizedError('E-mail address or password is wrong.', 'wrong_credentials');
      keep(request, reply, found.token);
      return answer(found);
    },
  );

  app.get(
    '/v1/session',
    {
      config: signedIn,
      schema: {
        tags,
        summary: 'Who is signed in',
        security: [{ session: [] }],
        response: { 200: session, 401: problem, 403: problem },
      },
    },
    async (request, reply) => {
      if (request.signedIn === null) throw new UnauthorizedError();
      reply.header('cache-control', 'no-store');
      return answer(request.signedIn);
    },
  );

  app.post(
    '/v1/session/password',
    {
      config: { ...signedIn, rateLimit: { max: signInsPerMinute, timeWindow: 60_000 } },
      schema: {
        tags,
        summary: 'Change one’s own password',
        description: 'Ends every session of one’s own; the answer sets the cookie of a new one.',
        security: [{ session: [] }],
        body: ownPassword,
        response: { 200: session, 400: problem, 401: problem, 403: problem, 429: problem },
      },
    },
    async (request, reply) => {
      if (request.signedIn === null) throw new UnauthorizedError();
      const { present, password } = request.body;
      const begun = await sessions.begin(await users.changePassword(request.signedIn.user.id, present, password));
      keep(request, reply, begun.token);
      return answer(begun);
    },
  );

  app.delete(
    '/v1/session',
    {
      config: signedIn,
      schema: {
        tags,
        summary: 'Sign out',
        security: [{ session: [] }],
        response: { 204: empty, 401: problem, 403: problem },
      },
    },
    async (request, reply) => {
      const token = request.cookies[sessionCookie];
      if (token !== undefined) await sessions.signOut(token);
      reply.clearCookie(sessionCookie, { path: '/' });
      return reply.code(204).send(null);
    },
  );
};
