import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { type MemoryCaps, memoryCaps } from './memory.js';

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;

/** Long lists of people named in a segment stand in the statement. */
const longestStatement = 64 * 1024 * 1024;

/**
 * The official client over the embedded engine. Settings of a call are left out on purpose: the engine would keep them
 * on the connection for every later statement. Parameters are bound before (`literals.ts`).
 */
export async function embeddedClient(path: string, memory: MemoryCaps = memoryCaps()): Promise<ClickHouseClient> {
  const engine = createChdbConnection({ path });
  const connection: Connection = {
    ping: () => engine.ping({ select: true }),
    query: ({ query }) => engine.query({ query }),
    command: ({ query }) => engine.command({ query }),
    insert: ({ query, values }) => engine.insert({ query, values }),
    exec: ({ query, values }) => engine.exec(values === undefined ? { query } : { query, values }),
    close: () => engine.close(),
  };
  // Meant to stay: it is read before the statement's own SETTINGS are.
  await engine.command({ query: `SET max_query_size = ${longestStatement}` });
  // Meant to stay too: they bound whatever this connection is asked.
  await engine.command({
    query: `SET max_memory_usage = ${memory.statement}, max_memory_usage_for_user = ${memory.together}`,
  });
  return createClient({ connection });
}
