import type { Migration } from './migrate.js';

/**
 * Imports with who brought them in and when, and beside them what each changed of what is known of people: by that it can
 * be undone. What imports from before changed was not noted; they stay jobs and are no rows here.
 */
export const state0015: Migration = {
  version: 15,
  name: 'imports',
  sql: `
-- Numbers mark rows, also in the warehouse, and are never given twice.
CREATE TABLE imports (
  number            INTEGER PRIMARY KEY AUTOINCREMENT,
  id                TEXT    NOT NULL UNIQUE,
  site              INTEGER NOT NULL,
  kind              TEXT    NOT NULL,
  name              TEXT,
  state             TEXT    NOT NULL,
  requested_by      TEXT    NOT NULL,
  started_at        INTEGER NOT NULL,
  finished_at       INTEGER,
  accepted          INTEGER NOT NULL,
  rejected          INTEGER NOT NULL,
  duplicates        INTEGER,
  undoable          INTEGER NOT NULL,
  undo_requested_by TEXT,
  undo_requested_at INTEGER,
  undo_done         INTEGER NOT NULL,
  undo_total        INTEGER,
  undone_at         INTEGER,
  erased_events     INTEGER NOT NULL,
  removed_people    INTEGER NOT NULL,
  restored_people   INTEGER NOT NULL
) STRICT;
CREATE INDEX imports_by_site ON imports (site, number);

-- Rows are only added while an import runs: several of one identity are read in the order of their ids.
CREATE TABLE import_changes (
  id       INTEGER PRIMARY KEY,
  import   INTEGER NOT NULL,
  identity INTEGER NOT NULL,
  created  INTEGER NOT NULL,
  body     TEXT    NOT NULL
) STRICT;
CREATE INDEX import_changes_by_import ON import_changes (import, identity, created);
CREATE INDEX import_changes_by_identity ON import_changes (identity);
`,
};
