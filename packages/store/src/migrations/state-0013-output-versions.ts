import type { Migration } from './migrate.js';

/** Exports and webhooks can be changed, by whoever has seen the version that they are at; those from before are at 1. */
export const state0013: Migration = {
  version: 13,
  name: 'output versions',
  sql: `
ALTER TABLE exports ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE webhooks ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
`,
};
