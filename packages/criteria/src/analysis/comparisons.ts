import { compileComparison } from '../comparison.js';
import type { PropertyNode, Scalar } from '../criteria.js';
import { fold } from '../fold.js';
import { dateRangeOf, rangeImplies, rangesApart, textInRange } from './dates.js';
import { universal } from './finding.js';

/*
 * What one comparison says of another of the same property. All of it holds of one value; as a comparison holds of many
 * values if it does of one of them, “implies” holds of lists too, “excludes” does not.
 */

interface Interval {
  readonly low: number;
  readonly withLow: boolean;
  readonly high: number;
  readonly withHigh: boolean;
}

const textOperators: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith']);

/** Whether a comparison is of the kind understood here; of others it is known only that they are equal to themselves. */
export function isPlain(node: PropertyNode): boolean {
  if (node.of !== undefined || node.quantifier === 'all') return false;
  if (node.as !== undefined && node.as !== 'number' && node.as !== 'date') return false;
  return (
    node.operator === 'known' ||
    valuesOf(node) !== null ||
    intervalOf(node) !== null ||
    textOperators.has(node.operator) ||
    dateRangeOf(node) !== null
  );
}

/** Whether every value that satisfies one comparison satisfies the other. `spend` is told how much work it was. */
export function comparisonImplies(one: PropertyNode, other: PropertyNode, spend: (steps: number) => void): boolean {
  if (other.operator === 'known') return true;
  const values = valuesOf(one);
  if (values !== null) {
    spend(values.length + (valuesOf(other)?.length ?? 0));
    return values.every(surely(one, other, true));
  }
  const [interval, otherInterval] = [intervalOf(one), intervalOf(other)];
  if (interval !== null && otherInterval !== null) return intervalWithin(interval, otherInterval);
  const [range, otherRange] = [dateRangeOf(one), dateRangeOf(other)];
  if (range !== null && otherRange !== null) return rangeImplies(range, otherRange);
  return textImplies(one, other);
}

/** Whether no single value satisfies both. */
export function comparisonsApart(one: PropertyNode, other: PropertyNode, spend: (steps: number) => void): boolean {
  if (one.operator === 'known' || other.operator === 'known') return false;
  const values = valuesOf(one);
  if (values !== null) {
    spend(values.length + (valuesOf(other)?.length ?? 0));
    return values.every(surely(one, other, false));
  }
  if (valuesOf(other) !== null) return comparisonsApart(other, one, spend);
  const [interval, otherInterval] = [intervalOf(one), intervalOf(other)];
  if (interval !== null && otherInterval !== null) return intervalsApart(interval, otherInterval);
  // One is of numbers, the other of text.
  if (interval !== null || otherInterval !== null) return true;
  const [range, otherRange] = [dateRangeOf(one), dateRangeOf(other)];
  if (range !== null && otherRange !== null) return rangesApart(range, otherRange);
  return textsApart(one, other);
}

/** Whether all spellings that a value of `one` stands for surely do (`wanted`) or do not satisfy `other`. */
function surely(one: PropertyNode, other: PropertyNode, wanted: boolean): (value: Scalar) => boolean {
  const range = dateRangeOf(other);
  if (range !== null) {
    return (value) => {
      if (typeof value !== 'string') return !wanted;
      // Folded text stands for “t” and “T”, of which only one is a date.
      const spellings = one.exactCase === true ? [value] : [value, value.toUpperCase(), value.toLowerCase()];
      return spellings.every((spelling) => textInRange(spelling, range) === wanted);
    };
  }
  const folded = one.exactCase !== true;
  const exact = other.exactCase === true;
  // None of the comparisons understood here depends on the present.
  const holds = compileComparison(other, universal);
  const test = (value: Scalar) => holds(value, 0);
  if (!folded || !exact) return (value) => test(value) === wanted;
  const { exactCase: _exact, ...loose } = other;
  const holdsLoosely = compileComparison(loose, universal);
  // A folded value stands for several spellings: not all of them satisfy an exact comparison, but maybe none.
  return (value) => (typeof value === 'string' ? !wanted && !holdsLoosely(value, 0) : test(value) === wanted);
}

/** The values of `equals` and `oneOf`. */
function valuesOf({ operator, value, as }: PropertyNode): readonly Scalar[] | null {
  if (as === 'date') return null;
  if (operator === 'equals') return isScalar(value) ? [value] : null;
  return operator === 'oneOf' && Array.isArray(value) ? value.filter(isScalar) : null;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function intervalOf({ operator, value, as }: PropertyNode): Interval | null {
  if (as === 'date') return null;
  if (operator === 'between' && Array.isArray(value)) {
    const [low, high]: unknown[] = value;
    if (typeof low !== 'number' || typeof high !== 'number') return null;
    return { low, withLow: true, high, withHigh: true };
  }
  if (typeof value !== 'number') return null;
  const unbound = { low: Number.NEGATIVE_INFINITY, withLow: false, high: Number.POSITIVE_INFINITY, withHigh: false };
  switch (operator) {
    case 'greaterThan':
    case 'atLeast':
      return { ...unbound, low: value, withLow: operator === 'atLeast' };
    case 'lessThan':
    case 'atMost':
      return { ...unbound, high: value, withHigh: operator === 'atMost' };
    default:
      return null;
  }
}

function intervalWithin(one: Interval, other: Interval): boolean {
  const above = one.low > other.low || (one.low === other.low && (other.withLow || !one.withLow));
  return above && (one.high < other.high || (one.high === other.high && (other.withHigh || !one.withHigh)));
}

function intervalsApart(one: Interval, other: Interval): boolean {
  const below = (left: Interval, right: Interval) =>
    left.high < right.low || (left.high === right.low && !(left.withHigh && right.withLow));
  return below(one, other) || below(other, one);
}

interface Part {
  readonly operator: string;
  readonly text: string;
  readonly exact: boolean;
}

function partOf(node: PropertyNode): Part | null {
  if (!textOperators.has(node.operator) || typeof node.value !== 'string') return null;
  return { operator: node.operator, text: node.value, exact: node.exactCase === true };
}

function textImplies(one: PropertyNode, other: PropertyNode): boolean {
  const [stronger, weaker] = [partOf(one), partOf(other)];
  if (stronger === null || weaker === null || (weaker.exact && !stronger.exact)) return false;
  const text = weaker.exact ? stronger.text : fold(stronger.text);
  const wanted = weaker.exact ? weaker.text : fold(weaker.text);
  if (weaker.operator === 'contains') return text.includes(wanted);
  if (weaker.operator !== stronger.operator) return false;
  return weaker.operator === 'startsWith' ? text.startsWith(wanted) : text.endsWith(wanted);
}

/** Two beginnings or two ends of which neither continues the other. */
function textsApart(one: PropertyNode, other: PropertyNode): boolean {
  const [first, second] = [partOf(one), partOf(other)];
  if (first === null || second === null || first.operator !== second.operator || first.operator === 'contains')
    return false;
  const exact = first.exact && second.exact;
  const [left, right] = [exact ? first.text : fold(first.text), exact ? second.text : fold(second.text)];
  return first.operator === 'startsWith'
    ? !left.startsWith(right) && !right.startsWith(left)
    : !left.endsWith(right) && !right.endsWith(left);
}
