import type { Migration } from './migrate.js';

/**
 * What was counted of profiles' pasts and is not yet part of their rows: rewriting a million rows for one new condition
 * takes minutes, adding a million short ones in the order of their key takes seconds.
 */
export const state0007: Migration = {
  version: 7,
  name: 'pasts',
  sql: `
CREATE TABLE pasts (
  profile INTEGER NOT NULL,
  -- Of a leaf or of a membership set; they are numbered together.
  number  INTEGER NOT NULL,
  body    TEXT    NOT NULL,
  PRIMARY KEY (profile, number)
) STRICT, WITHOUT ROWID;
-- When they may change by time alone: of each leaf and hour (since 1970) profiles and instants, as [profile, instant, ...].
CREATE TABLE past_dues (
  hour   INTEGER NOT NULL,
  number INTEGER NOT NULL,
  dues   TEXT    NOT NULL,
  PRIMARY KEY (hour, number)
) STRICT, WITHOUT ROWID;
`,
};
