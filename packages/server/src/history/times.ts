import { type Calendar, parseDate } from '@kindred/criteria';
import { InvalidTimeError } from './errors.js';

const day = 86_400_000;

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** An instant or a local date (its first instant), never later than now. */
export function timeAt(path: string, text: string, now: number, calendar: Calendar): number {
  const instant = parseDate(text, calendar);
  const expected = 'an ISO 8601 date or instant, such as 2026-03-01 or 2026-03-01T09:00:00Z';
  if (instant === null) throw new InvalidTimeError(path, `“${text}” is no date`, expected);
  if (instant > now) throw new InvalidTimeError(path, `“${text}” lies in the future`, 'a time up to now');
  return Math.max(0, instant);
}

/** Both ends count; a local date as the end is the whole day. The last 30 days where nothing is given. */
export function rangeOf(
  query: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
  calendar: Calendar,
): TimeRange {
  let to = now;
  if (query.to !== undefined) {
    to = timeAt('to', query.to, now, calendar);
    const wholeDay = /^\d{4}-\d{2}-\d{2}$/.test(query.to);
    if (wholeDay) to = Math.min(now, parseDate(`${query.to}T23:59:59.999`, calendar) ?? to);
  }
  const from = query.from === undefined ? Math.max(0, to - 30 * day) : timeAt('from', query.from, now, calendar);
  if (from > to) throw new InvalidTimeError('from', 'The range ends before it begins', '“from” not after “to”');
  return { from, to };
}
