import type { CalendarUnit, FixedWindow, Window } from './criteria.js';
import { endOfDate, parseDate } from './dates.js';
import { before, passes } from './duration.js';
import { InvalidCriteriaError } from './errors.js';
import { remembering } from './remembering.js';
import type { Calendar } from './values.js';
import { zoneOf } from './zone.js';

/** From its first instant up to, but not with, the first instant of the next. */
interface Period {
  readonly start: number;
  readonly end: number;
}

/** The times that lie in a window, both ends included; empty where `from` is greater. `to` is never after now. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** An event counts at `now` if and only if `range.from <= time && time <= range.to`. */
export function windowRange(window: Window | undefined, now: number, calendar: Calendar): TimeRange {
  if (window === undefined) return { from: Number.NEGATIVE_INFINITY, to: now };
  if ('rolling' in window) return { from: before(window.rolling, now, calendar) + 1, to: now };
  if ('past' in window) {
    const { from, to } = window.past;
    return { from: before(from, now, calendar) + 1, to: before(to, now, calendar) };
  }
  if ('fixed' in window) {
    const { from, to } = fixedRange(window, calendar);
    return { from, to: Math.min(to, now) };
  }
  const { start, end } = periodOf(window.calendar, now, calendar, -(window.ago ?? 0));
  return { from: start, to: Math.min(end - 1, now) };
}

/**
 * When an event of `time` counts: at `now` if and only if `enters <= now && now < leaves`. Never where they are equal.
 * Both grow with `time`, except for fixed windows.
 */
export function windowSpan(
  window: Window | undefined,
  time: number,
  calendar: Calendar,
): { readonly enters: number; readonly leaves: number } {
  if (window === undefined) return { enters: time, leaves: Number.POSITIVE_INFINITY };
  if ('rolling' in window) return { enters: time, leaves: passes(window.rolling, time, calendar) };
  if ('past' in window) {
    const { from, to } = window.past;
    return { enters: passes(to, time, calendar), leaves: passes(from, time, calendar) };
  }
  if ('fixed' in window) {
    const { from, to } = fixedRange(window, calendar);
    return { enters: time, leaves: from <= time && time <= to ? Number.POSITIVE_INFINITY : time };
  }
  const { start, end } = periodOf(window.calendar, time, calendar, window.ago ?? 0);
  return { enters: Math.max(start, time), leaves: Math.max(end, time) };
}

function fixedRange({ fixed }: FixedWindow, calendar: Calendar): TimeRange {
  const from = fixed.from === undefined ? Number.NEGATIVE_INFINITY : parseDate(fixed.from, calendar);
  let to = fixed.to === undefined ? Number.POSITIVE_INFINITY : parseDate(fixed.to, calendar);
  if (from === null || to === null) throw new InvalidCriteriaError('A fixed window needs ISO 8601 dates');
  if (fixed.to?.length === 10) to = endOfDate(fixed.to, calendar);
  return { from, to: to - 1 };
}

/** The first millisecond that lies in the window at `now`; −Infinity where there is no window. */
export function windowStart(window: Window | undefined, now: number, calendar: Calendar): number {
  return windowRange(window, now, calendar).from;
}

/** The first instant at which an event of `time` counts no longer; Infinity where there is no window. */
export function windowEnds(window: Window | undefined, time: number, calendar: Calendar): number {
  return windowSpan(window, time, calendar).leaves;
}

/** The first instant of the local day that holds an instant. */
export function dayStart(instant: number, calendar: Calendar): number {
  return periodOf('day', instant, calendar).start;
}

/**
 * Periods by zone, unit and start of week. The last one found answers nearly every question of a running server; the
 * others are kept by the local date on which they begin.
 */
interface PeriodCache {
  last: Period;
  /** The period that begins at a local time. */
  readonly from: (localStart: number) => Period;
}

/** The period that holds an instant, or one so many periods later (or, where negative, before). */
function periodOf(unit: CalendarUnit, instant: number, calendar: Calendar, later = 0): Period {
  const cache = caches(calendar.timeZone)(calendar.weekStart)(unit);
  if (later === 0 && instant >= cache.last.start && instant < cache.last.end) return cache.last;
  const zone = zoneOf(calendar.timeZone);
  let localStart = startOfUnit(unit, instant + zone.offset(instant), calendar.weekStart);
  let period = cache.from(localStart);
  // Where a clock went back over midnight, the old date shows again after the new period has begun.
  while (instant >= period.end) {
    localStart = shiftUnit(unit, localStart, 1);
    period = cache.from(localStart);
  }
  cache.last = period;
  return later === 0 ? period : cache.from(shiftUnit(unit, localStart, later));
}

/** By time zone, first day of the week and unit. */
const caches = remembering((timeZone: string) =>
  remembering((_weekStart: number) => remembering((unit: CalendarUnit) => createCache(unit, timeZone))),
);

function createCache(unit: CalendarUnit, timeZone: string): PeriodCache {
  const { firstInstant } = zoneOf(timeZone);
  return {
    last: { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY },
    from: remembering((localStart: number) => ({
      start: firstInstant(localStart),
      end: firstInstant(shiftUnit(unit, localStart, 1)),
    })),
  };
}

const day = 86_400_000;

const unitMonths: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 1, quarter: 3, year: 12 };

/** Start of the unit that holds a local time; local times are written as if they were UTC. */
function startOfUnit(unit: CalendarUnit, local: number, weekStart: number): number {
  const midnight = Math.floor(local / day) * day;
  const months = unitMonths[unit];
  if (months !== undefined) return firstOfMonth(midnight, (month) => month - (month % months));
  // Day 0 of the epoch was a Thursday, the 4th day of the ISO week.
  return unit === 'day' ? midnight : midnight - ((((midnight / day + 4 - weekStart) % 7) + 7) % 7) * day;
}

function shiftUnit(unit: CalendarUnit, localStart: number, count: number): number {
  const months = unitMonths[unit];
  if (months !== undefined) return firstOfMonth(localStart, (month) => month + months * count);
  return localStart + count * (unit === 'day' ? day : 7 * day);
}

function firstOfMonth(local: number, monthOf: (month: number) => number): number {
  const date = new Date(local);
  date.setUTCHours(0, 0, 0, 0);
  date.setUTCMonth(monthOf(date.getUTCMonth()), 1);
  return date.getTime();
}
