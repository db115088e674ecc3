import type { Migration } from './migrate.js';

/** Segments by place did not follow those who moved: where a site has such, all of its segments are counted anew. */
export const state0022: Migration = {
  version: 22,
  name: 'places',
  sql: `
INSERT INTO settings (name, value)
SELECT DISTINCT 'engine.counts.' || site, 'owed' FROM segments WHERE active = 1 AND criteria LIKE '%"near"%'
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
`,
};
