import type { DatabaseSyncInstance, StatementSyncInstance } from '@photostructure/sqlite';

const CAPACITY = 200;

/** Prepared statements by their text, the least recently used forgotten first. */
export function createStatementCache(db: DatabaseSyncInstance): (sql: string) => StatementSyncInstance {
  const cache = new Map<string, StatementSyncInstance>();
  return (sql) => {
    const statement = cache.get(sql) ?? db.prepare(sql);
    cache.delete(sql);
    cache.set(sql, statement);
    if (cache.size > CAPACITY) {
      const [oldest] = cache.keys();
      if (oldest !== undefined) cache.delete(oldest);
    }
    return statement;
  };
}
