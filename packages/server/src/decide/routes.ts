import type { FastifyRequest } from 'fastify';
import { type FastifyPluginAsyncZod, serializerCompiler } from 'fastify-type-provider-zod';
import { decideInput, decision } from '../api/schemas/decide.js';
import type { Access } from '../auth/access.js';
import { errorHandler, ForbiddenError, InvalidRequestError, problemSchema, UnauthorizedError } from '../http/errors.js';
import { validatorCompiler } from '../http/validation.js';
import { openToAllOrigins } from '../ingest/cross-origin.js';
import { isObject } from '../ingest/json.js';
import { answerOf, writeAnswer } from './answer.js';
import type { DecideDependencies, DecideKey } from './dependencies.js';
import { endOfTurn } from './end-of-turn.js';
import { requestContext } from './request-context.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key that a request for a decision presented; null on other routes. */
    decideKey: DecideKey | null;
  }
}

const path = '/v1/decide';
const access: Access = { keys: ['decide', 'api'], checkedByRoute: true };
const bodyLimit = 64 * 1024;

/**
 * `POST /v1/decide`: which segments a visitor is in, those that depend on the request included. With an API key of any
 * role, or a publishable decide key (as Bearer or `decideKey` in the body, from pages of any origin), which learns of
 * public segments only and of no profile. Nothing is stored and no profile is made.
 */
export const decideRoutes: FastifyPluginAsyncZod<DecideDependencies> = async (app, dependencies) => {
  const { engine, keys, segmentsById, calendar, clock, locationHeaders = {} } = dependencies;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler);
  app.decorateRequest('decideKey', null);
  openToAllOrigins(app, [path]);
  // Members that could stand in for an object's prototype are dropped: a context has whatever the page gathered.
  const parse = app.getDefaultJsonParser('remove', 'remove');
  app.removeContentTypeParser('application/json');
  // Pages may send JSON as text/plain, which spares them a preflight.
  app.addContentTypeParser(
    ['application/json', 'text/plain'],
    { parseAs: 'string', bodyLimit },
    (request, body, done) => {
      parse(request, String(body), (error, value) => {
        if (error === null) done(null, value);
        else done(new InvalidRequestError('The body is not valid JSON.', [], 'invalid_json'));
      });
    },
  );

  app.post(
    path,
    {
      bodyLimit,
      config: { access },
      // Before the body is checked: who may not ask is not told what is wrong with the question.
      preValidation: async (request) => {
        const inBody = isObject(request.body) ? request.body.decideKey : undefined;
        request.decideKey = requireDecideKey(keys, request.headers.authorization, inBody);
      },
      schema: {
        tags: ['Decide'],
        summary: 'Which segments is this visitor in?',
        security: [{ apiKey: [] }, { decideKey: [] }],
        body: decideInput,
        response: { 200: decision, 400: problemSchema, 401: problemSchema, 403: problemSchema },
      },
    },
    async (request, reply) => {
      const { body, headers, decideKey: key } = request;
      if (key === null) throw new UnauthorizedError();
      const userId = body.userId ?? null;
      const found = await engine.decide(
        key.site,
        { userId, anonymousId: body.anonymousId ?? null },
        requestContext({
          context: body.context,
          headers,
          signedIn: userId !== null,
          now: clock(),
          calendar: calendar(key.site),
          locationHeaders,
          ...(key.type === 'decide' ? { address: visitorAddress(request) } : {}),
        }),
      );
      await endOfTurn();
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('cache-control', 'no-store')
        .serializer(writeAnswer)
        .send(
          answerOf({
            memberOf: found.segments,
            segments: segmentsById(key.site),
            only: body.segments ? new Set(body.segments) : null,
            publicOnly: key.type === 'decide',
            profile: found.profile,
            roles: found.roles,
          }),
        );
    },
  );
};

/** Where a browser asks from; null where a proxy stands between that nobody said is trusted. */
function visitorAddress({ ip, ips, headers }: FastifyRequest): string | null {
  const forwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return ips === undefined && forwarded ? null : ip;
}

function requireDecideKey(
  keys: DecideDependencies['keys'],
  authorization: string | undefined,
  inBody: unknown,
): DecideKey {
  const bearer = authorization === undefined ? undefined : /^Bearer\s+(\S{1,200})$/i.exec(authorization)?.[1];
  const text = bearer ?? inBody;
  const key = typeof text === 'string' && text.length <= 200 ? keys(text) : null;
  if (!key) throw new UnauthorizedError('Send an API key or a decide key: as Bearer, or as decideKey in the body.');
  if (key.type === 'write') throw new ForbiddenError('A write key cannot ask for decisions.', 'wrong_key_type');
  if (key.type === 'api' && bearer === undefined) {
    throw new ForbiddenError('An API key belongs into the Authorization header.', 'wrong_key_place');
  }
  return key;
}
