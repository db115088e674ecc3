import { DatabaseSync } from '@photostructure/sqlite';
import { StoreClosedError } from '../errors.js';
import { BUSY_TIMEOUT, storeErrorFrom } from './connection.js';
import { createStatementCache } from './statements.js';

type Value = string | number | null;

/** A select prepared once, with rows of one shape. */
export interface Query<Row> {
  get(...parameters: readonly Value[]): Row | undefined;
  all(...parameters: readonly Value[]): Row[];
}

/** A connection for short reads on the calling thread. */
export interface Reader {
  prepare<Row>(sql: string): Query<Row>;
  /** For statements made at run time; kept prepared while they are in use. */
  select<Row>(sql: string, parameters: readonly unknown[]): Row[];
  close(): void;
}

export function openReader(file: string): Reader {
  const db = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT });
  db.exec('PRAGMA cache_size=-16384');
  const cached = createStatementCache(db);
  const read = <T>(work: () => T): T => {
    if (!db.isOpen) throw new StoreClosedError('The store is closed.');
    try {
      return work();
    } catch (error) {
      throw storeErrorFrom(error);
    }
  };
  return {
    prepare(sql) {
      const statement = db.prepare(sql);
      return {
        get: (...parameters) => read(() => statement.get(...parameters)),
        all: (...parameters) => read(() => statement.all(...parameters)),
      };
    },
    select: (sql, parameters) => read(() => cached(sql).all(...parameters)),
    close() {
      if (db.isOpen) db.close();
    },
  };
}
