import type { Migration } from './migrate.js';

/** Accounts become members of sets: by a number, as people are; 0 until the engine has given them one. */
export const state0002: Migration = {
  version: 2,
  name: 'accounts',
  sql: `
ALTER TABLE groups ADD COLUMN number   INTEGER NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN changes  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN switched INTEGER NOT NULL DEFAULT 0;
-- Of an enter or exit of an account its id; profile holds its number.
ALTER TABLE membership_changes ADD COLUMN account TEXT;
`,
};
