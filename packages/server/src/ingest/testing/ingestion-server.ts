import Fastify from 'fastify';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { AcceptedEvent } from '../../engine/contract.js';
import { useProblems } from '../../http/errors.js';
import { EngineBench } from '../../testing/engine-bench.js';
import type { KnownKey, NewRejectedEvent } from '../dependencies.js';
import type { IngestLimits } from '../limits.js';
import { ingestRoutes } from '../routes.js';

export const writeKey = 'kw_of-this-site';
export const otherSitesKey = 'kw_of-another-site';
export const apiKey = 'ka_of-this-site';

export interface IngestionServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  readonly site: number;
  readonly otherSite: number;
  /** Events that the engine has applied, of both sites, in order. */
  readonly events: readonly (AcceptedEvent & { readonly site: number })[];
  readonly rejected: readonly NewRejectedEvent[];
  /** Sends JSON with the write key of `site`. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: unknown }>;
}

export interface IngestionOptions {
  readonly clock?: () => number;
  readonly limits?: Partial<IngestLimits>;
  /** Refused events cannot be kept. */
  readonly failToKeep?: boolean;
  /** The engine says that it is behind. */
  readonly behind?: boolean;
}

/**
 * Real servers on free ports that serve ingestion alone, over one real engine for all tests of a file and two sites of
 * their own for each test. To be called once at the top of a file.
 */
export function ingestionServers(): (options?: IngestionOptions) => Promise<IngestionServer> {
  let bench: EngineBench;
  beforeAll(async () => {
    bench = await EngineBench.open();
  });
  afterAll(() => bench.close());
  return (options = {}) => start(bench, options);
}

async function start(bench: EngineBench, options: IngestionOptions): Promise<IngestionServer> {
  const { engine } = bench;
  const calendar = { timeZone: 'UTC', weekStart: 1 };
  const [site, otherSite] = [(await bench.addSite(calendar)).id, (await bench.addSite(calendar)).id];
  const keys: Readonly<Record<string, KnownKey>> = {
    [writeKey]: { id: 'key_1', site, type: 'write' },
    [otherSitesKey]: { id: 'key_2', site: otherSite, type: 'write' },
    [apiKey]: { id: 'key_3', site, type: 'api' },
  };
  const events: (AcceptedEvent & { site: number })[] = [];
  const stopListening = engine.onEvent((of, _profile, event) => {
    if (of === site || of === otherSite) events.push({ ...event, site: of });
  });
  const rejected: NewRejectedEvent[] = [];
  const app = Fastify();
  useProblems(app);
  await app.register(ingestRoutes, {
    engine: { accept: engine.accept.bind(engine), ready: options.behind !== true },
    keys: (text) => keys[text],
    rejected: async (_site, rows) => {
      if (options.failToKeep) throw new RangeError('no room');
      rejected.push(...rows);
    },
    clock: options.clock ?? (() => bench.now),
    limits: options.limits ?? {},
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(async () => {
    stopListening();
    await app.close();
  });
  return {
    url,
    site,
    otherSite,
    events,
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
