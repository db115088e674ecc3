import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes, schedule`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** When batch segments run, of each version its own, and what the engine keeps of their runs; none from before. */
export const state0012: Migration = {
  version: 12,
  name: 'batch segments',
  sql: `
ALTER TABLE segments ADD COLUMN schedule TEXT;
ALTER TABLE segment_versions ADD COLUMN schedule TEXT;
ALTER TABLE segment_runtimes ADD COLUMN batch TEXT;
DROP TRIGGER segment_created;
DROP TRIGGER segment_changed;
CREATE TRIGGER segment_created AFTER INSERT ON segments BEGIN
  INSERT INTO segment_versions (${columns}) VALUES (${values});
END;
CREATE TRIGGER segment_changed AFTER UPDATE ON segments WHEN NEW.version <> OLD.version BEGIN
  INSERT INTO segment_versions (${columns}) VALUES (${values});
END;
`,
};
