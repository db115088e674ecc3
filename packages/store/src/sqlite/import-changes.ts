import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Flush, ImportChangeRow, StateStore } from '../contract.js';
import type { Reader } from './reader.js';

type Stored = Omit<ImportChangeRow, 'created'> & { readonly created: number };

/** Notes what imports change, in the transaction that changes it. Who is no more has no changes. */
export function createImportChangeWrites(db: DatabaseSyncInstance): (flush: Flush) => void {
  const insert = db.prepare('INSERT INTO import_changes (import, identity, created, body) VALUES (?, ?, ?, ?)');
  const update = db.prepare('UPDATE import_changes SET created = ?, body = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM import_changes WHERE id = ?');
  const removeOf = db.prepare('DELETE FROM import_changes WHERE identity = ?');
  return ({ importChanges, rewrittenImportChanges, deletedImportChanges, deletedIdentities }) => {
    for (const { created, body, id } of rewrittenImportChanges) update.run(created ? 1 : 0, body, id);
    for (const id of deletedImportChanges) remove.run(id);
    for (const { import: number, identity, created, body } of importChanges) {
      insert.run(number, identity, created ? 1 : 0, body);
    }
    for (const identity of deletedIdentities) removeOf.run(identity);
  };
}

export function createImportChangeReads(
  reader: Reader,
): Pick<StateStore, 'importedIdentities' | 'importChangesOf' | 'countImportChanges'> {
  const identities = reader.prepare<{ identity: number }>(
    'SELECT DISTINCT identity FROM import_changes WHERE import = ? AND identity > ? ORDER BY identity LIMIT ?',
  );
  const ofIdentity = reader.prepare<Stored>(
    'SELECT id, import, identity, created, body FROM import_changes WHERE identity = ? ORDER BY id',
  );
  // Both run over the index by import alone.
  const count = reader.prepare<{ identities: number; created: number }>(
    'SELECT count(DISTINCT identity) AS identities, coalesce(sum(created), 0) AS created FROM import_changes WHERE import = ?',
  );
  return {
    async importedIdentities(number, after, limit) {
      return identities.all(number, after, limit).map(({ identity }) => identity);
    },
    async importChangesOf(asked) {
      return asked.flatMap((identity) =>
        ofIdentity.all(identity).map((row) => ({ ...row, created: row.created === 1 })),
      );
    },
    async countImportChanges(number) {
      return count.get(number) ?? { identities: 0, created: 0 };
    },
  };
}
