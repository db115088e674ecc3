import { compileBehaviour, isPlainCount, marksOf, satisfies } from './behaviour.js';
import { inBucket } from './bucket.js';
import type { BehaviourNode, Criteria, EventNode, Leaf, PeopleNode } from './criteria.js';
import { peopleSatisfyKleene } from './people.js';
import { scopeOf } from './property.js';
import { compileSubjectLeaf, compileWhere } from './subject.js';
import { compileTree, compileTreeKleene } from './tree.js';
import type { Calendar, CriteriaEvent, PropertyBag, Subject } from './values.js';
import { windowRange } from './windows.js';

/** Everything a predicate needs to know of one visitor at one instant. */
export interface EvaluationInput {
  readonly subject: Subject;
  /** Null where there is no present request. */
  readonly request: PropertyBag | null;
  /** The visitor's whole history, in any order; events after `now` do not count. */
  readonly events: readonly CriteriaEvent[];
  /** Membership in another segment; null where it depends on a request that is not there. */
  readonly isMember: (segment: string) => boolean | null;
  /** Where the subject is an account: its people. Absent: none. */
  readonly people?: readonly PersonInput[];
  /** The same where they have been counted: of how many of `all` of them a condition holds. */
  readonly countPeople?: (node: PeopleNode) => PeopleCount;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly calendar: Calendar;
}

/** Of how many of an account's people a condition holds, of how many it is unknown, and how many people there are. */
export interface PeopleCount {
  readonly certain: number;
  readonly unknown: number;
  readonly all: number;
}

/** What is needed to know of one of an account's people. */
export type PersonInput = Pick<EvaluationInput, 'subject' | 'events' | 'isMember'>;

/**
 * Whether a visitor satisfies the criteria, by the plain reading of the rules over the whole history. What is unknown
 * (a request that is not there) counts as missing. Cost: one pass over the events for each event condition.
 */
export function evaluate(criteria: Criteria, input: EvaluationInput): boolean {
  return compileTree<EvaluationInput>(criteria, (leaf) => conditionLeaf(leaf, input.calendar))(input);
}

/** As `evaluate`, but conditions about a request that is not there are unknown; null where the result depends on them. */
export function evaluateKleene(criteria: Criteria, input: EvaluationInput): boolean | null {
  return compileEvaluation(criteria, input.calendar)(input);
}

/** `evaluateKleene` prepared for many visitors of one calendar. */
export function compileEvaluation(criteria: Criteria, calendar: Calendar): (input: EvaluationInput) => boolean | null {
  return compileTreeKleene<EvaluationInput>(criteria, (leaf) => compileLeaf(leaf, calendar));
}

/** One condition as `evaluate` asks it: what is unknown counts as missing. */
export function conditionLeaf(leaf: Leaf, calendar: Calendar): (input: EvaluationInput) => boolean {
  const read = compileLeaf(leaf, calendar);
  return (input) => read(input) === true;
}

function compileLeaf(leaf: Leaf, calendar: Calendar): (input: EvaluationInput) => boolean | null {
  switch (leaf.type) {
    case 'property': {
      const holds = compileSubjectLeaf(leaf, calendar);
      if (!isRequestLeaf(leaf)) return (input) => holds(input.subject, input.request, input.now);
      return (input) => (input.request === null ? null : holds(input.subject, input.request, input.now));
    }
    case 'segment':
      return (input) => input.isMember(leaf.segment);
    case 'bucket':
      return ({ subject }) => (subject.id === undefined ? false : inBucket(leaf, subject.id));
    case 'people': {
      const count = peopleCounter(leaf, calendar);
      return (input) => {
        const { certain, unknown, all } = count(input);
        return peopleSatisfyKleene(leaf, certain, unknown, all);
      };
    }
    default:
      return compileHistory(leaf, calendar);
  }
}

/** A condition about an account's people as a count of them. */
export function peopleCounter(node: PeopleNode, calendar: Calendar): (input: EvaluationInput) => PeopleCount {
  const holds = compileEvaluation(node.of, calendar);
  return ({ people = [], countPeople, now }) => {
    if (countPeople !== undefined) return countPeople(node);
    let certain = 0;
    let unknown = 0;
    for (const person of people) {
      const verdict = holds({ ...person, request: null, now, calendar });
      if (verdict === true) certain += 1;
      else if (verdict === null) unknown += 1;
    }
    return { certain, unknown, all: people.length };
  };
}

function compileHistory(leaf: BehaviourNode, calendar: Calendar): (input: EvaluationInput) => boolean {
  if (leaf.type === 'event' && isPlainCount(leaf)) {
    const count = eventCounter(leaf, calendar);
    return (input) => satisfies(leaf.count, count(input).count);
  }
  const behaviour = compileBehaviour(leaf, calendar);
  return ({ events, now }) => behaviour.holds(marksOf(behaviour, events, now), now);
}

/** Whether a condition is about the present request alone. */
export function isRequestLeaf(leaf: Leaf): boolean {
  return leaf.type === 'property' && scopeOf(leaf.property) === 'request';
}

/** How many events of a history count for a condition at an instant, and the time of the last of them. */
export function eventCounter(
  node: EventNode,
  calendar: Calendar,
): (input: Pick<EvaluationInput, 'events' | 'now'>) => { readonly count: number; readonly last: number | null } {
  const where = compileWhere(node.where, calendar);
  return ({ events, now }) => {
    const { from, to } = windowRange(node.window, now, calendar);
    let count = 0;
    let last: number | null = null;
    for (const event of events) {
      if (event.name !== node.event || event.time < from || event.time > to || !where(event)) continue;
      count += 1;
      if (last === null || event.time > last) last = event.time;
    }
    return { count, last };
  };
}
