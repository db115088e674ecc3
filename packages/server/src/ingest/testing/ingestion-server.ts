import Fastify from 'fastify';
import { onTestFinished } from 'vitest';
import type { AcceptedEvent } from '../../engine/contract.js';
import { useProblems } from '../../http/errors.js';
import type { KnownKey, NewRejectedEvent } from '../dependencies.js';
import type { IngestLimits } from '../limits.js';
import { ingestRoutes } from '../routes.js';
import { type RecordingEngine, recordingEngine } from './recording-engine.js';

export const writeKey = 'kw_of-site-one';
export const otherSitesKey = 'kw_of-site-two';
export const apiKey = 'ka_of-site-one';

const keys: Readonly<Record<string, KnownKey>> = {
  [writeKey]: { id: 'key_1', site: 1, type: 'write' },
  [otherSitesKey]: { id: 'key_2', site: 2, type: 'write' },
  [apiKey]: { id: 'key_3', site: 1, type: 'api' },
};

export interface IngestionServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly engine: RecordingEngine;
  /** Events accepted so far, of every site. */
  readonly events: () => readonly AcceptedEvent[];
  readonly rejected: readonly NewRejectedEvent[];
  /** Sends JSON with the write key of site one. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
}

/** A real server on a free port that serves ingestion alone; closed after the test. */
export async function startIngestion(
  options: { clock?: () => number; limits?: Partial<IngestLimits>; failToKeep?: boolean } = {},
): Promise<IngestionServer> {
  const engine = recordingEngine();
  const rejected: NewRejectedEvent[] = [];
  const app = Fastify({ logger: false });
  useProblems(app);
  await app.register(ingestRoutes, {
    engine,
    keys: (text) => keys[text],
    rejected: async (_site, rows) => {
      if (options.failToKeep) throw new RangeError('no room');
      rejected.push(...rows);
    },
    clock: options.clock ?? Date.now,
    limits: options.limits ?? {},
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  return {
    url,
    engine,
    events: () => engine.accepted.map(({ event }) => event),
    rejected,
    async post(path, body, headers = {}) {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { authorization: basic(writeKey), 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

export function basic(user: string): string {
  return `Basic ${Buffer.from(`${user}:`).toString('base64')}`;
}
