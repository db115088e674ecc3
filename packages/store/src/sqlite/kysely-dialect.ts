import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { StoreProtocolError } from '../errors.js';
import type { StateCalls } from './calls.js';
import type { Reader } from './reader.js';
import { isStorable } from './text.js';
import type { WorkerClient } from './worker-client.js';

/**
 * Runs the query builder's statements: selects on this thread's reading connection, all else in the thread that writes
 * the state. Each statement is its own transaction; one that stayed open across calls would hold up flushes.
 */
export function createWorkerDialect(worker: WorkerClient<StateCalls>, reader: Reader): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ query, sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      if (parameters.some((value) => typeof value === 'string' && !isStorable(value))) {
        throw new StoreProtocolError('Text with a NUL character cannot be stored.');
      }
      if (!SelectQueryNode.is(query)) {
        const answersRows = 'returning' in query && query.returning !== undefined;
        const { rows, changes } = await worker.call('query', { sql, parameters, answersRows });
        return { rows, numAffectedRows: BigInt(changes) };
      }
      return { rows: reader.select(sql, parameters) };
    },
    streamQuery() {
      throw new StoreProtocolError('Definitions are read whole, not streamed.');
    },
  };
  const noTransaction = async () => {
    throw new StoreProtocolError('Definitions are written by single statements, not in transactions.');
  };
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: noTransaction,
    commitTransaction: noTransaction,
    rollbackTransaction: noTransaction,
    destroy: async () => {},
  };
  return {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}
