import type { FastifyInstance } from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';

export interface LogOptions {
  /** Default: warn. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  /** Default: standard error. */
  readonly destination?: DestinationStream;
}

/**
 * Logs tell of routes, statuses and durations and of nothing that came from a visitor: no bodies, no query strings, no
 * paths with ids in them, no headers.
 */
export function createLog({ level = 'warn', destination }: LogOptions = {}): Logger {
  return pino({ name: 'kindred', level, base: undefined }, destination ?? pino.destination({ dest: 2, sync: false }));
}

/** One line a request, with the route's pattern in the place of its address. */
export function logRequests(app: FastifyInstance, log: Logger): void {
  if (!log.isLevelEnabled('info')) return;
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ reqId: request.id, method, route: routeOptions.url, status: reply.statusCode, ms }, 'answered');
  });
}
