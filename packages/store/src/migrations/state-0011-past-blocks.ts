import type { Migration } from './migrate.js';

/**
 * What was counted of pasts, of 32 neighbouring profiles a row. A row a profile cost as much processor time as all else that
 * a count does: a million rows for one condition. Nothing is deleted when a profile comes to hold what was counted; it
 * remembers up to which sequence, which is never given twice.
 */
export const state0011: Migration = {
  version: 11,
  name: 'past blocks',
  sql: `
CREATE TABLE past_blocks (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  -- Number of a profile divided by 32.
  block    INTEGER NOT NULL,
  -- Of a leaf or of a membership set; they are numbered together.
  number   INTEGER NOT NULL,
  -- Of each profile a line with its number, a blank and what was counted; the first line is empty, each ends.
  body     TEXT    NOT NULL
) STRICT;
-- With the sequence, which is the row's id: what a profile does not hold yet is found without reading the rest.
CREATE INDEX past_blocks_of ON past_blocks (block);
INSERT INTO past_blocks (block, number, body)
  SELECT profile / 32, number, char(10) || group_concat(profile || ' ' || body, char(10)) || char(10)
  FROM pasts GROUP BY number, profile / 32 ORDER BY number, profile / 32;
DROP TABLE pasts;
`,
};
