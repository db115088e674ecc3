import type { Migration } from './migrate.js';

/** Exports of members: the plans of those that come again and again, and each run. */
export const state0010: Migration = {
  version: 10,
  name: 'exports',
  sql: `
CREATE TABLE exports (
  id         TEXT    PRIMARY KEY,
  site       INTEGER NOT NULL,
  segment    TEXT    NOT NULL,
  format     TEXT    NOT NULL,
  traits     TEXT    NOT NULL,
  schedule   TEXT    NOT NULL,
  keep       INTEGER NOT NULL,
  next_at    INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT    NOT NULL
) STRICT;
CREATE INDEX exports_due ON exports (next_at);

CREATE TABLE export_runs (
  id          TEXT    PRIMARY KEY,
  site        INTEGER NOT NULL,
  export      TEXT,
  segment     TEXT    NOT NULL,
  format      TEXT    NOT NULL,
  traits      TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  done        INTEGER NOT NULL,
  total       INTEGER,
  as_of       INTEGER,
  bytes       INTEGER,
  error       TEXT,
  created_at  INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX export_runs_by_site ON export_runs (site, created_at, id);
CREATE INDEX export_runs_by_state ON export_runs (state, created_at);
`,
};
