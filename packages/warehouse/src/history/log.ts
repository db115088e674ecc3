import { joinedIdentities } from '../sql/identities.js';
import { type Fragment, int64, join, sql, text, texts, uint32, uint64s } from '../statement.js';
import type { KnownPeriod, Moment } from './contract.js';

/** Later than any instant: where a stay or a period has not ended. */
export const never = Number.MAX_SAFE_INTEGER;

/**
 * Causes of enters that were found by counting the past: their instant is that of the count, not one at which anybody did
 * anything.
 */
export const notCounted = sql`cause NOT IN ('backfill', 'import')`;

/** Rows `segment`, `since`, `until` (the first instant that is out of it), `number` from 1. */
export function periodRows(periods: readonly KnownPeriod[]): Fragment {
  const segments = texts(periods.map(({ segment }) => segment));
  const since = uint64s(periods.map((period) => period.since));
  const until = uint64s(periods.map((period) => period.until ?? never));
  return sql`(SELECT each.1 AS segment, toInt64(each.2) AS since, toInt64(each.3) AS until, each.4 AS period
    FROM (SELECT arrayJoin(arrayZip(${segments}, ${since}, ${until}, arrayEnumerate(${segments}))) AS each))`;
}

/** The rows of the log that belong to these periods, up to an instant. Key: (site, segment, at). */
export function logOf(site: number, periods: readonly KnownPeriod[], until: number): Fragment {
  const segments = texts([...new Set(periods.map(({ segment }) => segment))]);
  return sql`memberships AS log INNER JOIN ${periodRows(periods)} AS known ON log.segment = known.segment
    WHERE log.site = ${uint32(site)} AND log.segment IN ${segments} AND log.at <= ${int64(until)}
      AND log.at >= known.since AND log.at <= known.until`;
}

/** Moments that are asked about by conditions; of more a join with them costs less than comparing each row with all. */
const fewMoments = 8;

/**
 * Who was in, one row each: `segment`, `profile`, `since`. Of each member the latest row up to the instant says it; their
 * numbers grow with each enter or exit of the member. Costs the rows of these segments' periods up to then.
 */
export function membersAt(site: number, moments: readonly Moment[], among?: Fragment): Fragment {
  const restricted = among === undefined ? sql`` : sql` AND log.profile IN (${among})`;
  return sql`(SELECT log.segment AS segment, log.profile AS profile, max(log.at) AS since
    FROM ${moments.length > fewMoments ? momentsJoined(site, moments) : momentsAlone(site, moments)}${restricted}
    GROUP BY segment, profile HAVING argMax(log.entered, log.number) = 1)`;
}

/** Without the join: of 600,000 rows 0.2 s instead of 1.0, both on a busy machine. */
function momentsAlone(site: number, moments: readonly Moment[]): Fragment {
  const each = moments.map(
    ({ segment, since, at }) =>
      sql`(log.segment = ${text(segment)} AND log.at >= ${int64(since)} AND log.at <= ${int64(at)})`,
  );
  return sql`memberships AS log WHERE log.site = ${uint32(site)} AND (${each.length === 0 ? sql`0` : join(each, ' OR ')})`;
}

function momentsJoined(site: number, moments: readonly Moment[]): Fragment {
  const latest = Math.max(0, ...moments.map(({ at }) => at));
  return logOf(
    site,
    moments.map(({ segment, since, at }) => ({ segment, since, until: at })),
    latest,
  );
}

/**
 * Stays in segments, one row each: `segment`, `profile`, `entered_at`, `left_at`, `cause`. A stay that the end of a period
 * cut off ends with it; one that lasts ends `never`.
 */
export function stays(site: number, periods: readonly KnownPeriod[], until: number, among?: Fragment): Fragment {
  const restricted = among === undefined ? sql`` : sql` AND log.profile IN (${among})`;
  return sql`(SELECT segment, profile, at AS entered_at, next AS left_at, cause FROM (
    SELECT log.segment AS segment, log.profile AS profile, log.at AS at, log.entered AS entered, log.cause AS cause,
      leadInFrame(log.at, 1, known.until) OVER (PARTITION BY known.period, log.profile ORDER BY log.number
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next
    FROM ${logOf(site, periods, until)}${restricted}) WHERE entered = 1)`;
}

/** Who somebody has become: the profile that rows of `log` are of now, with `moved` where that is another. */
export function present(site: number, rows: Fragment): Fragment {
  return sql`(SELECT if(map.joined = 1, map.profile, log.profile) AS person,
      map.joined = 1 AND map.profile != log.profile AS moved, log.cause AS cause
    FROM (${rows}) AS log LEFT ANY JOIN ${joinedIdentities(site)} AS map ON log.profile = map.identity)`;
}
