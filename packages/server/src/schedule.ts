import { type Calendar, localDate, parseDate } from '@kindred/criteria';
import type { Schedule } from '@kindred/store';
import { z } from 'zod';
import { rule } from './http/rule.js';

const units = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const day = 86_400_000;

/** When something comes again: at a local time each day, or after an interval. */
export const scheduleInput = z.union([
  z.strictObject({
    daily: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day such as 06:30')
      .describe('Local time in the time zone of the site'),
  }),
  z.strictObject({
    every: z
      .strictObject({ amount: z.int().min(1).max(1_000), unit: z.enum(['minutes', 'hours', 'days']) })
      .refine(
        ({ amount, unit }) => amount * units[unit] >= 5 * units.minutes,
        rule('too_small', 'At least five minutes'),
      ),
  }),
]);

/**
 * The first instant after `now` at which it comes again.
 *
 * @param last the time before, from which intervals are counted, so that they do not drift
 */
export function nextTime(schedule: Schedule, last: number, now: number, calendar: Calendar): number {
  if ('every' in schedule) {
    const interval = schedule.every.amount * units[schedule.every.unit];
    return last + interval * Math.max(1, Math.floor((now - last) / interval) + 1);
  }
  for (let date = now - day; ; date += day / 2) {
    const at = parseDate(`${localDate(date, calendar.timeZone)}T${schedule.daily}:00`, calendar);
    if (at !== null && at > now) return at;
  }
}
