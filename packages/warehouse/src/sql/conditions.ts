import { type Criteria, type EventNode, InvalidCriteriaError } from '@kindred/criteria';
import type { Audience, QuestionFrame } from '../contract.js';
import { type Fragment, sql } from '../statement.js';
import { EventBits } from './event-bits.js';
import { Scans } from './scans.js';
import { TreeCompiler } from './tree.js';

export interface CompiledConditions {
  /** What a statement over the profiles begins with; empty where no condition needs a pass of its own. */
  readonly definitions: Fragment;
  /** In a statement over the profiles: 1 of whom a condition holds, else 0. */
  readonly holds: readonly Fragment[];
  /** Bits of profiles about what they did; null where no condition is about that alone. */
  readonly events: { readonly rows: Fragment; readonly words: number } | null;
  /** Of each of the criteria: its place in `holds`, or its bit in the words of `events`. */
  readonly places: readonly Place[];
}

export type Place = { readonly hold: number } | { readonly bit: number; readonly inverted: boolean };

/**
 * Many criteria as conditions on profiles: what reads the row alone stays as it is, counts of events are bits, and
 * all else asks whether the profile is in the bitmap of a pass.
 *
 * @throws InvalidCriteriaError for criteria that read the request
 */
export function compileConditions(
  asked: QuestionFrame,
  conditions: readonly Criteria[],
  listTraits: ReadonlySet<string>,
): CompiledConditions {
  const scans = new Scans(asked);
  // Each is asked of everybody by itself: none narrows another.
  scans.amongEverybody();
  const bits = new EventBits(asked);
  const audience = (criteria: Criteria): Audience => ({ criteria, includeGuests: true, includes: [], excludes: [] });
  const holds: Fragment[] = [];
  const places = conditions.map((criteria): Place => {
    if (criteria.type === 'event' && isCount(criteria)) return bits.place(criteria);
    const compiler = new TreeCompiler({ ...asked, audience: audience(criteria) }, scans, listTraits, null);
    const compiled = compiler.node(criteria, [], null);
    if ('row' in compiled) return { hold: holds.push(sql`(${compiled.row})`) - 1 };
    if (compiled.certain !== compiled.possible) throw new InvalidCriteriaError('It depends on the request');
    return { hold: holds.push(sql`bitmapContains(${scans.name(compiled.certain)}, id)`) - 1 };
  });
  const definitions = scans.definitions();
  const rows = bits.rows();
  return {
    definitions: definitions.parts.length === 0 ? definitions : sql`WITH ${definitions}`,
    holds,
    events: rows === null ? null : { rows, words: bits.words },
    places,
  };
}

/** Counts events, in whatever window, and compares with one number; "at least 0 times" holds of everybody, whatever they did. */
function isCount({ of, count }: EventNode): boolean {
  return of === undefined && ('atMost' in count || ('atLeast' in count && count.atLeast > 0));
}
