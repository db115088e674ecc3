import type { Migration } from './migrate.js';

/** Erasures and partings: what is asked for is kept until it is done; ids of erased people are known by a digest alone. */
export const state0005: Migration = {
  version: 5,
  name: 'corrections',
  sql: `
CREATE TABLE corrections (
  id           TEXT    PRIMARY KEY,
  site         INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  subject      TEXT    NOT NULL,
  result       TEXT,
  requested_by TEXT    NOT NULL,
  requested_at INTEGER NOT NULL,
  finished_at  INTEGER
) STRICT;
CREATE INDEX corrections_by_site ON corrections (site, requested_at, id);

CREATE TABLE suppressions (
  site   INTEGER NOT NULL,
  digest TEXT    NOT NULL,
  since  INTEGER NOT NULL,
  PRIMARY KEY (site, digest)
) STRICT, WITHOUT ROWID;

-- Kept by each flush, so that a replay counts none twice.
CREATE TABLE suppressed_events (
  site    INTEGER PRIMARY KEY,
  dropped INTEGER NOT NULL
) STRICT;

-- A claim that was parted from one user may become a second claim of another.
DROP INDEX identities_by_value;
CREATE INDEX identities_by_value ON identities (site, kind, value, ifnull(claimed_by, ''));
`,
};
