import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import { StoreNewerError } from '../errors.js';
import { inTransaction } from '../sqlite/connection.js';

/** One step of a schema. Once landed it is never edited: what is wrong with it is put right by the next one. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Brings a database to the last of `migrations`, each in a transaction of its own; refuses one that is newer. */
export function migrate(db: DatabaseSyncInstance, migrations: readonly Migration[]): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT',
  );
  const current = schemaVersion(db);
  const newest = migrations.at(-1)?.version ?? 0;
  if (current > newest) {
    throw new StoreNewerError(
      `${db.location() ?? 'The database'} has schema ${current}, this version of Kindred knows ${newest}. Start the newer version, or restore a backup.`,
    );
  }
  for (const migration of migrations) {
    if (migration.version <= current) continue;
    inTransaction(db, () => {
      db.exec(migration.sql);
      db.prepare('INSERT INTO schema_version (version, name) VALUES (?, ?)').run(migration.version, migration.name);
    });
  }
}

function schemaVersion(db: DatabaseSyncInstance): number {
  const row: { version: number | null } = db.prepare('SELECT max(version) AS version FROM schema_version').get();
  return row.version ?? 0;
}
