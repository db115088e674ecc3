import type { Calendar } from './values.js';
import { zoneOf } from './zone.js';

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):(\d{2}))?)?$/;

/**
 * The instant that an ISO 8601 date or date-time means, in epoch milliseconds; null for any other text.
 *
 * Read are `2026-10-25`, `2026-10-25T02:30`, `2026-10-25T02:30:00`, with up to nine decimals of a second (cut to
 * milliseconds), each time with nothing, `Z` or an offset as `+05:45` behind it; years 1900 to 2299, days that exist,
 * hours to 23, seconds to 59, offsets to 14:59. A date is midnight, and a date-time without an offset is local time,
 * in the site's zone: the first of two where the clock shows it twice, the end of the gap where it never does.
 */
export function parseDate(text: string, calendar: Calendar): number | null {
  if (text.length < 10) return null;
  const match = form.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  const [offsetHour, offsetMinute] = [Number(match[10] ?? 0), Number(match[11] ?? 0)];
  if (year < 1900 || year > 2299 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 14 || offsetMinute > 59) return null;
  const millisecond = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
  if (new Date(local).getUTCDate() !== day) return null;
  if (match[8] !== undefined) return local;
  if (match[9] === undefined) return zoneOf(calendar.timeZone).firstInstant(local);
  const offset = (offsetHour * 60 + offsetMinute) * 60_000;
  return match[9] === '-' ? local + offset : local - offset;
}

/** The first instant after a date such as `2026-10-25`: that of the next one, and of itself where the zone skipped it. */
export function endOfDate(date: string, calendar: Calendar): number {
  return zoneOf(calendar.timeZone).firstInstant(Date.parse(date) + 86_400_000);
}

/** Whether `parseDate` reads the text; it does so in every zone or in none. */
export function isDateText(text: string): boolean {
  return parseDate(text, universal) !== null;
}

const universal: Calendar = { timeZone: 'UTC', weekStart: 1 };
