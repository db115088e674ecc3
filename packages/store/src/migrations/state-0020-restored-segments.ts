import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes, schedule, inherited_from, roles, editors, restored`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** Which earlier version a version of a segment brought back; of those from before it is not known, so none. */
export const state0020: Migration = {
  version: 20,
  name: 'restored segments',
  sql: `
ALTER TABLE segments ADD COLUMN restored INTEGER;
ALTER TABLE segment_versions ADD COLUMN restored INTEGER;
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
