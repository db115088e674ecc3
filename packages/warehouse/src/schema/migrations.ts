import { type Fragment, sql } from '../statement.js';

/** One step of the schema. A landed step is never edited; a change is a new step. */
export interface Migration {
  readonly version: number;
  readonly title: string;
  readonly statements: readonly Fragment[];
}

/**
 * Inserts of the same block again are dropped within the last 20,000; the data of an insert is on disk before it is
 * acknowledged, because the outbox forgets it then.
 */
const appended = sql`SETTINGS non_replicated_deduplication_window = 20000, fsync_after_insert = 1, fsync_part_directory = 1`;
const replaced = sql`SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

const first: Migration = {
  version: 1,
  title: 'events, profiles, identities, groups, memberships',
  statements: [
    // Sorted for "events of this name by identity in a window": one run a part, in which identities compress to nothing.
    // Times are not compressed: with 12 M rows counted, that took a tenth off the question (4 bytes an event dearer).
    sql`CREATE TABLE IF NOT EXISTS events (
      site UInt32,
      name LowCardinality(String),
      identity UInt64 CODEC(LZ4),
      time Int64 CODEC(NONE),
      position UInt64 CODEC(T64, LZ4),
      messageId String,
      type LowCardinality(String),
      receivedAt Int64 CODEC(T64, LZ4),
      userId Nullable(String),
      anonymousId Nullable(String),
      properties JSON(max_dynamic_paths = 1024),
      context JSON(max_dynamic_paths = 1024)
    ) ENGINE = MergeTree ORDER BY (site, name, identity, time) ${appended}`,
    sql`CREATE TABLE IF NOT EXISTS profiles (
      site UInt32,
      id UInt64,
      version UInt64,
      deleted UInt8,
      userId Nullable(String),
      fields JSON(max_dynamic_paths = 16),
      traits JSON(max_dynamic_paths = 1024),
      account Array(String),
      organization Array(String),
      userGroup Array(String),
      team Array(String),
      role Array(String),
      firstSeen Int64,
      lastSeen Int64
    ) ENGINE = ReplacingMergeTree(version) ORDER BY (site, id) ${replaced}`,
    sql`CREATE TABLE IF NOT EXISTS identities (
      site UInt32,
      identity UInt64,
      profile UInt64,
      version UInt64
    ) ENGINE = ReplacingMergeTree(version) ORDER BY (site, identity) ${replaced}`,
    sql`CREATE TABLE IF NOT EXISTS groups (
      site UInt32,
      kind LowCardinality(String),
      id String,
      version UInt64,
      deleted UInt8,
      parent Nullable(String),
      fields JSON(max_dynamic_paths = 16),
      traits JSON(max_dynamic_paths = 1024)
    ) ENGINE = ReplacingMergeTree(version) ORDER BY (site, kind, id) ${replaced}`,
    sql`CREATE TABLE IF NOT EXISTS memberships (
      site UInt32,
      id String,
      segment LowCardinality(String),
      profile UInt64,
      entered UInt8,
      at Int64 CODEC(T64, LZ4),
      cause String
    ) ENGINE = MergeTree ORDER BY (site, segment, at) ${appended}`,
  ],
};

/** What an event's properties are called, one row a path: asking the events themselves reads their whole JSON. */
const seenOn = sql`SELECT DISTINCT site, name, arrayJoin(JSONAllPaths(properties)) AS path FROM events WHERE name != ''`;

const second: Migration = {
  version: 2,
  title: 'properties of each event',
  statements: [
    sql`CREATE TABLE IF NOT EXISTS event_properties (
      site UInt32,
      name LowCardinality(String),
      path String
    ) ENGINE = ReplacingMergeTree ORDER BY (site, name, path) ${replaced}`,
    sql`CREATE MATERIALIZED VIEW IF NOT EXISTS event_properties_seen TO event_properties AS ${seenOn}`,
    sql`INSERT INTO event_properties ${seenOn} SETTINGS max_threads = 1`,
  ],
};

const third: Migration = {
  version: 3,
  title: 'numbers of accounts, for bitmaps',
  statements: [sql`ALTER TABLE groups ADD COLUMN IF NOT EXISTS number UInt64 DEFAULT 0`],
};

const fourth: Migration = {
  version: 4,
  title: 'order of the enters and exits of one member',
  // Of rows from before it is read off their ids.
  statements: [
    sql`ALTER TABLE memberships ADD COLUMN IF NOT EXISTS number UInt64
      DEFAULT toUInt64OrZero(arrayElement(splitByChar('.', id), -1))`,
  ],
};

const fifth: Migration = {
  version: 5,
  title: 'which import brought an event',
  // 0: it came live, or before this was noted. Hardly ever changes from row to row, so it takes next to no room.
  statements: [sql`ALTER TABLE events ADD COLUMN IF NOT EXISTS import UInt32 DEFAULT 0 CODEC(T64, LZ4)`],
};

const sixth: Migration = {
  version: 6,
  title: 'times of events by identity',
  // Empty at first: `EventTimes` fills it once no insert is under way whose outcome is unknown.
  // Times are not compressed, as in events. An insert that comes again is dropped here by its token too.
  statements: [
    sql`CREATE TABLE IF NOT EXISTS event_times (
      site UInt32,
      name LowCardinality(String),
      identity UInt64 CODEC(Delta, LZ4),
      times SimpleAggregateFunction(groupArrayArray, Array(Int64)) CODEC(NONE)
    ) ENGINE = AggregatingMergeTree ORDER BY (site, name, identity) ${appended}`,
    sql`CREATE MATERIALIZED VIEW IF NOT EXISTS event_times_seen TO event_times AS
      SELECT site, name, identity, groupArray(time) AS times FROM events WHERE name != '' GROUP BY site, name, identity`,
  ],
};

export const migrations: readonly Migration[] = [first, second, third, fourth, fifth, sixth];
