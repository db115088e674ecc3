import { rollingMilliseconds } from './canonical.js';
import type { CalendarUnit, Window } from './criteria.js';
import type { Calendar } from './values.js';
import { zoneOf } from './zone.js';

/** From its first instant up to, but not with, the first instant of the next. */
interface Period {
  readonly start: number;
  readonly end: number;
}

/**
 * The first millisecond that lies in the window at `now`: an event counts if and only if
 * `windowStart(window, now, calendar) <= time && time <= now`. (A rolling window is (now − W, now], so this is
 * now − W + 1.) −Infinity where there is no window.
 */
export function windowStart(window: Window | undefined, now: number, calendar: Calendar): number {
  if (window === undefined) return Number.NEGATIVE_INFINITY;
  if ('rolling' in window) return now - rollingMilliseconds(window.rolling) + 1;
  return periodOf(window.calendar, now, calendar).start;
}

/**
 * The first instant at which an event of `time` counts no longer: it counts at `now` if and only if
 * `time <= now && now < windowEnds(window, time, calendar)`. Infinity where there is no window.
 */
export function windowEnds(window: Window | undefined, time: number, calendar: Calendar): number {
  if (window === undefined) return Number.POSITIVE_INFINITY;
  if ('rolling' in window) return time + rollingMilliseconds(window.rolling);
  return periodOf(window.calendar, time, calendar).end;
}

/**
 * Periods by zone, unit and start of week. The last one found answers nearly every question of a running server; the
 * others are kept by the local date on which they begin.
 */
interface PeriodCache {
  last: Period;
  readonly byLocalStart: Map<number, Period>;
}

const caches = new Map<string, Map<string, PeriodCache>>();
const periodsKept = 4_096;

function periodOf(unit: CalendarUnit, instant: number, calendar: Calendar): Period {
  const cache = cacheOf(unit, calendar);
  if (instant >= cache.last.start && instant < cache.last.end) return cache.last;
  const zone = zoneOf(calendar.timeZone);
  let localStart = startOfUnit(unit, instant + zone.offset(instant), calendar.weekStart);
  let period = periodFrom(unit, localStart, calendar, cache);
  // Where a clock went back over midnight, the old date shows again after the new period has begun.
  while (instant >= period.end) {
    localStart = nextUnit(unit, localStart);
    period = periodFrom(unit, localStart, calendar, cache);
  }
  cache.last = period;
  return period;
}

function cacheOf(unit: CalendarUnit, calendar: Calendar): PeriodCache {
  let units = caches.get(calendar.timeZone);
  if (!units) {
    units = new Map();
    caches.set(calendar.timeZone, units);
  }
  const key = unit === 'week' ? (weekKeys[calendar.weekStart % 7] ?? 'week') : unit;
  let cache = units.get(key);
  if (!cache) {
    cache = { last: { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY }, byLocalStart: new Map() };
    units.set(key, cache);
  }
  return cache;
}

const weekKeys = [0, 1, 2, 3, 4, 5, 6].map((day) => `week ${day}`);

function periodFrom(unit: CalendarUnit, localStart: number, calendar: Calendar, cache: PeriodCache): Period {
  const known = cache.byLocalStart.get(localStart);
  if (known) return known;
  const zone = zoneOf(calendar.timeZone);
  const period = { start: zone.firstInstant(localStart), end: zone.firstInstant(nextUnit(unit, localStart)) };
  if (cache.byLocalStart.size >= periodsKept) cache.byLocalStart.clear();
  cache.byLocalStart.set(localStart, period);
  return period;
}

const day = 86_400_000;

/** Start of the unit that holds a local time; local times are written as if they were UTC. */
function startOfUnit(unit: CalendarUnit, local: number, weekStart: number): number {
  const midnight = Math.floor(local / day) * day;
  if (unit === 'day') return midnight;
  const date = new Date(midnight);
  switch (unit) {
    case 'week':
      // Day 0 of the epoch was a Thursday, the 4th day of the ISO week.
      return midnight - ((((midnight / day + 4 - weekStart) % 7) + 7) % 7) * day;
    case 'month':
      return firstOfMonth(date.getUTCFullYear(), date.getUTCMonth());
    case 'quarter':
      return firstOfMonth(date.getUTCFullYear(), date.getUTCMonth() - (date.getUTCMonth() % 3));
    case 'year':
      return firstOfMonth(date.getUTCFullYear(), 0);
  }
}

function nextUnit(unit: CalendarUnit, localStart: number): number {
  const date = new Date(localStart);
  switch (unit) {
    case 'day':
      return localStart + day;
    case 'week':
      return localStart + 7 * day;
    case 'month':
      return firstOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 1);
    case 'quarter':
      return firstOfMonth(date.getUTCFullYear(), date.getUTCMonth() + 3);
    case 'year':
      return firstOfMonth(date.getUTCFullYear() + 1, 0);
  }
}

function firstOfMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}
