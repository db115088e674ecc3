import { type Calendar, parseDate } from '@kindred/criteria';

const reach = 2 * 86_400_000;
const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2300, 0, 1) - 1;

/**
 * The least local time (ms, written as if it were UTC) whose instant in the site's zone is `instant` or later.
 *
 * Local times become instants in ascending order (a repeated hour is its first, a skipped one the end of the gap), so
 * "local time before an instant" is one comparison with this bound, with no zone arithmetic in the engine.
 */
export function localBound(instant: number, calendar: Calendar): number {
  const instantOf = (local: number): number =>
    parseDate(new Date(local).toISOString().slice(0, -1), calendar) ?? Number.NaN;
  let below = Math.max(instant - reach, earliest - 1);
  let above = Math.min(instant + reach, latest + 1);
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (instantOf(middle) >= instant) above = middle;
    else below = middle;
  }
  return above;
}
