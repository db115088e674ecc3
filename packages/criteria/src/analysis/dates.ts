import type { PropertyNode, Window } from '../criteria.js';
import { parseDate } from '../dates.js';
import { universal } from './finding.js';

/** Where values of a date comparison lie, as if the site were in UTC; `to` is exclusive. */
export interface DateRange {
  readonly from: number;
  /** Whether `from` itself is in the range. */
  readonly withFrom: boolean;
  readonly to: number;
  /** Whether the bounds are local times, `none` for both infinite. */
  readonly local: boolean;
}

const day = 86_400_000;
/** Local times of all zones lie within 14 hours of UTC, and a zone has skipped a whole day at once. */
const uncertain = 2 * day;

/** The range of a comparison with dates, or null for one that is none. */
export function dateRangeOf({ operator, value, as }: PropertyNode): DateRange | null {
  if (operator === 'before' || operator === 'after' || operator === 'on') {
    const at = instantOf(value);
    if (at === null) return null;
    if (operator === 'before') return { ...at, from: Number.NEGATIVE_INFINITY, withFrom: false, to: at.instant };
    if (operator === 'after') return { ...at, from: at.instant, withFrom: false, to: Number.POSITIVE_INFINITY };
    const start = Math.floor(at.instant / day) * day;
    // The local day of an instant with an offset is another one in another zone.
    return at.local ? { local: true, from: start, withFrom: true, to: start + day } : null;
  }
  if (operator !== 'between' || as !== 'date' || !Array.isArray(value)) return null;
  const [first, last] = value;
  const from = instantOf(first);
  const to = instantOf(last);
  if (!isDay(first) || !isDay(last) || from === null || to === null) return null;
  return { local: true, from: from.instant, withFrom: true, to: to.instant + day };
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && value.length === 10;
}

function instantOf(value: unknown): { readonly instant: number; readonly local: boolean } | null {
  if (typeof value !== 'string') return null;
  const instant = parseDate(value, universal);
  return instant === null ? null : { instant, local: !/(Z|[+-]\d{2}:\d{2})$/.test(value.slice(10)) };
}

/** Whether nothing can lie in a window, whatever the site's zone: a fixed one the wrong way round. */
export function isEmptyWindow(window: Window | undefined): boolean {
  if (window === undefined || !('fixed' in window)) return false;
  const { from, to } = window.fixed;
  const [start, end] = [instantOf(from), instantOf(to)];
  if (start === null || end === null) return false;
  return start.instant >= end.instant + (isDay(to) ? day : 0) + (start.local === end.local ? 0 : uncertain);
}

/** Whether every instant of one range lies in the other, whatever the site's zone. */
export function rangeImplies(one: DateRange, other: DateRange): boolean {
  const margin = one.local === other.local ? 0 : uncertain;
  // Where a clock skips an hour, two local times may be one instant.
  const opening = one.withFrom && !other.withFrom ? uncertain : margin;
  const after = other.from === Number.NEGATIVE_INFINITY || one.from >= other.from + opening;
  return after && (other.to === Number.POSITIVE_INFINITY || one.to + margin <= other.to);
}

/** Whether no instant lies in both, whatever the site's zone. */
export function rangesApart(one: DateRange, other: DateRange): boolean {
  const margin = one.local === other.local ? 0 : uncertain;
  return one.to + margin <= other.from || other.to + margin <= one.from;
}

/** Whether a text is surely in a range (true), surely not (false), or it depends on the zone (null). */
export function textInRange(text: string, range: DateRange): boolean | null {
  const at = instantOf(text);
  if (at === null) return false;
  const margin = at.local || range.local ? uncertain : 0;
  const { instant } = at;
  if (instant > range.from + margin && instant < range.to - margin) return true;
  return instant < range.from - margin || instant >= range.to + margin ? false : null;
}
