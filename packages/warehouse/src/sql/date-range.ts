import {
  type Calendar,
  type InstantRange,
  isDaysAhead,
  type PropertyNode,
  parseDate,
  yearlyDays,
  yearlyEdges,
} from '@kindred/criteria';
import { type Fragment, float64, float64s, join, sql } from '../statement.js';
import { type Alternative, unfit } from './alternative.js';
import type { PropertyColumns } from './columns.js';
import { localBound } from './local-bound.js';

/** Instants have bounds; local times have those bounds in the site's zone, so the engine does no zone arithmetic. */
export function rangeAlternatives(
  { from, to }: InstantRange,
  { one, many }: PropertyColumns,
  calendar: Calendar,
): readonly Alternative[] {
  const within = (low: number, high: number) => (value: Fragment) => {
    const bounds: Fragment[] = [];
    if (low !== Number.NEGATIVE_INFINITY) bounds.push(sql`${value} >= ${float64(low)}`);
    if (high !== Number.POSITIVE_INFINITY) bounds.push(sql`${value} < ${float64(high)}`);
    return bounds.length === 0 ? sql`isNotNull(${value})` : sql`(${join(bounds, ' AND ')})`;
  };
  const local = (bound: number): number => (Number.isFinite(bound) ? localBound(bound, calendar) : bound);
  return [
    { one: one('d'), many: many('D'), holds: within(from, to) },
    { one: one('w'), many: many('W'), holds: within(local(from), local(to)) },
  ];
}

/** The edges of the days that count, of all years that dates can have: inside is behind an odd number of them. */
export function anniversaryAlternatives(
  node: PropertyNode,
  { one, many }: PropertyColumns,
  calendar: Calendar,
  now: number,
): readonly Alternative[] {
  if (node.value === undefined || !isDaysAhead(node.value)) throw unfit(node);
  const edges = edgesOf(yearlyEdges(yearlyDays(now, node.value.days, calendar)), calendar);
  const inside = (bounds: readonly number[]) => {
    const list = float64s(bounds);
    return (value: Fragment) => sql`(arrayCount(edge -> edge <= ${value}, ${list}) % 2 = 1)`;
  };
  return [
    { one: one('d'), many: many('D'), holds: inside(edges.instants) },
    { one: one('w'), many: many('W'), holds: inside(edges.locals) },
  ];
}

/** Where days begin: as instants, and the first local times of these, which in a gap before midnight are of the day before. */
function edgesOf(
  midnights: readonly number[],
  calendar: Calendar,
): { readonly instants: readonly number[]; readonly locals: readonly number[] } {
  const instantOf = (local: number) => parseDate(new Date(local).toISOString().slice(0, -1), calendar);
  const instants: number[] = [];
  const locals: number[] = [];
  for (const midnight of midnights) {
    const instant = instantOf(midnight) ?? Number.POSITIVE_INFINITY;
    instants.push(instant);
    // Nearly always midnight itself, and finding another takes 30 readings of the calendar.
    locals.push(instantOf(midnight - 1) === instant ? localBound(instant, calendar) : midnight);
  }
  return { instants, locals };
}
