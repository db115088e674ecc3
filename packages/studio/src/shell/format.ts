import type { Localized } from '../api/types.js';
import { presentLanguage, presentLocale, translator } from '../language/translator.js';

/** Keeps what is made for a locale; making a formatter costs more than using it a thousand times. */
export function perLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const locale = presentLocale();
    const known = made.get(locale);
    if (known !== undefined) return known;
    const fresh = make(locale);
    made.set(locale, fresh);
    return fresh;
  };
}

const whole = perLocale((locale) => new Intl.NumberFormat(locale));
const percent = perLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }));
const finePercent = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 2 }),
);

export function formatCount(value: number): string {
  return whole().format(value);
}

const decimal = perLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }));

/** Any number, with the decimals that it has. */
export function formatNumber(value: number): string {
  return decimal().format(value);
}

const factor = perLocale((locale) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }));

/** How many times as much, in two digits that count. */
export function formatFactor(value: number): string {
  return factor().format(value);
}

const factors = perLocale((locale) =>
  [2, 3, 4].map((digits) => new Intl.NumberFormat(locale, { maximumSignificantDigits: digits })),
);

/** Both ends of an interval of such factors, in as many digits as tell them apart. */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }): {
  readonly low: string;
  readonly high: string;
} {
  const written = factors().map((format) => ({ low: format.format(low), high: format.format(high) }));
  const [first = { low: formatFactor(low), high: formatFactor(high) }] = written;
  return written.find((each) => each.low !== each.high) ?? first;
}

/** A share with one decimal, finer below one per cent; nothing of nothing is 0 %. */
export function formatShare(part: number, total: number): string {
  if (total === 0) return percent().format(0);
  const share = part / total;
  return share > 0 && share < 0.01 ? finePercent().format(share) : percent().format(share);
}

const signed = perLocale((locale) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }));
const signedPercent = perLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
);

/** How many more (+) or fewer (−). */
export function formatChange(change: number): string {
  return signed().format(change);
}

/** The same as a share of what there was before; null of nothing. */
export function formatGrowth(change: number, before: number): string | null {
  return before === 0 ? null : signedPercent().format(change / before);
}

const lists = perLocale((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

/** Words one after the other, as a sentence has them. */
export function formatList(words: readonly string[]): string {
  return lists().format(words);
}

/** The name in the language of the studio, else in English, else in whatever language there is. */
export function localName(name: Localized): string {
  return name[presentLanguage()] ?? name.en ?? Object.values(name)[0] ?? '';
}

const dateTimes = perLocale(() => new Map<string, Intl.DateTimeFormat>());

/** Date and time to the second in the site's zone. */
export function formatTime(instant: string, timeZone: string): string {
  const known = dateTimes();
  let format = known.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(presentLocale(), { dateStyle: 'medium', timeStyle: 'medium', timeZone });
    known.set(timeZone, format);
  }
  return format.format(new Date(instant));
}

/** The time of day to the second in the site's zone. */
export function formatClock(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleTimeString(presentLocale(), { timeZone });
}

const units = perLocale((locale) => {
  const of = (unit: string) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return { second: of('second'), minute: of('minute'), hour: of('hour') };
});

/** "3 min 20 s": the two largest units of a length of time in milliseconds. */
export function formatDuration(ms: number): string {
  const { second, minute, hour } = units();
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return second.format(seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minute.format(minutes)} ${second.format(seconds % 60)}`
    : `${hour.format(Math.floor(minutes / 60))} ${minute.format(minutes % 60)}`;
}

const sizes = perLocale((locale) =>
  ['byte', 'kilobyte', 'megabyte', 'gigabyte'].map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }),
  ),
);

/** "4.2 MB": the size of a file in bytes, in thousands of them. */
export function formatBytes(bytes: number): string {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return sizes()[step]?.format(bytes / 1000 ** step) ?? '';
}

const relative = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }));
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
  if (away < 10) return translator('shell')('ago.now');
  for (const [unit, length] of steps) {
    if (away >= length) return relative().format(Math.trunc(seconds / length), unit);
  }
  return relative().format(seconds, 'second');
}

/** A value of a trait or a property as a person reads it. */
export function formatValue(value: unknown): string {
  const t = translator('shell');
  if (value === null || value === undefined) return t('value.unknown');
  if (Array.isArray(value)) return value.map(formatValue).join(', ');
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  if (typeof value === 'number') return decimal().format(value);
  if (typeof value === 'string') return value === '' ? t('value.empty') : value;
  return JSON.stringify(value);
}
