import type { Migration } from './migrate.js';

const columns = `id, site, key, subject, name, description, criteria, include_guests, includes, excludes, public, active,
  kind, version, created_at, updated_at, updated_by`;
const values = columns.replace(/\w+/g, 'NEW.$&');

/**
 * Every version that a segment had, in the columns of segments. Triggers write them, so that a version and its record are
 * one statement; definitions know no transactions. Of segments from before only the present version is known.
 */
export const state0003: Migration = {
  version: 3,
  name: 'segment versions',
  sql: `
CREATE TABLE segment_versions (
  id             TEXT    NOT NULL,
  site           INTEGER NOT NULL,
  key            TEXT    NOT NULL,
  subject        TEXT    NOT NULL,
  name           TEXT    NOT NULL,
  description    TEXT    NOT NULL,
  criteria       TEXT    NOT NULL,
  include_guests INTEGER NOT NULL,
  includes       TEXT    NOT NULL,
  excludes       TEXT    NOT NULL,
  public         INTEGER NOT NULL,
  active         INTEGER NOT NULL,
  kind           TEXT    NOT NULL,
  version        INTEGER NOT NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  updated_by     TEXT    NOT NULL,
  PRIMARY KEY (site, id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO segment_versions (${columns}) SELECT ${columns} FROM segments;
CREATE TRIGGER segment_created AFTER INSERT ON segments BEGIN
  INSERT INTO segment_versions (${columns}) VALUES (${values});
END;
CREATE TRIGGER segment_changed AFTER UPDATE ON segments WHEN NEW.version <> OLD.version BEGIN
  INSERT INTO segment_versions (${columns}) VALUES (${values});
END;
CREATE TRIGGER segment_deleted AFTER DELETE ON segments BEGIN
  DELETE FROM segment_versions WHERE site = OLD.site AND id = OLD.id;
END;
`,
};
