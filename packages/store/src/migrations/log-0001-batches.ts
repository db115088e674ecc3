import type { Migration } from './migrate.js';

/**
 * Message ids live in tables `message_ids_<days since 1970>`, made on the first batch received that day and dropped whole.
 * AUTOINCREMENT keeps positions growing after truncation too.
 */
export const log0001: Migration = {
  version: 1,
  name: 'batches',
  sql: `
CREATE TABLE batches (
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  site        INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  body        TEXT    NOT NULL,
  duplicates  TEXT    NOT NULL
) STRICT;

CREATE TABLE message_days (
  day INTEGER PRIMARY KEY
) STRICT;
`,
};
