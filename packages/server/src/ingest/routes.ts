import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type FastifyPluginAsyncZod, serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type Access, open } from '../auth/access.js';
import { errorHandler, InvalidRequestError, NotFoundError, problemSchema } from '../http/errors.js';
import { validatorCompiler } from '../http/validation.js';
import { BodyTooLargeError, ReceivedBody, readBody } from './body.js';
import type { CallType } from './call.js';
import { openToAllOrigins } from './cross-origin.js';
import type { IngestDependencies } from './dependencies.js';
import { type IngestionParts, ingest, type Outcome } from './ingestion.js';
import { isObject } from './json.js';
import { defaultLimits } from './limits.js';
import { EventRate } from './rate.js';
import * as schemas from './schemas.js';
import { clientSettings } from './settings.js';
import { requireWriteKey } from './write-key.js';

const problems = { 400: problemSchema, 401: problemSchema, 403: problemSchema, 429: problemSchema };

interface CallRoute {
  readonly type: CallType;
  readonly paths: readonly string[];
  readonly body: z.ZodType;
  readonly summary: string;
}

const calls: readonly CallRoute[] = [
  { type: 'track', paths: ['/v1/track', '/v1/t'], body: schemas.trackCall, summary: 'Say what somebody did' },
  { type: 'page', paths: ['/v1/page', '/v1/p'], body: schemas.pageCall, summary: 'Say which page was seen' },
  { type: 'screen', paths: ['/v1/screen', '/v1/s'], body: schemas.pageCall, summary: 'Say which app screen was seen' },
  { type: 'identify', paths: ['/v1/identify', '/v1/i'], body: schemas.identifyCall, summary: 'Say who somebody is' },
  { type: 'group', paths: ['/v1/group', '/v1/g'], body: schemas.groupCall, summary: 'Say which group somebody is in' },
  { type: 'alias', paths: ['/v1/alias', '/v1/a'], body: schemas.aliasCall, summary: 'Move a guest to a user' },
];
const access: Access = { keys: ['write'], checkedByRoute: true };
const batchPaths = ['/v1/batch', '/v1/b'] as const;
const metricsPath = '/v1/m';
const settingsPath = '/v1/projects/:writeKey/settings';

/**
 * The Segment tracking API: `POST /v1/identify|track|page|screen|group|alias|batch`, the browser's short forms, and the
 * settings that browsers load first.
 *
 * Answers 200 once everything accepted is durable and applied. As the tracking API has it, a refused event is answered
 * 200 too, because clients would send it again or drop its whole batch: a single one with `success: false` and the
 * reason in `rejected`, a batch with `success: true` and its refused items in `rejected`; both are kept and shown.
 * A body that cannot be read or is too large is answered 400, a single event of more than 32 KB too; the latter is shown.
 * With `?strict=true` a request with refused events answers 400 and nothing of it is accepted, for trying things out.
 */
export const ingestRoutes: FastifyPluginAsyncZod<IngestDependencies> = async (scope, dependencies) => {
  const limits = { ...defaultLimits, ...dependencies.limits };
  const rate = new EventRate(limits.eventsPerSecond, dependencies.clock);
  readAnyBody(scope, limits.bodyBytes);
  openToAllOrigins(scope, [...calls.flatMap(({ paths }) => paths), ...batchPaths, metricsPath, settingsPath]);
  const app = scope.withTypeProvider<ZodTypeProvider>();

  async function receive(request: FastifyRequest, type: CallType | null, strict: boolean): Promise<Outcome> {
    const body = request.body instanceof ReceivedBody ? request.body : null;
    const inBody = isObject(body?.value) ? body.value.writeKey : undefined;
    const key = requireWriteKey(dependencies.keys, request.headers.authorization, inBody);
    if (body === null) throw new InvalidRequestError('The body is empty; JSON was expected.', [], 'invalid_json');
    const onLoss: IngestionParts['onLoss'] = (err) =>
      request.log.error({ reqId: request.id, err }, 'refused events could not be kept');
    return ingest({ key, body, type, strict }, { dependencies, limits, rate, onLoss });
  }

  for (const { type, paths, body, summary } of calls) {
    const schema = {
      tags: ['Ingestion'],
      summary,
      security: [{ writeKey: [] }],
      querystring: schemas.ingestQuery,
      body,
      response: { 200: schemas.callAnswer, ...problems },
    };
    for (const path of paths) {
      app.post(path, { schema, config: { access } }, async (request) => {
        const { rejected } = await receive(request, type, request.query.strict === 'true');
        return rejected.length === 0 ? { success: true } : { success: false, rejected: [...rejected] };
      });
    }
  }

  for (const path of batchPaths) {
    const schema = {
      tags: ['Ingestion'],
      summary: 'Send many calls at once',
      security: [{ writeKey: [] }],
      querystring: schemas.ingestQuery,
      body: schemas.batchCall,
      response: { 200: schemas.batchAnswer, ...problems },
    };
    app.post(path, { schema, config: { access } }, async (request) => {
      const { accepted, duplicates, rejected } = await receive(request, null, request.query.strict === 'true');
      return { success: true as const, accepted, duplicates, rejected: [...rejected] };
    });
  }

  app.post(
    metricsPath,
    {
      config: open,
      schema: {
        tags: ['Ingestion'],
        summary: 'Takes the metrics that browser clients send of themselves, and forgets them',
        security: [],
        response: { 200: z.object({ success: z.literal(true) }), 400: problemSchema },
      },
    },
    async () => ({ success: true as const }),
  );

  app.get(
    settingsPath,
    {
      config: open,
      schema: {
        tags: ['Ingestion'],
        summary: 'Settings that browser clients load first',
        security: [],
        params: z.object({ writeKey: z.string().max(200) }),
        response: { 200: schemas.settingsAnswer, 404: problemSchema },
      },
    },
    async (request, reply) => {
      const { writeKey } = request.params;
      if (dependencies.keys(writeKey)?.type !== 'write') {
        throw new NotFoundError('There is no such write key.', 'unknown_write_key');
      }
      reply.header('cache-control', 'public, max-age=60');
      return clientSettings(writeKey, { protocol: request.protocol, host: request.host });
    },
  );
};

/**
 * Bodies are bytes of any content type, read by `readBody`; schemas of bodies only document. Everything too large is a
 * 400, which clients do not send again.
 */
function readAnyBody(scope: FastifyInstance, bodyLimit: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser<Buffer>(
    '*',
    { parseAs: 'buffer', bodyLimit },
    async (request: FastifyRequest, raw: Buffer) => readBody(raw, request.headers['content-encoding'], bodyLimit),
  );
  scope.setValidatorCompiler<z.ZodType>((route) =>
    route.httpPart === 'body' ? (data: unknown) => ({ value: data }) : validatorCompiler(route),
  );
  scope.setSerializerCompiler(serializerCompiler);
  scope.setErrorHandler((error, request, reply) => {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    return errorHandler(tooLarge ? new BodyTooLargeError(bodyLimit) : error, request, reply);
  });
}
