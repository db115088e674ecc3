import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes, schedule, inherited_from, roles`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** Roles that a segment gives its members, of each version its own; those from before give none. */
export const state0016: Migration = {
  version: 16,
  name: 'segment roles',
  sql: `
ALTER TABLE segments ADD COLUMN roles TEXT NOT NULL DEFAULT '[]';
ALTER TABLE segment_versions ADD COLUMN roles TEXT NOT NULL DEFAULT '[]';
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
