import type { Migration } from './migrate.js';

export const state0001: Migration = {
  version: 1,
  name: 'state-and-definitions',
  sql: `
CREATE TABLE checkpoint (
  id            INTEGER PRIMARY KEY CHECK (id = 1),
  position      INTEGER NOT NULL,
  next_identity INTEGER NOT NULL,
  clock         INTEGER NOT NULL
) STRICT;
INSERT INTO checkpoint (id, position, next_identity, clock) VALUES (1, 0, 1, 0);

CREATE TABLE identities (
  id         INTEGER PRIMARY KEY,
  site       INTEGER NOT NULL,
  kind       TEXT    NOT NULL CHECK (kind IN ('user', 'anonymous')),
  value      TEXT    NOT NULL,
  claimed_by TEXT,
  current    INTEGER NOT NULL,
  profile    INTEGER NOT NULL
) STRICT;
-- Also serves every lookup by value: the claims of one anonymous id are a handful of neighbours.
CREATE UNIQUE INDEX identities_by_value ON identities (site, kind, value, ifnull(claimed_by, ''));
CREATE INDEX identities_by_profile ON identities (profile);

CREATE TABLE profiles (
  id     INTEGER PRIMARY KEY,
  site   INTEGER NOT NULL,
  body   TEXT    NOT NULL,
  due_at INTEGER
) STRICT;
CREATE INDEX profiles_by_site ON profiles (site, id);
CREATE INDEX profiles_due ON profiles (due_at, id) WHERE due_at IS NOT NULL;

-- Kept by each flush, so that the number of profiles is not a scan.
CREATE TABLE profile_counts (
  site     INTEGER PRIMARY KEY,
  profiles INTEGER NOT NULL
) STRICT;

CREATE TABLE groups (
  site   INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  id     TEXT    NOT NULL,
  parent TEXT,
  traits TEXT    NOT NULL,
  PRIMARY KEY (site, kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_members (
  site     INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  group_id TEXT    NOT NULL,
  profile  INTEGER NOT NULL,
  PRIMARY KEY (site, kind, group_id, profile)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_members_by_profile ON group_members (profile);

CREATE TABLE memberships (
  set_id  INTEGER NOT NULL,
  profile INTEGER NOT NULL,
  since   INTEGER NOT NULL,
  PRIMARY KEY (set_id, profile)
) STRICT, WITHOUT ROWID;

-- Kept by each flush, so that sizes are known at start without counting millions of rows.
CREATE TABLE membership_sets (
  set_id  INTEGER PRIMARY KEY,
  members INTEGER NOT NULL
) STRICT;

CREATE TABLE membership_changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT    NOT NULL UNIQUE,
  site     INTEGER NOT NULL,
  segment  TEXT    NOT NULL,
  profile  INTEGER NOT NULL,
  kind     TEXT    NOT NULL CHECK (kind IN ('entered', 'exited')),
  at       INTEGER NOT NULL,
  cause    TEXT    NOT NULL
) STRICT;
CREATE INDEX membership_changes_by_site ON membership_changes (site, sequence);
CREATE INDEX membership_changes_by_segment ON membership_changes (site, segment, sequence);
CREATE INDEX membership_changes_by_profile ON membership_changes (site, profile, sequence);

CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  table_name TEXT    NOT NULL,
  body       TEXT    NOT NULL,
  rows       INTEGER NOT NULL
) STRICT;

CREATE TABLE forward_batches (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  first INTEGER NOT NULL,
  last  INTEGER NOT NULL
) STRICT;

CREATE TABLE sites (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  slug       TEXT    NOT NULL UNIQUE,
  name       TEXT    NOT NULL,
  time_zone  TEXT    NOT NULL,
  week_start INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE keys (
  id           TEXT    PRIMARY KEY,
  site         INTEGER NOT NULL,
  type         TEXT    NOT NULL,
  role         TEXT,
  name         TEXT    NOT NULL,
  hash         TEXT    NOT NULL UNIQUE,
  hint         TEXT    NOT NULL,
  publishable  TEXT,
  created_at   INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX keys_by_site ON keys (site, created_at);

CREATE TABLE users (
  id            TEXT    PRIMARY KEY,
  email         TEXT    NOT NULL UNIQUE,
  name          TEXT    NOT NULL,
  password_hash TEXT    NOT NULL,
  role          TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE studio_sessions (
  token_hash TEXT    PRIMARY KEY,
  user       TEXT    NOT NULL,
  csrf       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX studio_sessions_by_expiry ON studio_sessions (expires_at);

CREATE TABLE segments (
  id             TEXT    PRIMARY KEY,
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
  UNIQUE (site, key)
) STRICT;

CREATE TABLE segment_runtimes (
  segment       TEXT    PRIMARY KEY,
  state         TEXT    NOT NULL,
  shown_version INTEGER,
  set_id        INTEGER,
  shown         TEXT,
  error         TEXT,
  updated_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE leaves (
  id         INTEGER PRIMARY KEY,
  site       INTEGER NOT NULL,
  key        TEXT    NOT NULL,
  definition TEXT    NOT NULL,
  keep       INTEGER NOT NULL,
  state      TEXT    NOT NULL
) STRICT;

CREATE TABLE webhooks (
  id         TEXT    PRIMARY KEY,
  site       INTEGER NOT NULL,
  url        TEXT    NOT NULL,
  segments   TEXT,
  secret     TEXT    NOT NULL,
  active     INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_by_site ON webhooks (site, created_at);

CREATE TABLE deliveries (
  id              TEXT    PRIMARY KEY,
  webhook         TEXT    NOT NULL,
  site            INTEGER NOT NULL,
  body            TEXT    NOT NULL,
  state           TEXT    NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_at INTEGER NOT NULL,
  last_status     INTEGER,
  last_error      TEXT,
  created_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_due ON deliveries (state, next_attempt_at, created_at, id);
CREATE INDEX deliveries_by_webhook ON deliveries (site, webhook, created_at, id);

CREATE TABLE rejected_events (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  site        INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  code        TEXT    NOT NULL,
  message     TEXT    NOT NULL,
  path        TEXT    NOT NULL,
  body        TEXT    NOT NULL
) STRICT;
CREATE INDEX rejected_events_by_site ON rejected_events (site, id);

CREATE TABLE jobs (
  id         TEXT    PRIMARY KEY,
  site       INTEGER NOT NULL,
  type       TEXT    NOT NULL,
  state      TEXT    NOT NULL,
  done       INTEGER NOT NULL,
  total      INTEGER,
  detail     TEXT    NOT NULL,
  error      TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX jobs_by_site ON jobs (site, created_at, id);

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
