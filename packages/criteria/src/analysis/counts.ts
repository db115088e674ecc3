import { canonical } from '../canonical.js';
import type { Criteria, EventNode, Window } from '../criteria.js';
import { fixedMilliseconds, longestMilliseconds } from '../duration.js';

/** How often an event condition allows; `high` may be infinite. */
export interface CountRange {
  readonly low: number;
  readonly high: number;
}

export function countRange({ count }: EventNode): CountRange {
  if ('atLeast' in count) return { low: count.atLeast, high: Number.POSITIVE_INFINITY };
  if ('atMost' in count) return { low: 0, high: count.atMost };
  if ('exactly' in count) return { low: count.exactly, high: count.exactly };
  return { low: count.between[0], high: count.between[1] };
}

const day = 86_400_000;
const calendarDays = { day: 1, week: 7, month: 31, quarter: 92, year: 366 } as const;

/** How many there can be at most: as many days as the window touches, where days are counted; else no bound is known. */
export function mostCounted({ of, window }: EventNode): number {
  if (of?.distinct !== 'days' || window === undefined) return Number.POSITIVE_INFINITY;
  if ('calendar' in window) return calendarDays[window.calendar];
  if ('rolling' in window) return daysTouched(longestMilliseconds(window.rolling));
  if ('past' in window) return daysTouched(longestMilliseconds(window.past.from));
  const { from, to } = window.fixed;
  if (from === undefined || to === undefined) return Number.POSITIVE_INFINITY;
  // Two days more: each end may stand for another date in another zone.
  return Math.max(0, (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / day + 3);
}

/** A change of the clock takes two hours at most from a day; the first and the last may be touched only. */
function daysTouched(milliseconds: number): number {
  return Math.ceil(milliseconds / (22 * 3_600_000)) + 2;
}

type WhereImplies = (one: Criteria, other: Criteria) => boolean;

/** Whether everything that one condition counts, the other counts too, so that its count is never less. */
export function countsWithin(one: EventNode, other: EventNode, implies: WhereImplies): boolean {
  if (one.event !== other.event || canonicalOf(one.of) !== canonicalOf(other.of)) return false;
  if (!windowWithin(one.window, other.window)) return false;
  return other.where === undefined || (one.where !== undefined && implies(one.where, other.where));
}

export function countImplies(one: EventNode, other: EventNode, implies: WhereImplies): boolean {
  const [has, needs] = [countRange(one), countRange(other)];
  const least = needs.low === 0 || (has.low >= needs.low && countsWithin(one, other, implies));
  return (
    least && (needs.high === Number.POSITIVE_INFINITY || (has.high <= needs.high && countsWithin(other, one, implies)))
  );
}

export function countsApart(one: EventNode, other: EventNode, implies: WhereImplies): boolean {
  const [first, second] = [countRange(one), countRange(other)];
  return (
    (first.low > second.high && countsWithin(one, other, implies)) ||
    (second.low > first.high && countsWithin(other, one, implies))
  );
}

/** Whether at least one of two counts is always right: at most 2 times in a week, or at least once in a month. */
export function countsCover(one: EventNode, other: EventNode, implies: WhereImplies): boolean {
  const covers = (few: EventNode, many: EventNode) => {
    const [low, high] = [countRange(few), countRange(many)];
    const meet = low.low === 0 && high.high === Number.POSITIVE_INFINITY && high.low <= low.high + 1;
    return meet && countsWithin(few, many, implies);
  };
  return covers(one, other) || covers(other, one);
}

function canonicalOf(of: EventNode['of']): string {
  return of === undefined ? '' : `${of.distinct} ${'property' in of ? of.property : ''}`;
}

const calendarOrder = ['day', 'month', 'quarter', 'year'];

/** Whether one window lies in the other at every instant and in every zone. */
function windowWithin(one: Window | undefined, other: Window | undefined): boolean {
  if (other === undefined || windowKey(one) === windowKey(other)) return true;
  if (one === undefined) return false;
  if ('rolling' in other) {
    const length = fixedMilliseconds(other.rolling);
    if ('rolling' in one) {
      if (one.rolling.unit === other.rolling.unit) return one.rolling.amount <= other.rolling.amount;
      const shorter = fixedMilliseconds(one.rolling);
      return shorter !== null && length !== null && shorter <= length;
    }
    const from = 'past' in one ? fixedMilliseconds(one.past.from) : null;
    return from !== null && length !== null && from <= length;
  }
  if (!('calendar' in other) || !('calendar' in one) || (one.ago ?? 0) > 0 || (other.ago ?? 0) > 0) return false;
  if (one.calendar === 'day') return true;
  const [shorter, longer] = [calendarOrder.indexOf(one.calendar), calendarOrder.indexOf(other.calendar)];
  return shorter >= 0 && longer >= 0 && shorter <= longer;
}

/** The same for all spellings of one window. */
function windowKey(window: Window | undefined): string {
  return canonical({ type: 'event', event: '', count: { atLeast: 1 }, ...(window === undefined ? {} : { window }) });
}
