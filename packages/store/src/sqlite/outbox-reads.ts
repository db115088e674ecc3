import type { DatabaseSyncInstance } from '@photostructure/sqlite';
import type { Checkpoint, ForwardBatch, StateStore, StoredOutboxEntry } from '../contract.js';

export function createOutboxReads(
  reader: DatabaseSyncInstance,
): Pick<StateStore, 'checkpoint' | 'outbox' | 'openForwardBatch'> {
  const checkpoint = reader.prepare('SELECT position, next_identity AS nextIdentity, clock FROM checkpoint');
  const entries = reader.prepare(
    'SELECT id, table_name AS "table", body, rows FROM outbox WHERE id > ? ORDER BY id LIMIT ?',
  );
  const open = reader.prepare('SELECT id, first, last FROM forward_batches ORDER BY id LIMIT 1');

  return {
    async checkpoint() {
      const { position, nextIdentity, clock }: Checkpoint = checkpoint.get();
      return { position, nextIdentity, clock };
    },
    async outbox(after, limit) {
      const rows: StoredOutboxEntry[] = entries.all(after, limit);
      return rows.map(({ id, table, body, rows: count }) => ({ id, table, body, rows: count }));
    },
    async openForwardBatch() {
      const row: ForwardBatch | undefined = open.get();
      return row === undefined ? null : { id: row.id, first: row.first, last: row.last };
    },
  };
}
