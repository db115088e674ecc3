import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from '../auth/access.js';
import type { KeyRegistry } from '../auth/keys.js';

export interface RequestLimits {
  /** Requests a second of one key, or of one address where no key is known. */
  readonly perSecond: number;
  /** The same for callers on this machine: measurements, simulators and a proxy beside the server are no attack. */
  readonly perSecondLocal: number;
  /** Attempts to sign in a minute from one address. */
  readonly signInsPerMinute: number;
}

export const defaultLimits: RequestLimits = { perSecond: 1_000, perSecondLocal: 50_000, signInsPerMinute: 10 };

const loopback = /^(127\.|::1$|::ffff:127\.)/;

export async function useLimits(app: FastifyInstance, keys: KeyRegistry, limits: RequestLimits): Promise<void> {
  await app.register(rateLimit, {
    global: true,
    timeWindow: 1_000,
    cache: 10_000,
    max: (request: FastifyRequest) => (loopback.test(request.ip) ? limits.perSecondLocal : limits.perSecond),
    keyGenerator: (request: FastifyRequest) => {
      const secret = bearerOf(request);
      // An unknown key counts for its address, or made-up keys would each have a limit of their own.
      return (secret === undefined ? undefined : keys.find(secret)?.id) ?? request.ip;
    },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  });
}
