import { timeComparison } from '../behaviour/event-time.js';
import { canonical } from '../canonical.js';
import { compileComparison } from '../comparison.js';
import type { AggregateNode, Criteria, EventMatch, EventNode, PropertyNode, Window } from '../criteria.js';
import { comparisonImplies, comparisonsApart, isPlain } from './comparisons.js';
import { countImplies, countRange, countsApart, countsCover, mostCounted } from './counts.js';
import { isEmptyWindow } from './dates.js';
import { universal } from './finding.js';
import { isTrueOfNothing, requiredEvents } from './requirements.js';

/** Thrown inside an analysis that has done as much work as it may; what was found until then stands. */
export class AnalysisBudgetError extends Error {
  override readonly name = 'AnalysisBudgetError';
  readonly code = 'analysis_budget';
}

export interface RelationOptions {
  /** Whether nobody has two values of this property. */
  readonly isSingle: (property: string) => boolean;
  /** How much work there may be in all, in comparisons of two values or conditions. */
  readonly budget: { left: number };
}

/**
 * What the truth of one condition says of another, for whoever is asked and whenever: `implies`, `excludes` (never both),
 * `covers` (always one at least). Each is sound and none is complete: false means that nothing is known.
 */
export class Relations {
  readonly #ids = new WeakMap<Criteria, number>();
  readonly #texts = new Map<string, number>();
  readonly #known = new Map<string, boolean>();

  constructor(private readonly options: RelationOptions) {}

  readonly implies = (one: Criteria, other: Criteria): boolean => {
    if (this.idOf(one) === this.idOf(other)) return true;
    return this.#remember('implies', one, other, (one, other) => {
      if (other.type === 'not') return this.excludes(one, other.of);
      if (one.type === 'any') return one.of.every((part) => this.implies(part, other));
      if (other.type === 'all') return other.of.every((part) => this.implies(one, part));
      if (one.type === 'all' && one.of.some((part) => this.implies(part, other))) return true;
      if (other.type === 'any' && other.of.some((part) => this.implies(one, part))) return true;
      if (one.type === 'not') return this.covers(one.of, other);
      if (other.type === 'event') {
        if (one.type === 'event') return countImplies(one, other, this.implies);
        return requiredEvents(one).some((required) => countImplies(required, other, this.implies));
      }
      if (one.type === 'bucket' && other.type === 'bucket') {
        return one.salt === other.salt && other.from <= one.from && one.to <= other.to;
      }
      const pair = this.#comparisons(one, other);
      return pair !== null && comparisonImplies(pair.one, pair.other, this.#spend);
    });
  };

  readonly excludes = (one: Criteria, other: Criteria): boolean =>
    this.#remember('excludes', one, other, (one, other) => {
      if (one.type === 'not') return this.implies(other, one.of);
      if (other.type === 'not') return this.implies(one, other.of);
      if (one.type === 'any') return one.of.every((part) => this.excludes(part, other));
      if (other.type === 'any') return other.of.every((part) => this.excludes(one, part));
      if (one.type === 'all') return one.of.some((part) => this.excludes(part, other));
      if (other.type === 'all') return other.of.some((part) => this.excludes(one, part));
      if (one.type === 'event' && other.type === 'event') return countsApart(one, other, this.implies);
      if (other.type === 'event') return requiredEvents(one).some((required) => this.excludes(required, other));
      if (one.type === 'event') return requiredEvents(other).some((required) => this.excludes(one, required));
      if (emptyAndValued(one, other) || emptyAndValued(other, one)) return true;
      if (one.type === 'bucket' && other.type === 'bucket') {
        return one.salt === other.salt && (one.to <= other.from || other.to <= one.from);
      }
      const pair = this.#comparisons(one, other);
      return pair?.single === true && comparisonsApart(pair.one, pair.other, this.#spend);
    });

  readonly covers = (one: Criteria, other: Criteria): boolean =>
    this.#remember('covers', one, other, (one, other) => {
      if (one.type === 'not') return this.implies(one.of, other);
      if (other.type === 'not') return this.implies(other.of, one);
      if (one.type === 'all') return one.of.every((part) => this.covers(part, other));
      if (other.type === 'all') return other.of.every((part) => this.covers(one, part));
      if (one.type === 'any') return one.of.some((part) => this.covers(part, other));
      if (other.type === 'any') return other.of.some((part) => this.covers(one, part));
      if (one.type === 'event' && other.type === 'event') return countsCover(one, other, this.implies);
      return false;
    });

  /** Whether a condition by itself holds of everybody or of nobody; null where neither is known. */
  constancyOf(leaf: Criteria): 'always' | 'never' | null {
    switch (leaf.type) {
      case 'bucket':
        return leaf.from <= 0 && leaf.to >= 100 ? 'always' : null;
      case 'property':
        if (leaf.property === 'profile.known' && leaf.operator === 'known') return 'always';
        if (leaf.property === 'request.localHour' && hours.every((hour) => !holdsOfHour(leaf, hour))) return 'never';
        return leaf.of === 'size' ? sizeConstancy(leaf) : null;
      case 'event': {
        const { low, high } = countRange(leaf);
        if (isEmptyWindow(leaf.window)) return low === 0 ? 'always' : 'never';
        if (low > mostCounted(leaf)) return 'never';
        return low === 0 && high >= mostCounted(leaf) ? 'always' : null;
      }
      case 'aggregate':
        if (leaf.function === 'sum' && leaf.operator === 'known') return 'always';
        if (!isEmptyWindow(leaf.window)) return null;
        return isTrueOfNothing(leaf) ? 'always' : 'never';
      case 'eventTime':
      case 'sequence':
        return isEmptyWindow(leaf.window) ? 'never' : null;
      default:
        return null;
    }
  }

  readonly #spend = (steps: number): void => {
    const { budget } = this.options;
    budget.left -= steps;
    if (budget.left < 0) throw new AnalysisBudgetError('The criteria are too large to compare all of their conditions');
  };

  /** One number for all spellings of one condition. */
  idOf(criteria: Criteria): number {
    let id = this.#ids.get(criteria);
    if (id === undefined) {
      const text = canonical(criteria);
      id = this.#texts.get(text) ?? this.#texts.size;
      this.#texts.set(text, id);
      this.#ids.set(criteria, id);
    }
    return id;
  }

  #remember(
    relation: string,
    one: Criteria,
    other: Criteria,
    find: (one: Criteria, other: Criteria) => boolean,
  ): boolean {
    const key = `${relation} ${this.idOf(one)} ${this.idOf(other)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#spend(1);
    const found = find(byUserId(one), byUserId(other));
    this.#known.set(key, found);
    return found;
  }

  /** Two comparisons of one thing, or null. */
  #comparisons(one: Criteria, other: Criteria) {
    const [first, second] = [comparisonOf(one), comparisonOf(other)];
    if (first === null || second === null || first.property !== second.property) return null;
    if (!isPlain(first) || !isPlain(second)) {
      // Whoever satisfies any comparison with a value has one.
      const hasValue =
        first.of === undefined && first.operator !== 'near' && isPlain(second) && second.operator === 'known';
      return hasValue ? { one: first, other: second, single: false } : null;
    }
    return { one: first, other: second, single: one.type !== 'property' || this.options.isSingle(first.property) };
  }
}

function comparisonOf(criteria: Criteria): PropertyNode | null {
  switch (criteria.type) {
    case 'property':
      return criteria;
    case 'aggregate':
      return aggregateComparison(criteria);
    case 'eventTime':
      return { ...timeComparison(criteria), property: `${matchText(criteria)} ${criteria.which}` };
    default:
      return null;
  }
}

const exactAggregates: ReadonlySet<string> = new Set(['sum', 'average', 'minimum', 'maximum']);
const orders: ReadonlySet<string> = new Set(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'between']);

/** A number made of events is compared as one value; operands that would be rounded to billionths are left alone. */
function aggregateComparison(node: AggregateNode): PropertyNode | null {
  const operands: readonly unknown[] = Array.isArray(node.value) ? node.value : [node.value];
  if (!exactAggregates.has(node.function) || !orders.has(node.operator) || !operands.every(isBillionths)) return null;
  return {
    type: 'property',
    property: `${matchText(node)} ${node.function} ${node.property}`,
    operator: node.operator,
    ...(node.value === undefined ? {} : { value: node.value }),
  };
}

/** The same for all spellings of the events that a condition is about. */
function matchText({ event, where, window }: EventMatch & { readonly window?: Window }): string {
  const counted: EventNode = {
    type: 'event',
    event,
    ...(where === undefined ? {} : { where }),
    count: { atLeast: 1 },
    ...(window === undefined ? {} : { window }),
  };
  return canonical(counted);
}

function isBillionths(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) < 1e6 && Number(value.toFixed(9)) === value;
}

/** A known user is who has a user id; said of that id, the condition can be compared with others about it. */
function byUserId(criteria: Criteria): Criteria {
  if (criteria.type !== 'property' || criteria.property !== 'profile.known' || !isPlain(criteria)) return criteria;
  const hasId: PropertyNode = { type: 'property', property: 'profile.userId', operator: 'known' };
  if (criteria.operator !== 'equals' || typeof criteria.value !== 'boolean') return criteria;
  return criteria.value ? hasId : { type: 'not', of: hasId };
}

/** Whether one condition asks that there is no value, and the other something of one. */
function emptyAndValued(empty: Criteria, valued: Criteria): boolean {
  if (empty.type !== 'property' || valued.type !== 'property' || empty.property !== valued.property) return false;
  // A place is an object: it has no value of its own, and parts that are compared.
  return empty.of === 'size' && valued.of === undefined && valued.operator !== 'near' && isBelowOne(empty);
}

function isBelowOne({ operator, value }: PropertyNode): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const below = (bound: unknown) => typeof bound === 'number' && bound < 1;
  switch (operator) {
    case 'equals':
    case 'oneOf':
    case 'atMost':
      return values.every(below);
    case 'between':
      return below(values[1]);
    case 'lessThan':
      return value === 1 || below(value);
    default:
      return false;
  }
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function holdsOfHour(node: PropertyNode, hour: number): boolean {
  return node.operator === 'known' || node.of !== undefined || compileComparison(node, universal)(hour, 0);
}

/** There are never fewer than 0 values. */
function sizeConstancy({ operator, value }: PropertyNode): 'always' | 'never' | null {
  if (typeof value !== 'number') return null;
  switch (operator) {
    case 'atLeast':
      return value <= 0 ? 'always' : null;
    case 'greaterThan':
      return value < 0 ? 'always' : null;
    case 'lessThan':
      return value <= 0 ? 'never' : null;
    case 'atMost':
    case 'equals':
      return value < 0 ? 'never' : null;
    default:
      return null;
  }
}
