import { type Calendar, localOffset, windowStart } from '@kindred/criteria';
import { InvalidRequestError } from '../http/errors.js';

export const bucketUnits = ['hour', 'day', 'week', 'month'] as const;
export type BucketUnit = (typeof bucketUnits)[number];

const hour = 3_600_000;
const day = 24 * hour;
/** No unit is longer; half a day more lies within the next one, and never in the one after. */
const longest: Readonly<Record<Exclude<BucketUnit, 'hour'>, number>> = { day, week: 7 * day, month: 31 * day };
const most = 1_000;

/** The first instant of the local hour, day, week or month that holds an instant. */
export function bucketStart(unit: BucketUnit, instant: number, calendar: Calendar): number {
  if (unit !== 'hour') return windowStart({ calendar: unit }, instant, calendar);
  return instant - phase(instant, calendar);
}

/** The first instant of the one after it. */
export function bucketEnd(unit: BucketUnit, start: number, calendar: Calendar): number {
  if (unit !== 'hour') return windowStart({ calendar: unit }, start + longest[unit] + day / 2, calendar);
  // Where a clock moves by half an hour, a local hour has only half its length.
  const end = start + hour - phase(start, calendar);
  return end - phase(end, calendar) > start ? end - phase(end, calendar) : end;
}

/**
 * First instants of the buckets that a range touches, and at last the end of the last one.
 *
 * @param more buckets after those that the range touches
 * @throws InvalidRequestError `too_many_buckets`
 */
export function bucketsOf(
  unit: BucketUnit,
  { from, to }: { readonly from: number; readonly to: number },
  calendar: Calendar,
  more = 0,
): readonly number[] {
  const bounds = [bucketStart(unit, from, calendar)];
  let later = more;
  for (let start = bounds[0] ?? 0; start <= to || later-- > 0; ) {
    start = bucketEnd(unit, start, calendar);
    bounds.push(start);
    if (bounds.length > most + 1) {
      throw new InvalidRequestError(
        `There are more than ${most} ${unit}s in this range.`,
        [
          {
            path: 'by',
            code: 'too_many_buckets',
            message: `More than ${most} ${unit}s`,
            expected: 'a longer unit or a shorter range',
          },
        ],
        'too_many_buckets',
      );
    }
  }
  return bounds;
}

/** How far an instant is into its local hour. */
function phase(instant: number, { timeZone }: Calendar): number {
  const local = instant + localOffset(instant, timeZone);
  return ((local % hour) + hour) % hour;
}
