import type { Migration } from './migrate.js';

/** A user may have a role of their own on each site, and none on the others. Whoever was there keeps theirs everywhere. */
export const state0009: Migration = {
  version: 9,
  name: 'roles by site',
  sql: `
CREATE TABLE users_by_site (
  id            TEXT    PRIMARY KEY,
  email         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL,
  role          TEXT,
  site_roles    TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;
INSERT INTO users_by_site SELECT id, email, name, password_hash, role, '{}', created_at FROM users;
DROP TABLE users;
ALTER TABLE users_by_site RENAME TO users;
CREATE INDEX studio_sessions_by_user ON studio_sessions (user);
`,
};
