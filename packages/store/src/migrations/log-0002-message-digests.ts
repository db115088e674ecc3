import type { Migration } from './migrate.js';

/**
 * Message ids as digests: those that came last in `message_tail`, in the order they came; the others in runs, sorted, in
 * chunks by the digests' first bits (`id` is run × chunks of a run + chunk) beside a filter that says which run need not be
 * looked at. Tables `message_ids_<day>` from before are read as long as their ids are to be known, then dropped.
 */
export const log0002: Migration = {
  version: 2,
  name: 'message-digests',
  sql: `
CREATE TABLE message_tail (
  sequence INTEGER PRIMARY KEY,
  day      INTEGER NOT NULL,
  digests  BLOB    NOT NULL
) STRICT;

-- Written once all chunks are; holds what the tail had of its day up to a sequence.
CREATE TABLE message_runs (
  run    INTEGER PRIMARY KEY,
  day    INTEGER NOT NULL,
  tail   INTEGER NOT NULL,
  filter BLOB    NOT NULL
) STRICT;

CREATE TABLE message_chunks (
  id      INTEGER PRIMARY KEY,
  digests BLOB    NOT NULL
) STRICT;
`,
};
