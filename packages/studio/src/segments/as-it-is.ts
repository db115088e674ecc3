import type { Segment, SegmentInput } from '../api/types.js';

/** A segment as it would be sent to change nothing; what is not in it stays as it is. */
export function asItIs(segment: Segment): SegmentInput {
  const { key, name, description, criteria, includeGuests, includes, excludes, notes } = segment;
  return { key, name, description, criteria, includeGuests, includes, excludes, notes, public: segment.public };
}
