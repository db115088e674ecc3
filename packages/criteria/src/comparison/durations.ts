/**
 * The form of a duration: ISO 8601 of weeks, days, hours, minutes and seconds (months and years have no one length),
 * whole but for seconds, which may have three decimals. Its groups are the five amounts and the decimals. Every reader
 * uses this text, so it stays within RE2. What ends as `durationEmptyEnds` says is none.
 */
export const durationForm =
  '^P(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?(?:T(?:([0-9]{1,8})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,11})(?:[.]([0-9]{1,3}))?S)?)?$';

/** What text of that form ends with where it says nothing. */
export const durationEmptyEnds = '[PT]$';

/** Milliseconds of one of each group of `durationForm`; the decimals are read to three digits. */
export const durationUnits = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000] as const;

const form = new RegExp(durationForm);
const empty = new RegExp(durationEmptyEnds);

/** A duration in milliseconds (a day is 24 hours), or null for text that is none. */
export function readDuration(text: string): number | null {
  const match = form.exec(text);
  if (match === null || empty.test(text)) return null;
  const whole = durationUnits.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0);
  return whole + Number((match[6] ?? '').padEnd(3, '0'));
}
