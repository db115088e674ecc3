import type { Migration } from './migrate.js';

/** What is neither a person nor an account gets its number from a counter of its own, which goes on where the one ended. */
export const state0021: Migration = {
  version: 21,
  name: 'numbers',
  sql: `
ALTER TABLE checkpoint ADD COLUMN next_number INTEGER NOT NULL DEFAULT 1;
UPDATE checkpoint SET next_number = next_identity;
`,
};
