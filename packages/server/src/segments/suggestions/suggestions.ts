import { type Criteria, canonicalForm, everyone } from '@kindred/criteria';
import type { Site } from '@kindred/store';
import type { Audience, QuestionFrame, Warehouse } from '@kindred/warehouse';
import type { SegmentDirectory } from '../directory.js';
import type { Lift } from '../insight/lift.js';
import type { Previews } from '../previews.js';
import { inAll, type People, sizeOf } from './bits.js';
import { type Candidate, candidatesOf } from './candidates.js';
import { meaningOf, type Outcome } from './outcome.js';
import { type Condition, type Direction, type FoundGroup, searchGroups } from './search.js';
import { together } from './together.js';

export interface SuggestionInput {
  readonly outcome: Outcome;
  /** Over how many days behaviour is looked at. */
  readonly days: number;
  /** Null: a hundredth of everybody, 20 at least. */
  readonly minimumSize: number | null;
  /** The most conditions of a group. */
  readonly conditions: 1 | 2 | 3;
  /** Properties and events (`event:` and the name) that no group is told apart by. */
  readonly without: readonly string[];
  /** The most groups of each direction. */
  readonly limit: number;
}

export interface SuggestionParts {
  readonly warehouse: Warehouse;
  readonly previews: Previews;
  readonly directory: SegmentDirectory;
}

/** How many people, and how many of them have the outcome. */
export interface Having {
  readonly size: number;
  readonly having: number;
}

export interface SuggestedGroup {
  readonly criteria: Criteria;
  /** The conditions of which it is made, and what each is about. */
  readonly parts: readonly { readonly about: string; readonly criteria: Criteria }[];
  readonly direction: Direction;
  readonly group: Having;
  readonly others: Having;
  readonly lift: Lift;
  /** Corrected for all groups that were possible; 0 where it is less than a double can hold. */
  readonly pValue: number;
}

export interface Suggestions {
  readonly asOf: number;
  /** Did the warehouse have everything accepted so far? */
  readonly complete: boolean;
  readonly outcome: Criteria;
  readonly everyone: Having;
  readonly minimumSize: number;
  /** Conditions looked at, groups that could be made of them, and how many of these were counted. */
  readonly conditions: number;
  readonly possible: number;
  readonly counted: number;
  /** What the outcome itself asks about, which no group is told apart by. */
  readonly itself: readonly string[];
  /** What there was too much of to look at. */
  readonly leftOut: readonly string[];
  readonly groups: readonly SuggestedGroup[];
  /** The groups in which the outcome is more usual that meet it best as one. */
  readonly together: (Having & { readonly criteria: Criteria }) | null;
}

export type Stage = 'waiting' | 'looking' | 'asking' | 'searching';

/** Told between pieces of work; throws where nobody waits any more. */
export type Told = (stage: Stage, done: number, of: number) => void;

/** Bits of all conditions of everybody, at most: 256 MB. */
const mostBits = 2 ** 31;

/**
 * Groups of people that differ most from everyone in an outcome, as criteria. All figures are counts of everybody at one
 * moment: the size is what a preview of the criteria counts. See `search.ts` for what is told and what is not.
 *
 * @throws ConflictError `request_time_segment`
 */
export async function suggestGroups(
  { warehouse, previews, directory }: SuggestionParts,
  site: Site,
  input: SuggestionInput,
  tag: string,
  told: Told,
): Promise<Suggestions> {
  const { criteria, itself, window } = meaningOf(directory, site.id, input.outcome, input.days);
  told('looking', 0, 1);
  const settled = await previews.settle();
  const { audience, ...frame } = await previews.question(site, audienceOf(criteria));
  const { certain } = await warehouse.count({ ...frame, audience: audienceOf(everyone) }, { purpose: 'report', tag });
  const expected = certain.known + certain.guests;
  const minimumSize = input.minimumSize ?? Math.max(20, Math.ceil(expected / 100));
  const candidates = await candidatesOf(
    warehouse,
    { site: site.id, window, without: new Set([...itself, ...input.without]), people: expected, minimumSize },
    (done, of) => told('looking', done, of),
  );
  told('asking', 0, 1);
  const fit = candidates.conditions.slice(0, Math.floor(mostBits / Math.max(1, expected)));
  const { people, outcome, conditions } = await holdersOf(warehouse, frame, audience.criteria, fit, tag);
  const pause = async (done: number, of: number) => {
    told('searching', done, of);
    await new Promise(setImmediate);
  };
  await pause(0, 1);
  const found = await searchGroups(
    {
      people,
      outcome,
      conditions,
      minimumSize,
      depth: input.conditions,
      limit: input.limit,
      somebodyWithout: 'segment' in input.outcome,
    },
    pause,
  );
  const all = { size: people, having: sizeOf(outcome) };
  return {
    ...settled,
    outcome: criteria,
    everyone: all,
    minimumSize,
    conditions: conditions.length,
    possible: found.possible,
    counted: found.counted,
    itself: [...itself].sort(),
    leftOut: [
      ...new Set([...candidates.leftOut, ...candidates.conditions.slice(fit.length).map(({ about }) => about)]),
    ],
    groups: found.groups.map((group) => groupOf(group, conditions, all)),
    together: togetherOf(found.groups, conditions, outcome, all.having),
  };
}

/** A candidate with those who satisfy it. */
type Held = Condition & Candidate;

const audienceOf = (criteria: Criteria): Audience => ({ criteria, includeGuests: true, includes: [], excludes: [] });

/** Who has the outcome and who satisfies each of the candidates. */
async function holdersOf(
  warehouse: Warehouse,
  frame: QuestionFrame,
  outcome: Criteria,
  candidates: readonly Candidate[],
  tag: string,
): Promise<{ people: number; outcome: People; conditions: readonly Held[] }> {
  const criteria = [outcome, ...candidates.map((each) => each.criteria)];
  const { people, sets } = await warehouse.holding(frame, criteria, { purpose: 'report', tag });
  const [having = new Uint32Array(), ...held] = sets;
  return {
    people,
    outcome: having,
    conditions: candidates.flatMap((each, at) => {
      const people = held[at];
      return people === undefined ? [] : [{ ...each, people }];
    }),
  };
}

function conditionsIn({ of }: FoundGroup, conditions: readonly Held[]): readonly Held[] {
  return of.flatMap((at) => conditions[at] ?? []);
}

function criteriaOf(group: FoundGroup, conditions: readonly Held[]): Criteria {
  return canonicalForm({ type: 'all', of: conditionsIn(group, conditions).map(({ criteria }) => criteria) });
}

function groupOf(group: FoundGroup, conditions: readonly Held[], all: Having): SuggestedGroup {
  const { size, having, direction, lift, pValue } = group;
  return {
    criteria: criteriaOf(group, conditions),
    parts: conditionsIn(group, conditions).map(({ about, criteria }) => ({ about, criteria })),
    direction,
    group: { size, having },
    others: { size: all.size - size, having: all.having - having },
    lift,
    pValue,
  };
}

function togetherOf(
  groups: readonly FoundGroup[],
  conditions: readonly Held[],
  outcome: People,
  having: number,
): Suggestions['together'] {
  const above = groups.filter(({ direction }) => direction === 'above');
  const sets = above.map((group) => inAll(conditionsIn(group, conditions).map(({ people }) => people)));
  const joined = together(sets, outcome, having);
  if (joined === null) return null;
  const of = joined.of.flatMap((at) => above[at] ?? []).map((group) => criteriaOf(group, conditions));
  return { size: joined.size, having: joined.having, criteria: canonicalForm({ type: 'any', of }) };
}
