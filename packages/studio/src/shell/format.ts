import type { Localized } from '../api/types.js';

const whole = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const finePercent = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 2 });

export function formatCount(value: number): string {
  return whole.format(value);
}

/** "1 person", "2 people". */
export function countOf(value: number, one: string, many: string): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** A share with one decimal, finer below one per cent; nothing of nothing is 0 %. */
export function formatShare(part: number, total: number): string {
  if (total === 0) return '0%';
  const share = part / total;
  return share > 0 && share < 0.01 ? finePercent.format(share) : percent.format(share);
}

/** The name in English, else in whatever language there is. */
export function localName(name: Localized): string {
  return name.en ?? Object.values(name)[0] ?? '';
}

const dateTimes = new Map<string, Intl.DateTimeFormat>();

/** Date and time to the second in the site's zone. */
export function formatTime(instant: string, timeZone: string): string {
  let format = dateTimes.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone });
    dateTimes.set(timeZone, format);
  }
  return format.format(new Date(instant));
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 minutes ago"; under ten seconds "just now". */
export function formatAgo(instant: string, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const away = Math.abs(seconds);
  if (away < 10) return 'just now';
  for (const [unit, length] of steps) {
    if (away >= length) return relative.format(Math.trunc(seconds / length), unit);
  }
  return relative.format(seconds, 'second');
}

/** A value of a trait or a property as a person reads it. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined) return 'not known';
  if (Array.isArray(value)) return value.map(formatValue).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return whole.format(value);
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  return JSON.stringify(value);
}
