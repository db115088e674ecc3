import type { Checkpoint, ForwardBatch, StateStore, StoredOutboxEntry } from '../contract.js';
import { StoreError } from '../errors.js';
import type { Reader } from './reader.js';

export function createOutboxReads(
  reader: Reader,
): Pick<StateStore, 'checkpoint' | 'outbox' | 'outboxSizes' | 'openForwardBatch'> {
  const checkpoint = reader.prepare<Checkpoint>(
    'SELECT position, next_identity AS nextIdentity, next_number AS nextNumber, clock FROM checkpoint',
  );
  const entries = reader.prepare<StoredOutboxEntry>(
    'SELECT id, table_name AS "table", CAST(body AS BLOB) AS body, rows FROM outbox WHERE id > ? ORDER BY id LIMIT ?',
  );
  // octet_length of a column is in the row's header: the pages of a long body are not read.
  const sizes = reader.prepare<{ id: number; bytes: number }>(
    'SELECT id, octet_length(body) AS bytes FROM outbox WHERE id > ? ORDER BY id LIMIT ?',
  );
  const open = reader.prepare<ForwardBatch>('SELECT id, first, last FROM forward_batches ORDER BY id LIMIT 1');

  return {
    async checkpoint() {
      const row = checkpoint.get();
      if (row === undefined) throw new StoreError('The state has no checkpoint.');
      const { position, nextIdentity, nextNumber, clock } = row;
      return { position, nextIdentity, nextNumber, clock };
    },
    async outbox(after, limit) {
      const rows = entries.all(after, limit);
      return rows.map(({ id, table, body, rows: count }) => ({ id, table, body, rows: count }));
    },
    async outboxSizes(after, limit) {
      return sizes.all(after, limit).map(({ id, bytes }) => ({ id, bytes }));
    },
    async openForwardBatch() {
      const row = open.get();
      return row === undefined ? null : { id: row.id, first: row.first, last: row.last };
    },
  };
}
