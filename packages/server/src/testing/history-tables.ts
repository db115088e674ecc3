import type { Stay } from './lived-segments.js';

const hour = 3_600_000;
const day = 24 * hour;
/** When the clocks of Central Europe go back within the lives that are lived. */
const clocksBack = Date.parse('2026-10-25T01:00:00Z');

/** How far local time is ahead of UTC. */
const offset = (at: number): number => (at < clocksBack ? 2 * hour : hour);

/** Names of hours, days, weeks and months by the local time of a zone in Central Europe, in the autumn of 2026. */
export function localTime(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const local = (at: number): string => format.format(at);
  const names: Readonly<Record<string, (at: number) => string>> = {
    hour: (at) => `${local(at).slice(0, 13)} ${offset(at)}`,
    day: (at) => local(at).slice(0, 10),
    week: (at) => {
      const date = new Date(`${local(at).slice(0, 10)}T00:00:00Z`);
      return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10);
    },
    month: (at) => local(at).slice(0, 7),
  };
  return {
    nameIn: (unit: string, at: number): string => names[unit]?.(at) ?? '',
    /** The end of a week, so many weeks later: Mondays at midnight. */
    endOfWeek: (end: number, later: number): number => {
      const plain = end + later * 7 * day;
      return plain + offset(end) - offset(plain);
    },
  };
}

/** How long somebody was in by any of these stays, up to an instant. */
export function timeIn(stays: readonly Stay[], until: number): number {
  const bounds = [...new Set(stays.flatMap(({ from, to }) => [from, Math.min(to, until)]))].sort((a, b) => a - b);
  return bounds.slice(1).reduce((sum, to, index) => {
    const from = bounds[index] ?? to;
    return stays.some((stay) => stay.from <= from && from < stay.to) ? sum + to - from : sum;
  }, 0);
}

interface FlowSide {
  readonly members: number;
  readonly segments: readonly { readonly segment: { readonly key: string }; readonly members: number }[];
  readonly none: number;
}

/** One side of a flow, as it is answered. */
export function tabulated({ members, segments, none }: FlowSide) {
  return { members, places: Object.fromEntries(segments.map((one) => [one.segment.key, one.members])), none };
}

/** The same as it has to be: in which segments these members are. */
export function placesOf(
  members: ReadonlySet<string>,
  keys: readonly string[],
  membersOf: (key: string) => ReadonlySet<string>,
) {
  const sets = keys.map((key) => [key, [...membersOf(key)].filter((who) => members.has(who))] as const);
  return {
    members: members.size,
    places: Object.fromEntries(sets.filter(([, found]) => found.length > 0).map(([key, found]) => [key, found.length])),
    none: [...members].filter((who) => sets.every(([, found]) => !found.includes(who))).length,
  };
}
