import type { Migration } from './migrate.js';

/** Why an export failed, as a code too; of those from before there is the sentence alone. */
export const state0018: Migration = {
  version: 18,
  name: 'export error codes',
  sql: 'ALTER TABLE export_runs ADD COLUMN error_code TEXT;',
};
