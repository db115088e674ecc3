import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by, notes, schedule, inherited_from`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/** Segments of the global site stand in every other site, each under the id of the one that it is of; none from before do. */
export const state0014: Migration = {
  version: 14,
  name: 'global segments',
  sql: `
ALTER TABLE segments ADD COLUMN inherited_from TEXT;
ALTER TABLE segment_versions ADD COLUMN inherited_from TEXT;
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
