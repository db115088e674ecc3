import { numberAt, rowsOf, textAt } from '../answer.js';
import { settings } from '../sql/settings.js';
import { type Fragment, int64, render, sql, text, uint32 } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Flow, History, KnownPeriod, Moment } from './contract.js';
import { membersAt, notCounted, present, stays } from './log.js';

interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Whose guest profile became part of a user's did not leave by that, hence no row of a merge of somebody who has moved.
 * All others are followed under who they are now.
 */
export async function destinations(
  transport: Transport,
  site: number,
  period: KnownPeriod,
  range: Range,
  segments: readonly Moment[],
): ReturnType<History['destinations']> {
  const left = sql`SELECT profile, cause FROM memberships
    WHERE site = ${uint32(site)} AND segment = ${text(period.segment)} AND ${within(period, range)} AND entered = 0`;
  const leavers = sql`SELECT DISTINCT person FROM ${present(site, left)} WHERE NOT (moved AND cause = 'merge')`;
  const inside = sql`SELECT segment, profile FROM ${membersAt(site, segments, leavers)}`;
  return flowOf(transport, leavers, segments.length === 0 ? null : inside);
}

/** A stay that ended at the very instant of the entering counts: that is how one comes from there. */
export async function origins(
  transport: Transport,
  site: number,
  period: KnownPeriod,
  range: Range,
  segments: readonly KnownPeriod[],
): ReturnType<History['origins']> {
  const entrants = sql`SELECT profile, min(at) AS first FROM memberships
    WHERE site = ${uint32(site)} AND segment = ${text(period.segment)} AND ${within(period, range)} AND entered = 1
      AND ${notCounted} GROUP BY profile`;
  const people = sql`SELECT profile FROM (${entrants})`;
  const before = sql`SELECT stay.segment AS segment, stay.profile AS profile
    FROM ${stays(site, segments, range.to, people)} AS stay INNER JOIN (${entrants}) AS come ON stay.profile = come.profile
    WHERE stay.entered_at < come.first AND stay.left_at >= come.first`;
  return flowOf(transport, people, segments.length === 0 ? null : before);
}

function within(period: KnownPeriod, { from, to }: Range): Fragment {
  return sql`at >= ${int64(Math.max(from, period.since))} AND at <= ${int64(Math.min(to, period.until ?? to))}`;
}

async function flowOf(transport: Transport, people: Fragment, inside: Fragment | null): Promise<Flow> {
  const ask = async (statement: Fragment) =>
    rowsOf(
      await transport.run(render(sql`${statement} ${settings('report')} FORMAT JSONCompactEachRow`), {
        purpose: 'report',
      }),
    );
  const [counted] = await ask(sql`SELECT count() FROM (${people})`);
  const members = counted === undefined ? 0 : numberAt(counted, 0);
  if (inside === null || members === 0) return { members, segments: new Map(), none: members };
  const rows = await ask(sql`SELECT toString(segment), uniqExact(profile) FROM (${inside}) GROUP BY segment
    UNION ALL SELECT '', uniqExact(profile) FROM (${inside})`);
  const segments = new Map(rows.map((row) => [textAt(row, 0), numberAt(row, 1)]));
  const somewhere = segments.get('') ?? 0;
  segments.delete('');
  return { members, segments, none: members - somewhere };
}
