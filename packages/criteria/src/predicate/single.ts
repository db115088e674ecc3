import type { Criteria } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { foldedStartsWith, foldsTo } from '../fold.js';
import { type Condition, type ConditionKind, conditionOf, type LeafCompiler, type Sight } from './condition.js';
import { foldedEndsWith } from './folded-text.js';
import { readerOf } from './readers.js';

type Predicate<S> = (state: S) => boolean;

/**
 * Criteria as one function made of functions: one a condition, one a group. Each calls the same few others for ever, which
 * an engine puts together into one piece of code as if it had been written by hand. Conditions have no effects; within
 * a group the cheap ones are asked first.
 *
 * @param compileLeaf for every condition as it is meant; the plain comparisons of traits and request fields use it for
 *   lists and values of other types alone
 * @throws InvalidCriteriaError for a group without conditions
 */
export function compilePredicate<S extends Sight>(criteria: Criteria, compileLeaf: LeafCompiler<S>): Predicate<S> {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      if (criteria.of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
      const sorted = byCost(criteria.of);
      const ofOneText = aboutOneText(sorted, criteria.type, compileLeaf);
      if (ofOneText !== null) return ofOneText;
      const parts = sorted.map((part) => compilePredicate(part, compileLeaf));
      return group(parts, criteria.type === 'all' ? allOf : anyOf);
    }
    case 'not': {
      const part = compilePredicate(criteria.of, compileLeaf);
      return (state) => !part(state);
    }
    case 'atLeast': {
      const parts = criteria.of.map((part) => compilePredicate(part, compileLeaf));
      const { count } = criteria;
      return (state) => atLeast(parts, count, state);
    }
    default: {
      const ask = compileLeaf(criteria);
      const condition = conditionOf(criteria);
      return condition === null ? ask : comparison(condition, ask);
    }
  }
}

function comparison<S extends Sight>(condition: Condition, ask: Predicate<S>): Predicate<S> {
  const read = readerOf(condition);
  switch (condition.kind) {
    case 'interval': {
      const { low, high } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'number' ? value >= low && value <= high : value !== undefined && ask(state);
      };
    }
    case 'known':
      return (state) => read(state) !== undefined && ask(state);
    case 'exact': {
      const { operands } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'object' ? ask(state) : value !== undefined && operands.has(value);
      };
    }
    case 'text': {
      const { text } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'string' ? foldsTo(value, text) : value !== undefined && ask(state);
      };
    }
    case 'texts': {
      const { texts } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'string' ? texts.has(value) : value !== undefined && ask(state);
      };
    }
    case 'starts': {
      const { text } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'string' ? foldedStartsWith(value, text) : value !== undefined && ask(state);
      };
    }
    case 'ends': {
      const { text } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'string' ? foldedEndsWith(value, text) : value !== undefined && ask(state);
      };
    }
    case 'contains': {
      const { isIn } = condition;
      return (state) => {
        const value = read(state);
        return typeof value === 'string' ? isIn(value) : value !== undefined && ask(state);
      };
    }
  }
}

/** Conditions that all compare the text of one property read it once; null where they are others. */
function aboutOneText<S extends Sight>(
  parts: readonly Criteria[],
  type: 'all' | 'any',
  compileLeaf: LeafCompiler<S>,
): Predicate<S> | null {
  const tests: Predicate<string>[] = [];
  const asks: Predicate<S>[] = [];
  let place: Pick<Condition, 'scope' | 'path'> | null = null;
  for (const part of parts) {
    const condition = part.type === 'property' ? conditionOf(part) : null;
    const test = condition === null ? null : textTest(condition);
    if (part.type !== 'property' || condition === null || test === null) return null;
    place ??= condition;
    if (condition.scope !== place.scope || condition.path !== place.path) return null;
    tests.push(test);
    asks.push(compileLeaf(part));
  }
  if (place === null || parts.length === 1) return null;
  const read = readerOf(place);
  const join = type === 'all' ? allOf : anyOf;
  const holds = group(tests, join);
  const asked = group(asks, join);
  return (state) => {
    const value = read(state);
    return typeof value === 'string' ? holds(value) : value !== undefined && asked(state);
  };
}

function textTest(condition: Condition): Predicate<string> | null {
  switch (condition.kind) {
    case 'text': {
      const { text } = condition;
      return (value) => foldsTo(value, text);
    }
    case 'texts': {
      const { texts } = condition;
      return (value) => texts.has(value);
    }
    case 'starts': {
      const { text } = condition;
      return (value) => foldedStartsWith(value, text);
    }
    case 'ends': {
      const { text } = condition;
      return (value) => foldedEndsWith(value, text);
    }
    case 'contains':
      return condition.isIn;
    default:
      return null;
  }
}

/** Parts in groups of at most five, and groups of these, until there is one. */
function group<S>(
  parts: readonly Predicate<S>[],
  join: (first: Predicate<S>, others: Others<S>) => Predicate<S>,
): Predicate<S> {
  const [first, ...others] = parts;
  if (first !== undefined && others.length < 5) return others.length === 0 ? first : join(first, others);
  const size = Math.ceil(parts.length / 5);
  return group(
    Array.from({ length: Math.ceil(parts.length / size) }, (_, at) =>
      group(parts.slice(at * size, (at + 1) * size), join),
    ),
    join,
  );
}

/**
 * Written out part by part and not as a loop, so that each part has a place of its own in the source: an engine merges
 * what is called at a place into its caller only where that is always the same function.
 */
function allOf<S>(a: Predicate<S>, [b = null, c = null, d = null, e = null]: Others<S>): Predicate<S> {
  return (s) =>
    a(s) && (b === null || (b(s) && (c === null || (c(s) && (d === null || (d(s) && (e === null || e(s))))))));
}

function anyOf<S>(a: Predicate<S>, [b = null, c = null, d = null, e = null]: Others<S>): Predicate<S> {
  return (s) => a(s) || (b !== null && (b(s) || (c !== null && (c(s) || (d !== null && (d(s) || e?.(s) === true))))));
}

type Others<S> = readonly (Predicate<S> | null)[];

function atLeast<S>(parts: readonly Predicate<S>[], count: number, state: S): boolean {
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
