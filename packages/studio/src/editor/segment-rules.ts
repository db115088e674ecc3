import type { Segment } from '../api/types.js';
import { type GroupDraft, newGroup, newProperty, type SegmentDraft } from './draft.js';
import { draftOf, opposites } from './opened-draft.js';

/**
 * The rules of a segment in the place of the question whether one is in it. They mean the same but for the people named
 * in it, of whom rules say nothing; and they no longer follow when that segment changes.
 */
export function rulesOf(asked: SegmentDraft, segment: Segment): GroupDraft {
  const rules = draftOf(segment.criteria);
  // A segment without guests is of known users whatever its conditions say.
  const known = newProperty('profile.known', 'equals', true);
  const whole = segment.includeGuests || segment.subject === 'account' ? rules : newGroup([rules, known]);
  const { muted } = asked;
  return {
    ...whole,
    id: asked.id,
    mode: asked.negated ? opposites[whole.mode] : whole.mode,
    ...(muted === undefined ? {} : { muted }),
  };
}
