const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits between attempts: about a day in all. */
export const retryDelays: readonly number[] = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
];

/**
 * How long to wait after a failed attempt, up to a fifth longer or shorter so that failures do not return together;
 * null where that was the last.
 *
 * @param attempts made so far, at least 1
 * @param random from 0 up to 1
 */
export function delayAfter(delays: readonly number[], attempts: number, random: number): number | null {
  const delay = delays[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (0.8 + 0.4 * random));
}
