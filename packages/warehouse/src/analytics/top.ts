import { numberAt, rowsOf, textAt, unreadable } from '../answer.js';
import type { Question } from '../contract.js';
import { propertyColumns } from '../sql/columns.js';
import { joinedIdentities } from '../sql/identities.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, render, sql, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Ranked } from './contract.js';
import { restriction } from './restriction.js';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Pages by path or events by name, the most people first; of the members, or of everyone (null). Both ends count. */
export async function top(
  transport: Transport,
  site: number,
  what: 'pages' | 'events',
  members: Question | null,
  range: Range,
  limit: number,
): Promise<readonly Ranked[]> {
  const { one } = propertyColumns('properties', 'path');
  const value = what === 'pages' ? sql`ifNull(coalesce(${one('t')}, ${one('f')}), '')` : sql`toString(name)`;
  const rows = what === 'pages' ? sql`name = 'Page Viewed'` : sql`name != ''`;
  const byIdentity = sql`SELECT identity, ${value} AS value, count() AS counted FROM events
    WHERE site = ${uint32(site)} AND ${rows} AND ${within(range)} GROUP BY identity, value HAVING value != ''`;
  const { definitions, condition } = restriction(members, sql`profile`);
  const statement = render(sql`${definitions} SELECT value, uniqExact(profile) AS people, sum(counted) AS total
    FROM (${profiled(site, byIdentity, sql`value, counted`)}) WHERE ${condition}
    GROUP BY value ORDER BY people DESC, total DESC, value LIMIT ${whole(limit)}
    ${settings('report')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'report' })).map((row) => ({
    value: textAt(row, 0),
    people: numberAt(row, 1),
    count: numberAt(row, 2),
  }));
}

/** People with any event in the range. */
export async function activePeople(
  transport: Transport,
  site: number,
  members: Question | null,
  range: Range,
): Promise<number> {
  const byIdentity = sql`SELECT DISTINCT identity FROM events
    WHERE site = ${uint32(site)} AND name != '' AND ${within(range)}`;
  const { definitions, condition } = restriction(members, sql`profile`);
  const statement = render(sql`${definitions} SELECT uniqExact(profile)
    FROM (${profiled(site, byIdentity, sql`1`)}) WHERE ${condition} ${settings('report')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, { purpose: 'report' }));
  if (row === undefined) throw unreadable();
  return numberAt(row, 0);
}

function within({ from, to }: Range): Fragment {
  return sql`time >= ${int64(from)} AND time <= ${int64(to)}`;
}

function profiled(site: number, byIdentity: Fragment, columns: Fragment): Fragment {
  return sql`SELECT if(map.joined = 1, map.profile, by_identity.identity) AS profile, ${columns}
    FROM (${byIdentity}) AS by_identity LEFT ANY JOIN ${joinedIdentities(site)} AS map ON by_identity.identity = map.identity`;
}
