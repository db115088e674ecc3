import { bucketPosition } from './bucket.js';
import type { Criteria, Leaf, SequenceNode } from './criteria.js';
import { compileEvaluation, type EvaluationInput, eventCounter, isRequestLeaf, peopleCounter } from './evaluate.js';
import { behaviourFound, leftOutOf } from './explanation/behaviour.js';
import { type SequenceFound, sequenceFound } from './explanation/sequence.js';
import { subjectValue } from './subject.js';
import { kleeneAtLeast } from './tree.js';
import type { Calendar, PropertyValue } from './values.js';
import { progress } from './wording/progress.js';
import { type SentenceOptions, sentence as wordsOf } from './wording/sentence.js';

/** Why a visitor satisfies criteria or does not, node by node. */
export interface Explanation {
  /** Where in the criteria: `of[1].of`; empty for the root. */
  readonly path: string;
  readonly type: Criteria['type'];
  /** Null where it depends on a request that is not there. */
  readonly matches: boolean | null;
  readonly sentence: string;
  readonly found: Found;
  /** Of a sequence what was found in words: “1 of 3 steps: …”. */
  readonly foundText?: string;
  /** Of a sum or average: so many numbers of 10^18 or more were left out; absent where none was. */
  readonly leftOut?: number;
  /** The parts of a group or of a negation. */
  readonly of?: readonly Explanation[];
}

/**
 * The value compared, the count of events and the time of the last one (epoch milliseconds), or how many of all of an
 * account's people, or how far a sequence came; null for none.
 */
export type Found =
  | PropertyValue
  | { readonly count: number; readonly lastTime: number | null }
  | { readonly people: number; readonly all: number }
  | SequenceFound
  | null;

/**
 * Explains the criteria for one visitor. Compiled conditions are remembered with the criteria and the calendar, and
 * sentences with the criteria and the options, so that the next visitor costs little more than the evaluation where these are
 * the same objects.
 */
export function explain(criteria: Criteria, input: EvaluationInput, options: SentenceOptions = plain): Explanation {
  return explainNode(criteria, input, options, '');
}

function explainNode(criteria: Criteria, input: EvaluationInput, options: SentenceOptions, path: string): Explanation {
  const { type } = criteria;
  const sentence = sentenceOf(criteria, options);
  const at = path === '' ? 'of' : `${path}.of`;
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const of = criteria.of.map((part, index) => explainNode(part, input, options, `${at}[${index}]`));
      return { path, type, sentence, matches: combine(criteria.type, of), found: null, of };
    }
    case 'atLeast': {
      const of = criteria.of.map((part, index) => explainNode(part, input, options, `${at}[${index}]`));
      const [certain, unknown] = [true, null].map((value) => of.filter(({ matches }) => matches === value).length);
      const matches = kleeneAtLeast(criteria.count, certain ?? 0, unknown ?? 0);
      return { path, type, sentence, matches, found: null, of };
    }
    case 'not': {
      const part = explainNode(criteria.of, input, options, at);
      const matches = part.matches === null ? null : !part.matches;
      return { path, type, sentence, matches, found: null, of: [part] };
    }
    default: {
      const matches = conditionOf(criteria, input.calendar)(input);
      const plain = { path, type, sentence, matches };
      if (criteria.type === 'sequence') {
        const found = sequenceFound(criteria, input);
        return { ...plain, found, foundText: progress(criteria, found, input.calendar.timeZone, options) };
      }
      const leftOut = criteria.type === 'aggregate' ? leftOutOf(criteria, input) : 0;
      return { ...plain, found: foundOf(criteria, input), ...(leftOut > 0 ? { leftOut } : {}) };
    }
  }
}

const plain: SentenceOptions = {};
const sentences = new WeakMap<SentenceOptions, WeakMap<Criteria, string>>();

function sentenceOf(criteria: Criteria, options: SentenceOptions): string {
  let said = sentences.get(options);
  if (said === undefined) {
    said = new WeakMap();
    sentences.set(options, said);
  }
  const known = said.get(criteria);
  if (known !== undefined) return known;
  const made = wordsOf(criteria, options);
  said.set(criteria, made);
  return made;
}

type Condition = (input: EvaluationInput) => boolean | null;
const conditions = new WeakMap<Calendar, WeakMap<Criteria, Condition>>();

function conditionOf(leaf: Leaf, calendar: Calendar): Condition {
  let ofCalendar = conditions.get(calendar);
  if (ofCalendar === undefined) {
    ofCalendar = new WeakMap();
    conditions.set(calendar, ofCalendar);
  }
  const known = ofCalendar.get(leaf);
  if (known !== undefined) return known;
  const made = compileEvaluation(leaf, calendar);
  ofCalendar.set(leaf, made);
  return made;
}

/** Kleene's conjunction and disjunction, as `compileTreeKleene` has them. */
function combine(type: 'all' | 'any', of: readonly Explanation[]): boolean | null {
  const deciding = type === 'any';
  if (of.some((part) => part.matches === deciding)) return deciding;
  return of.some((part) => part.matches === null) ? null : !deciding;
}

function foundOf(leaf: Exclude<Leaf, SequenceNode>, input: EvaluationInput): Found {
  switch (leaf.type) {
    case 'property':
      if (isRequestLeaf(leaf) && input.request === null) return null;
      return leaf.operator === 'near' ? placeOf(leaf.property, input) : (subjectOf(leaf.property, input) ?? null);
    case 'segment':
      return input.isMember(leaf.segment);
    case 'bucket':
      return input.subject.id === undefined ? null : bucketPosition(leaf.salt, input.subject.id);
    case 'people': {
      const { certain, all } = peopleCounter(leaf, input.calendar)(input);
      return { people: certain, all };
    }
    case 'event':
      if (leaf.of === undefined) {
        const { count, last } = eventCounter(leaf, input.calendar)(input);
        return { count, lastTime: last };
      }
      return behaviourFound(leaf, input);
    default:
      return behaviourFound(leaf, input);
  }
}

function subjectOf(property: string, { subject, request }: EvaluationInput): PropertyValue | undefined {
  return subjectValue(property, subject, request);
}

/** Latitude and longitude of an object; null where it has not both. */
function placeOf(property: string, input: EvaluationInput): PropertyValue | null {
  const [latitude, longitude] = ['latitude', 'longitude'].map((part) => subjectOf(`${property}.${part}`, input));
  return typeof latitude === 'number' && typeof longitude === 'number' ? [latitude, longitude] : null;
}
