import type { VisitorEvent } from '../api/types.js';

/** The newest first, as the server lists them. */
function newestFirst(one: VisitorEvent, other: VisitorEvent): number {
  if (one.time !== other.time) return one.time < other.time ? 1 : -1;
  return one.messageId < other.messageId ? 1 : -1;
}

/**
 * Pages read so far with what arrived since, each event once and where it belongs: one may come late.
 *
 * @param more whether there are further pages; what is older than those read comes with its own
 */
export function timelineOf(
  pages: readonly VisitorEvent[],
  arrived: readonly VisitorEvent[],
  more: boolean,
): readonly VisitorEvent[] {
  const fresh = unknownOf(arrived, pages);
  const last = pages.at(-1);
  const shown = more && last !== undefined ? fresh.filter((event) => newestFirst(event, last) < 0) : fresh;
  return shown.length === 0 ? pages : [...shown, ...pages].sort(newestFirst);
}

/** Those that are not among the known ones, each once. */
export function unknownOf(
  events: readonly VisitorEvent[],
  ...known: readonly (readonly VisitorEvent[])[]
): readonly VisitorEvent[] {
  if (events.length === 0) return events;
  const seen = new Set(known.flatMap((some) => some.map(({ messageId }) => messageId)));
  return events.filter(({ messageId }) => !seen.has(messageId) && seen.add(messageId));
}
