import cookie from '@fastify/cookie';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { ApiContext } from '../api/context.js';
import { apiRoutes } from '../api/routes/index.js';
import { declareAccess, useAccess } from '../auth/access.js';
import { calendarOf } from '../auth/sites.js';
import { decideRoutes, type LocationHeaders } from '../decide/index.js';
import { importRoutes, sendFileRoute } from '../import/index.js';
import { ingestRoutes } from '../ingest/index.js';
import type { IngestLimits } from '../ingest/limits.js';
import { refuseUnreadable } from './client-errors.js';
import { watchConnections } from './connections.js';
import { serveDocumentation, useOpenApi } from './documentation.js';
import { errorHandler, StoppingError, useProblems } from './errors.js';
import { type RequestLimits, useLimits } from './limits.js';
import { logRequests } from './logging.js';
import { useSecurityHeaders } from './security-headers.js';
import { type StaticFiles, serveStaticFiles } from './static-files.js';
import { validatorCompiler } from './validation.js';

export interface AppOptions {
  readonly context: ApiContext;
  readonly log: Logger;
  readonly limits: RequestLimits;
  readonly ingestLimits?: Partial<IngestLimits>;
  readonly static: StaticFiles;
  readonly locationHeaders?: LocationHeaders;
  /** Proxies whose X-Forwarded-* headers are believed: addresses or networks with commas between, or true for any. */
  readonly trustProxy?: boolean | string;
}

/** Ids of 512 characters, percent-encoded. */
const maxParamLength = 2_048;

/** The HTTP application, ready to listen. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { context, log, limits } = options;
  const { keys, sessions, sites, engine, definitions, clock } = context;
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // A logger for each request would be made for all that have nothing to tell; what is told names its request itself.
    childLoggerFactory: (logger) => logger,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength },
    frameworkErrors: (error, request, reply) => {
      errorHandler(error, request, reply);
    },
    clientErrorHandler: refuseUnreadable,
    // By a hook of ours below, because Fastify's own answer is no problem document.
    return503OnClosing: false,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  useProblems(app);
  acceptEmptyBodies(app);
  logRequests(app, log);
  const hangUp = watchConnections(app.server);
  let closing = false;
  app.addHook('onRequest', async () => {
    if (closing) throw new StoppingError();
  });
  app.addHook('preClose', async () => {
    closing = true;
    // Streams never end by themselves; other requests are finished first.
    context.streams.close();
    hangUp();
  });
  await app.register(cookie);
  await useLimits(app, keys, limits);
  useAccess(app, { keys, sessions, sites });
  await useOpenApi(app, context.version);

  await app.register(async (scope) => serveVisitors(scope, options));
  await app.register(async (scope) => {
    await useSecurityHeaders(scope);
    await scope.register(importRoutes, { engine, jobs: definitions.jobs, imports: definitions.imports, clock });
    await scope.register(sendFileRoute, { context });
    await scope.register(apiRoutes, { context, signInsPerMinute: limits.signInsPerMinute });
    await serveDocumentation(scope);
    await serveStaticFiles(scope, options.static);
  });
  return app;
}

/** Clients that send a content type with every request may send no body where none is read: not only DELETE. */
function acceptEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (text === '' && !needsBody(request)) done(null, undefined);
    else parse(request, text, done);
  });
}

function needsBody({ routeOptions }: FastifyRequest): boolean {
  const { body } = routeOptions.schema ?? {};
  return body instanceof z.ZodType && !body.safeParse(undefined).success;
}

/** Ingestion and decisions: JSON for programs, thousands a second, so without the headers that pages need. */
async function serveVisitors(scope: FastifyInstance, options: AppOptions): Promise<void> {
  const { keys, sites, engine, definitions, directory, streams, clock } = options.context;
  const find = (text: string) => keys.find(text);
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  await scope.register(async (ingestion) => {
    declareAccess(ingestion, { keys: ['write'], checkedByRoute: true });
    await ingestion.register(ingestRoutes, {
      engine,
      keys: find,
      rejected: async (_site, rows) => {
        await definitions.rejected.add(rows);
        streams.tellRejected(rows);
      },
      clock,
      ...(options.ingestLimits === undefined ? {} : { limits: options.ingestLimits }),
    });
  });
  await scope.register(decideRoutes, {
    engine,
    keys: find,
    segmentsById: (site) => directory.byId(site),
    calendar: (id) => {
      const site = sites.byId(id);
      return site === undefined ? { timeZone: 'UTC', weekStart: 1 } : calendarOf(site);
    },
    clock,
    ...(options.locationHeaders === undefined ? {} : { locationHeaders: options.locationHeaders }),
  });
}
