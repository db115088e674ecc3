import { uncleanPart, uncleanWords } from '../text.js';
import type { AcceptedEvent } from './contract.js';
import { UnstorableTextError } from './errors.js';

/**
 * The last look at ids and names before they reach the log or the state: whatever let them in, a text that cannot be
 * written would stop all writing, and one in the log would do so after every start. Values of traits and properties may
 * have any text, as they are kept as JSON.
 *
 * @throws UnstorableTextError
 */
export function requireStorable(texts: Readonly<Record<string, string | null | undefined>>): void {
  for (const path in texts) {
    const text = texts[path];
    const unclean = text === null || text === undefined ? null : uncleanPart(text);
    if (unclean !== null) throw new UnstorableTextError(path, uncleanWords(unclean));
  }
}

/** As `requireStorable`, of all ids and names of events. */
export function requireStorableEvents(events: readonly AcceptedEvent[]): void {
  for (const event of events) {
    const { messageId, name, userId, anonymousId, previousId, group } = event;
    requireStorable({ messageId, name, userId, anonymousId, previousId });
    if (group !== undefined) requireStorable({ groupId: group.id, parent: group.parent });
  }
}

/** Leaves out events that can never be written: a version of Kindred before this look may have let them into its log. */
export function storableOf(
  events: readonly AcceptedEvent[],
  onLeftOut: (error: UnstorableTextError) => void,
): readonly AcceptedEvent[] {
  return events.filter((event) => {
    try {
      requireStorableEvents([event]);
      return true;
    } catch (error) {
      if (!(error instanceof UnstorableTextError)) throw error;
      onLeftOut(error);
      return false;
    }
  });
}
