import type { Migration } from './migrate.js';

/** Who did what by hand with what is kept of people; of before there is only what corrections tell. */
export const state0019: Migration = {
  version: 19,
  name: 'audit',
  sql: `
CREATE TABLE audit_entries (
  id      INTEGER PRIMARY KEY,
  site    INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  by      TEXT    NOT NULL,
  action  TEXT    NOT NULL,
  -- Null once they were erased, and where it is about nobody.
  profile INTEGER,
  -- Names, as a JSON list; never values.
  traits  TEXT    NOT NULL
) STRICT;
CREATE INDEX audit_by_site ON audit_entries (site, id);
CREATE INDEX audit_by_profile ON audit_entries (profile, id) WHERE profile IS NOT NULL;
CREATE INDEX audit_by_time ON audit_entries (at);
`,
};
