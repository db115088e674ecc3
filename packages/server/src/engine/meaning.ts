import { canonical } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import { isBatch } from './batch/batch-state.js';

/**
 * Whether two definitions say the same of everyone, whatever they are called and whoever may learn of them; an active
 * batch segment says what it did at its last run, one that is not active what any other does. Segments
 * that they refer to count by their id: a change of one of these is followed by itself.
 */
export function sameMeaning(one: SegmentDefinition, other: SegmentDefinition): boolean {
  return meaning(one) === meaning(other);
}

function meaning(definition: SegmentDefinition): string {
  const { subject, criteria, includeGuests, includes, excludes } = definition;
  const sorted = (ids: readonly number[]): number[] => [...new Set(ids)].sort((left, right) => left - right);
  return JSON.stringify([
    subject,
    canonical(criteria),
    includeGuests,
    sorted(includes),
    sorted(excludes),
    isBatch(definition),
  ]);
}
