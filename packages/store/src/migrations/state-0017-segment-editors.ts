import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes, schedule, inherited_from, roles, editors`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** Who may change a segment, of each version its own; those from before may be changed by every editor of their site. */
export const state0017: Migration = {
  version: 17,
  name: 'segment editors',
  sql: `
ALTER TABLE segments ADD COLUMN editors TEXT;
ALTER TABLE segment_versions ADD COLUMN editors TEXT;
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
