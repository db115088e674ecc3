import type { Migration } from './migrate.js';

/**
 * When members of a segment were kept: `shown_since` of the present stretch, closed ones in a table of their own. Null for
 * segments in force since before there was such a record: the engine begins one at its next start.
 */
export const state0006: Migration = {
  version: 6,
  name: 'segment-periods',
  sql: `
ALTER TABLE segment_runtimes ADD COLUMN shown_since INTEGER;

CREATE TABLE segment_periods (
  segment TEXT    NOT NULL,
  since   INTEGER NOT NULL,
  until   INTEGER NOT NULL,
  PRIMARY KEY (segment, since)
) STRICT, WITHOUT ROWID;
`,
};
