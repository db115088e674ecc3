import type { RollingUnit, RollingWindow } from './criteria.js';
import { firstWhere } from './first-where.js';
import type { Calendar } from './values.js';
import { zoneOf } from './zone.js';

type Duration = RollingWindow['rolling'];

const day = 86_400_000;
const unitMilliseconds: Readonly<Record<Exclude<RollingUnit, 'months' | 'years'>, number>> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: day,
  weeks: 604_800_000,
};

/** Length of a duration in milliseconds; a day is 24 hours. Null for months and years, which have no one length. */
export function fixedMilliseconds({ amount, unit }: Duration): number | null {
  return unit === 'months' || unit === 'years' ? null : amount * unitMilliseconds[unit];
}

/** Length of a duration in milliseconds, of months and years their longest: 31 and 366 days. */
export function longestMilliseconds(duration: Duration): number {
  return fixedMilliseconds(duration) ?? duration.amount * (duration.unit === 'months' ? 31 : 366) * day;
}

/** Length of a duration where it is held against a limit: 12 months are as long as a year. */
export function limitedMilliseconds({ amount, unit }: Duration): number {
  return unit === 'months' ? (amount * 366 * day) / 12 : longestMilliseconds({ amount, unit });
}

/**
 * Whether going back by the first never leads further than by the second, whatever the day. Lengths of months and years
 * are those of days and a change of the clock more or less.
 */
export function neverLonger(first: Duration, second: Duration): boolean {
  const [one, other] = [fixedMilliseconds(first), fixedMilliseconds(second)];
  if (one !== null && other !== null) return one <= other;
  if (one === null && other === null) return monthsOf(first) <= monthsOf(second);
  return longestMilliseconds(first) + day <= (other ?? monthsOf(second) * 28 * day);
}

function monthsOf({ amount, unit }: Duration): number {
  return amount * (unit === 'years' ? 12 : 1);
}

/**
 * The instant a duration before another. Of months and years it is the same local time on the day of the same number,
 * and where that month has no such day, the end of the month. Never goes back as `now` goes on, also where a clock is
 * put back, so that what has left a window does not return.
 */
export function before(duration: Duration, now: number, calendar: Calendar): number {
  const length = fixedMilliseconds(duration);
  if (length !== null) return now - length;
  const local = new Date(furthestLocal(now, calendar));
  const months = monthsOf(duration);
  const target = new Date(local);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() - months);
  const month = target.getUTCMonth();
  target.setUTCDate(local.getUTCDate());
  // The day does not exist there: the first instant after the month.
  if (target.getUTCMonth() !== month) target.setTime(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), 1));
  return zoneOf(calendar.timeZone).firstInstant(target.getTime());
}

/** The latest local time that the clock has shown up to an instant: where it was put back, it waits. */
function furthestLocal(instant: number, calendar: Calendar): number {
  const zone = zoneOf(calendar.timeZone);
  const offset = zone.offset(instant);
  const earlier = zone.offset(instant - day);
  if (earlier <= offset) return instant + offset;
  const change = firstWhere(instant - day, instant, (each) => zone.offset(each) === offset);
  return Math.max(instant + offset, change - 1 + earlier);
}

/** The first instant `now` at which `before(duration, now)` has reached `time`. */
export function passes(duration: Duration, time: number, calendar: Calendar): number {
  const length = fixedMilliseconds(duration);
  if (length !== null) return time + length;
  const longest = time + longestMilliseconds(duration) + 3 * day;
  return firstWhere(time - 1, longest, (now) => before(duration, now, calendar) >= time);
}
