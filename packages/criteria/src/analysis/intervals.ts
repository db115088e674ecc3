import { comparerOf } from '../comparison/ordered.js';
import type { ComparedAs, PropertyNode, Scalar } from '../criteria.js';

/** Values in a row, between two of them; an end that is null is open. */
interface Interval {
  readonly low: Scalar | null;
  readonly withLow: boolean;
  readonly high: Scalar | null;
  readonly withHigh: boolean;
}

/** What a comparison of order allows: the values in one of some intervals, by the order of what they are compared as. */
export interface Intervals {
  readonly as: Exclude<ComparedAs, 'date'>;
  readonly of: readonly Interval[];
}

/**
 * The values that a comparison by order allows, or null for one that is none. Equality is one of versions, decimals and
 * durations only: numbers are equal as they are.
 */
export function intervalsOf({ operator, value, as = 'number' }: PropertyNode): Intervals | null {
  if (as === 'date') return null;
  const operands: readonly unknown[] = Array.isArray(value) ? value : [value];
  const bounds = operands.filter((each) => isBound(each, as));
  const [low = null, high = null] = bounds;
  if (low === null || bounds.length < operands.length) return null;
  const one = (interval: Partial<Interval>): Intervals => ({
    as,
    of: [{ low: null, withLow: false, high: null, withHigh: false, ...interval }],
  });
  switch (operator) {
    case 'equals':
    case 'oneOf':
      return as === 'number'
        ? null
        : { as, of: bounds.map((each) => ({ low: each, withLow: true, high: each, withHigh: true })) };
    case 'between':
      return high === null ? null : one({ low, withLow: true, high, withHigh: true });
    case 'greaterThan':
    case 'atLeast':
      return one({ low, withLow: operator === 'atLeast' });
    case 'lessThan':
    case 'atMost':
      return one({ high: low, withHigh: operator === 'atMost' });
    default:
      return null;
  }
}

function isBound(value: unknown, as: ComparedAs): value is Scalar {
  return (typeof value === 'string' || typeof value === 'number') && comparerOf(as, value) !== null;
}

/** Whether every value of one is surely among those of the other. */
export function intervalsWithin(one: Intervals, other: Intervals): boolean {
  const order = orderOf(one.as);
  return one.as === other.as && one.of.every((part) => other.of.some((whole) => isWithin(part, whole, order)));
}

/** Whether surely no value is among those of both. */
export function intervalsApart(one: Intervals, other: Intervals): boolean {
  const order = orderOf(one.as);
  const below = (left: Interval, right: Interval): boolean => {
    if (left.high === null || right.low === null) return false;
    const stands = order(left.high, right.low);
    return stands < 0 || (stands === 0 && !(left.withHigh && right.withLow));
  };
  return (
    one.as === other.as &&
    one.of.every((first) => other.of.every((second) => below(first, second) || below(second, first)))
  );
}

type Order = (one: Scalar, other: Scalar) => number;

function orderOf(as: ComparedAs): Order {
  return (one, other) => comparerOf(as, other)?.(one) ?? Number.NaN;
}

function isWithin(one: Interval, other: Interval, order: Order): boolean {
  const above = (): boolean => {
    if (other.low === null) return true;
    const stands = one.low === null ? -1 : order(one.low, other.low);
    return stands > 0 || (stands === 0 && (other.withLow || !one.withLow));
  };
  const below = (): boolean => {
    if (other.high === null) return true;
    const stands = one.high === null ? 1 : order(one.high, other.high);
    return stands < 0 || (stands === 0 && (other.withHigh || !one.withHigh));
  };
  return above() && below();
}
