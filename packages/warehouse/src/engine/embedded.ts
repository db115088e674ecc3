import { type ClickHouseClient, type ClickHouseClientConfigOptions, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type Parameters = { readonly query: string; readonly query_params?: Record<string, unknown> };

/**
 * The official client over the embedded engine. Settings of a call are left out on purpose: the engine would keep them
 * on the connection for every later statement.
 */
export function embeddedClient(path: string): ClickHouseClient {
  const engine = createChdbConnection({ path });
  const plain = ({ query, query_params }: Parameters): Parameters =>
    query_params === undefined ? { query } : { query, query_params };
  const connection: Connection = {
    ping: () => engine.ping({ select: true }),
    query: (call) => engine.query(plain(call)),
    command: (call) => engine.command(plain(call)),
    insert: (call) => engine.insert({ ...plain(call), values: call.values }),
    exec: (call) => engine.exec(call.values === undefined ? plain(call) : { ...plain(call), values: call.values }),
    close: () => engine.close(),
  };
  return createClient({ connection });
}
