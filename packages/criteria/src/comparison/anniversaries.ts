import type { Calendar } from '../values.js';
import { windowRange } from '../windows.js';
import { zoneOf } from '../zone.js';

const day = 86_400_000;

/** Whole days since 1970 of the local date at an instant. */
export function localDay(instant: number, calendar: Calendar): number {
  // The start of the day, not the clock: where it is put back over midnight, yesterday's date shows again.
  const start = windowRange({ calendar: 'day' }, instant, calendar).from;
  return Math.floor((start + zoneOf(calendar.timeZone).offset(start) + 1) / day);
}

/** Month and day as one number, `1231` for 31 December. */
function monthDay(days: number): number {
  const date = new Date(days * day);
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/**
 * The days of the year whose yearly return is today or one of the next `days`; 29 February returns on the 28th in
 * common years.
 */
export function yearlyDays(now: number, days: number, calendar: Calendar): ReadonlySet<number> {
  const today = localDay(now, calendar);
  const found = new Set<number>();
  for (let each = today; each <= today + days; each++) {
    found.add(monthDay(each));
    if (monthDay(each) === 228 && monthDay(each + 1) === 301) found.add(229);
  }
  return found;
}

/** Month and day of the local date at an instant, as `yearlyDays` has them. */
export function yearlyDay(instant: number, calendar: Calendar): number {
  return monthDay(localDay(instant, calendar));
}

/** The first instant after `now` at which the yearly return of a date comes within `days`, or is over. */
export function nextYearlyChange(instant: number, days: number, now: number, calendar: Calendar): number {
  const { timeZone } = calendar;
  const returns = yearlyDay(instant, calendar);
  const year = new Date(localDay(now, calendar) * day).getUTCFullYear();
  let next = Number.POSITIVE_INFINITY;
  for (const each of [year - 1, year, year + 1, year + 2]) {
    const leap = new Date(Date.UTC(each, 1, 29)).getUTCMonth() === 1;
    const date = returns === 229 && !leap ? 228 : returns;
    const local = Date.UTC(each, Math.floor(date / 100) - 1, date % 100);
    for (const edge of [local - days * day, local + day]) {
      const at = zoneOf(timeZone).firstInstant(edge);
      if (at > now && at < next) next = at;
    }
  }
  return next;
}

/**
 * The local times (ms, as if they were UTC) of all years that dates can have at which membership in the days of the year
 * turns on or off, in turn, ascending: a local time is on such a day if and only if an odd number of them are not after it.
 */
export function yearlyEdges(monthDays: ReadonlySet<number>): readonly number[] {
  const edges: number[] = [];
  let inside = false;
  const first = Date.UTC(1900, 0, 1) / day;
  const end = Date.UTC(2300, 0, 1) / day;
  for (let each = first; each <= end; each++) {
    const here = each < end && monthDays.has(monthDay(each));
    if (here !== inside) edges.push(each * day);
    inside = here;
  }
  return edges;
}
