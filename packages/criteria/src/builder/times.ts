import type { RollingUnit, RollingWindow, TimeSpan } from '../criteria.js';

type Singular<Unit extends string> = Unit extends `${infer One}s` ? One : never;

/** A length of time in words: `7 days`, `1 hour`. */
export type Words<Unit extends RollingUnit = RollingUnit> = `${number} ${Unit}` | `${number} ${Singular<Unit>}`;

/** Lengths of time that can be asked of dates. */
export type SpanWords = Words<TimeSpan['unit']>;

/** Lengths of time of whole local days, weeks, months or years. */
export type CalendarWords = Words<'days' | 'weeks' | 'months' | 'years'>;

/** Lengths of time that are always the same. */
export type FixedWords = Words<'seconds' | 'minutes' | 'hours' | 'days' | 'weeks'>;

/** ISO 8601 text, a `Date` for an instant. */
export type DateWords = string | Date;

export function dateText(date: DateWords): string {
  return typeof date === 'string' ? date : date.toISOString();
}

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** @throws RangeError for words that are no length of time */
export function durationOf(words: string): RollingWindow['rolling'] {
  const [amount = '', unit = '', ...more] = words.split(' ');
  const found = units.find((each) => each === unit || each === `${unit}s`);
  if (found === undefined || more.length > 0 || !/^\d+$/.test(amount)) {
    throw new RangeError(`“${words}” is no time such as “7 days”`);
  }
  return { amount: Number(amount), unit: found };
}

/** @throws RangeError for words that are no length of time, and for seconds, by which dates are not asked */
export function spanOf(words: string): TimeSpan {
  const { amount, unit } = durationOf(words);
  if (unit === 'seconds') throw new RangeError(`“${words}” is too fine: a date is asked by minutes or more`);
  return { amount, unit };
}

/** @throws RangeError for what is no number of days */
export function daysOf(words: string): number {
  const { amount, unit } = durationOf(words);
  if (unit !== 'days') throw new RangeError(`“${words}” is no number of days`);
  return amount;
}
