import type { CalendarUnit, Operator, PropertyNode, TimeSpan } from '../criteria.js';
import { endOfDate, parseDate } from '../dates.js';
import { before, longestMilliseconds } from '../duration.js';
import { firstWhere } from '../first-where.js';
import type { Calendar } from '../values.js';
import { dayStart, windowRange } from '../windows.js';
import { isTimeSpan } from './operands.js';

/** The instants that satisfy a comparison: from ≤ instant < to. */
export interface InstantRange {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;
const calendarUnits: Partial<Readonly<Record<TimeSpan['unit'], CalendarUnit>>> = {
  days: 'day',
  weeks: 'week',
  months: 'month',
  years: 'year',
};

const spanOperators: ReadonlySet<Operator> = new Set<Operator>(['inLast', 'inNext', 'moreThanAgo', 'moreThanAhead']);

/** Whether the answer changes as time goes on, whatever the value. */
export function dependsOnTime({ operator }: Pick<PropertyNode, 'operator'>): boolean {
  return operator === 'anniversary' || spanOperators.has(operator);
}

/**
 * The dates that satisfy a condition, as instants; null where it is not about a range of dates or its operand does not
 * fit. A date at the upper end of `between` is the whole day. Of spans, `moreThanAgo` is the past that `inLast` leaves
 * out, `moreThanAhead` the future that `inNext` leaves out. Both ends grow with `now`, or never change.
 */
export function dateRange(
  { operator, value, as }: Pick<PropertyNode, 'operator' | 'value' | 'as'>,
  calendar: Calendar,
): ((now: number) => InstantRange) | null {
  if (operator === 'between') {
    if (as !== 'date' || typeof value !== 'object' || !('length' in value)) return null;
    const [first, last] = value;
    const from = instantOf(first, calendar);
    const to = instantOf(last, calendar);
    if (from === null || to === null) return null;
    return always({ from, to: isDay(last) ? endOfDate(last, calendar) : to + 1 });
  }
  if (spanOperators.has(operator)) {
    if (value === undefined || !isTimeSpan(value)) return null;
    return spanRange(operator, value, calendar);
  }
  const instant = instantOf(value, calendar);
  if (instant === null) return null;
  switch (operator) {
    case 'before':
      return always({ from: Number.NEGATIVE_INFINITY, to: instant });
    case 'after':
      return always({ from: instant + 1, to: Number.POSITIVE_INFINITY });
    case 'on':
      return always(
        isDay(value)
          ? { from: instant, to: endOfDate(value, calendar) }
          : {
              from: dayStart(instant, calendar),
              to: windowRange({ calendar: 'day', ago: -1 }, instant, calendar).from,
            },
      );
    default:
      return null;
  }
}

function always(range: InstantRange): () => InstantRange {
  return () => range;
}

function instantOf(value: unknown, calendar: Calendar): number | null {
  return typeof value === 'string' ? parseDate(value, calendar) : null;
}

/**
 * (now − span, now], [now, now + span), and what they leave out; in whole days (weeks …) the present one is the last and
 * the next 1.
 */
function spanRange(
  operator: Operator,
  { amount, unit, calendar: whole }: TimeSpan,
  calendar: Calendar,
): (now: number) => InstantRange {
  const past = operator === 'inLast' || operator === 'moreThanAgo';
  const period = calendarUnits[unit] ?? 'day';
  const start = (now: number, later: number): number =>
    windowRange({ calendar: period, ago: -later }, now, calendar).from;
  /** Where the span ends that is not the present. */
  const far = (now: number): number => {
    if (whole === true) return start(now, past ? 1 - amount : amount);
    return past ? before({ amount, unit }, now, calendar) + 1 : before({ amount: -amount, unit }, now, calendar);
  };
  const near = (now: number): number => (whole === true ? start(now, past ? 1 : 0) : past ? now + 1 : now);
  switch (operator) {
    case 'inLast':
      return (now) => ({ from: far(now), to: near(now) });
    case 'inNext':
      return (now) => ({ from: near(now), to: far(now) });
    case 'moreThanAgo':
      return (now) => ({ from: Number.NEGATIVE_INFINITY, to: far(now) });
    default:
      return (now) => ({ from: far(now), to: Number.POSITIVE_INFINITY });
  }
}

/** The first instant after `now` at which a date comes into the range of a span or leaves it; Infinity where none. */
export function nextRangeChange(
  node: Pick<PropertyNode, 'operator' | 'value' | 'as'>,
  instant: number,
  now: number,
  calendar: Calendar,
): number {
  const range = dateRange(node, calendar);
  if (range === null || node.value === undefined || !isTimeSpan(node.value)) return Number.POSITIVE_INFINITY;
  // Both ends pass the date no further from it than the longest span, and two periods for whole ones.
  const reach = longestMilliseconds({ amount: node.value.amount + 2, unit: node.value.unit }) + 3 * day;
  const high = instant + reach;
  const low = Math.max(now, instant - reach);
  const passed = (end: 'from' | 'to'): number => {
    if (range(now)[end] > instant || range(high)[end] <= instant) return Number.POSITIVE_INFINITY;
    return firstWhere(low, high, (each) => range(each)[end] > instant);
  };
  if (now >= high) return Number.POSITIVE_INFINITY;
  return Math.min(passed('from'), passed('to'));
}

/** Whether an operand is a date and no date-time. */
function isDay(value: unknown): value is string {
  return typeof value === 'string' && value.length === 10;
}
