import type { Criteria } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { foldedStartsWith, foldsTo } from '../fold.js';
import { type Condition, type ConditionKind, conditionOf, type LeafCompiler, type Sight } from './condition.js';
import { type FoldedTexts, foldedContains, foldedEndsWith } from './folded-text.js';
import { type Reader, readerOf } from './readers.js';

/** Kinds of question, as numbers: comparing names took a fifth of the time. */
const own = 0;
const interval = 1;
const known = 2;
const exact = 3;
const text = 4;
const texts = 5;
const starts = 6;
const ends = 7;
const contains = 8;
const kinds: Readonly<Record<ConditionKind, number>> = { interval, known, exact, text, texts, starts, ends, contains };

/** One question and where to go on with its answer. All are of one shape, whatever they ask. */
interface Step<S> {
  readonly kind: number;
  readonly ofRequest: boolean;
  readonly read: Reader;
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly texts: FoldedTexts | null;
  readonly condition: Condition | null;
  /** The condition's own function: for lists, and for what is no plain comparison. */
  readonly ask: (state: S) => boolean;
  /** The next question, or the answer. */
  readonly onTrue: Step<S> | boolean;
  readonly onFalse: Step<S> | boolean;
}

/**
 * Criteria as one function: the tree becomes a chain of questions in which each answer says which question is next, so
 * that groups cost nothing and one loop, compiled once, runs all criteria. Conditions have no effects; within a group the
 * cheap ones are asked first.
 *
 * @param compileLeaf for every condition as it is meant; the plain comparisons of traits and request fields use it for lists alone
 * @throws InvalidCriteriaError for a group without conditions
 */
export function compilePredicate<S extends Sight>(
  criteria: Criteria,
  compileLeaf: LeafCompiler<S>,
): (state: S) => boolean {
  const first = chain(criteria, compileLeaf, true, false);
  if (typeof first === 'boolean') return () => first;
  return (state) => run(first, state);
}

function run<S extends Sight>(first: Step<S>, state: S): boolean {
  const { traits } = state.subject;
  const { request } = state;
  let step = first;
  for (;;) {
    let holds = false;
    if (step.kind === own) holds = step.ask(state);
    else {
      const bag = step.ofRequest ? request : traits;
      const value = bag === null ? undefined : step.read(bag);
      if (typeof value === 'number') {
        if (step.kind === interval) holds = value >= step.low && value <= step.high;
        else holds = step.kind === known || step.condition?.values?.has(value) === true;
      } else if (typeof value === 'string') {
        switch (step.kind) {
          case text:
            holds = foldsTo(value, step.text);
            break;
          case texts:
            holds = step.texts !== null && step.texts.indexOf(value) >= 0;
            break;
          case ends:
            holds = foldedEndsWith(value, step.text);
            break;
          case contains:
            holds = foldedContains(value, step.text);
            break;
          case starts:
            holds = foldedStartsWith(value, step.text);
            break;
          case known:
            holds = true;
            break;
          case exact:
            holds = step.condition?.values?.has(value) === true;
        }
      } else if (typeof value === 'boolean') {
        holds = step.kind === known || step.condition?.values?.has(value) === true;
      } else if (value !== undefined) holds = step.ask(state);
    }
    const next = holds ? step.onTrue : step.onFalse;
    if (typeof next === 'boolean') return next;
    step = next;
  }
}

function chain<S extends Sight>(
  criteria: Criteria,
  compileLeaf: LeafCompiler<S>,
  onTrue: Step<S> | boolean,
  onFalse: Step<S> | boolean,
): Step<S> | boolean {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      if (criteria.of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
      let next = criteria.type === 'all' ? onTrue : onFalse;
      for (const part of byCost(criteria.of).reverse()) {
        next =
          criteria.type === 'all' ? chain(part, compileLeaf, next, onFalse) : chain(part, compileLeaf, onTrue, next);
      }
      return next;
    }
    case 'not':
      return chain(criteria.of, compileLeaf, onFalse, onTrue);
    case 'atLeast': {
      const parts = criteria.of.map((part) => compilePredicate(part, compileLeaf));
      const { count } = criteria;
      return ownStep((state) => atLeast(parts, count, state), onTrue, onFalse);
    }
    default: {
      const ask = compileLeaf(criteria);
      const condition = conditionOf(criteria);
      if (condition === null) return ownStep(ask, onTrue, onFalse);
      const { low, high } = condition;
      const ofRequest = condition.scope === 'request';
      const kind = kinds[condition.kind];
      return {
        kind,
        ofRequest,
        read: readerOf(condition.path),
        low,
        high,
        text: condition.text,
        texts: condition.texts,
        condition,
        ask,
        onTrue,
        onFalse,
      };
    }
  }
}

function ownStep<S>(ask: (state: S) => boolean, onTrue: Step<S> | boolean, onFalse: Step<S> | boolean): Step<S> {
  return {
    kind: own,
    ofRequest: false,
    read: nothing,
    low: 0,
    high: 0,
    text: '',
    texts: null,
    condition: null,
    ask,
    onTrue,
    onFalse,
  };
}

const nothing: Reader = () => undefined;

function atLeast<S>(parts: readonly ((state: S) => boolean)[], count: number, state: S): boolean {
  let missing = count;
  for (const part of parts) {
    if (part(state)) missing -= 1;
    if (missing <= 0) return true;
  }
  return false;
}

/** The cheap parts first; of equal cost in the order written. */
function byCost(parts: readonly Criteria[]): Criteria[] {
  return parts
    .map((part) => ({ part, cost: costOf(part) }))
    .sort((a, b) => a.cost - b.cost)
    .map(({ part }) => part);
}

const costs: Readonly<Record<ConditionKind, number>> = {
  interval: 1,
  known: 1,
  exact: 2,
  text: 2,
  starts: 2,
  ends: 2,
  texts: 3,
  contains: 8,
};

function costOf(criteria: Criteria): number {
  if (criteria.type === 'not') return costOf(criteria.of);
  if (criteria.type === 'all' || criteria.type === 'any' || criteria.type === 'atLeast') {
    return criteria.of.reduce((sum, part) => sum + costOf(part), 0);
  }
  const condition = conditionOf(criteria);
  return condition === null ? 30 : costs[condition.kind];
}
