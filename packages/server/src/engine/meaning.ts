import { type Calendar, type Criteria, canonical, referencedSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import { isBatch } from './batch/batch-state.js';

/** What segments mean to those that refer to them, by id. */
export type References = Pick<ReadonlyMap<string, SegmentDefinition>, 'get'>;

/**
 * What a segment means to others: what it shows, where it shows anything, be it that an edit is being counted, has failed or
 * was cancelled; else its definition. Segments that are put into force together see each other as they are to be.
 */
export function presentReferences(
  state: {
    readonly definitions: References;
    readonly shown: (segment: string) => { readonly definition: SegmentDefinition } | undefined;
  },
  together: ReadonlySet<string> = new Set(),
): References {
  return {
    get: (id) => {
      const definition = state.definitions.get(id);
      if (definition?.active !== true || together.has(id)) return definition;
      return state.shown(id)?.definition ?? definition;
    },
  };
}

/** Those that criteria refer to, at any depth. */
export function referencesOf(criteria: Criteria, references: References): ReadonlyMap<string, SegmentDefinition> {
  const found = new Map<string, SegmentDefinition>();
  const waiting = referencedSegments(criteria);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const definition = found.has(id) ? undefined : references.get(id);
    if (definition === undefined) continue;
    found.set(id, definition);
    waiting.push(...referencedSegments(definition.criteria));
  }
  return found;
}

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

/** Whether two calendars divide time in the same way. */
export function sameCalendar(one: Calendar, other: Calendar): boolean {
  return one.timeZone === other.timeZone && one.weekStart === other.weekStart;
}
