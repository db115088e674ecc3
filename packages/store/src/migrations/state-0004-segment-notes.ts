import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** What an editor keeps beside a segment's criteria, of each version its own; none of those from before. */
export const state0004: Migration = {
  version: 4,
  name: 'segment notes',
  sql: `
ALTER TABLE segments ADD COLUMN notes TEXT;
ALTER TABLE segment_versions ADD COLUMN notes TEXT;
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
