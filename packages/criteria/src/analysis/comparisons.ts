import { compileComparison } from '../comparison.js';
import type { PropertyNode, Scalar } from '../criteria.js';
import { fold } from '../fold.js';
import { dateRangeOf, rangeImplies, rangesApart, textInRange } from './dates.js';
import { universal } from './finding.js';
import { intervalsApart, intervalsOf, intervalsWithin } from './intervals.js';
import { spanOf, spansApart, spanWithin } from './spans.js';

/*
 * What one comparison says of another of the same property. All of it holds of one value; as a comparison holds of many
 * values if it does of one of them, “implies” holds of lists too, “excludes” does not.
 */

const textOperators: ReadonlySet<string> = new Set(['contains', 'startsWith', 'endsWith']);

/** Whether a comparison is of the kind understood here; of others it is known only that they are equal to themselves. */
export function isPlain(node: PropertyNode): boolean {
  if (node.of !== undefined || node.quantifier === 'all') return false;
  return (
    node.operator === 'known' ||
    valuesOf(node) !== null ||
    intervalsOf(node) !== null ||
    textOperators.has(node.operator) ||
    dateRangeOf(node) !== null ||
    spanOf(node) !== null
  );
}

/** Whether every value that satisfies one comparison satisfies the other. `spend` is told how much work it was. */
export function comparisonImplies(one: PropertyNode, other: PropertyNode, spend: (steps: number) => void): boolean {
  if (other.operator === 'known') return true;
  const values = valuesOf(one);
  if (values !== null) {
    if (!tellsOfValues(other)) return false;
    spend(values.length + (valuesOf(other)?.length ?? 0));
    return values.every(surely(one, other, true));
  }
  const [intervals, otherIntervals] = [intervalsOf(one), intervalsOf(other)];
  if (intervals !== null && otherIntervals !== null) {
    spend(intervals.of.length * otherIntervals.of.length);
    return intervalsWithin(intervals, otherIntervals);
  }
  const [span, otherSpan] = [spanOf(one), spanOf(other)];
  if (span !== null && otherSpan !== null) return spanWithin(span, otherSpan);
  const [range, otherRange] = [dateRangeOf(one), dateRangeOf(other)];
  if (range !== null && otherRange !== null) return rangeImplies(range, otherRange);
  return textImplies(one, other);
}

/** Whether no single value satisfies both. */
export function comparisonsApart(one: PropertyNode, other: PropertyNode, spend: (steps: number) => void): boolean {
  if (one.operator === 'known' || other.operator === 'known') return false;
  const values = valuesOf(one);
  if (values !== null) {
    if (!tellsOfValues(other)) return false;
    spend(values.length + (valuesOf(other)?.length ?? 0));
    return values.every(surely(one, other, false));
  }
  if (valuesOf(other) !== null) return comparisonsApart(other, one, spend);
  const [intervals, otherIntervals] = [intervalsOf(one), intervalsOf(other)];
  if (intervals !== null && otherIntervals !== null) {
    spend(intervals.of.length * otherIntervals.of.length);
    return intervalsApart(intervals, otherIntervals);
  }
  // One is of numbers, the other of text.
  if (intervals?.as === 'number' || otherIntervals?.as === 'number') return true;
  const [span, otherSpan] = [spanOf(one), spanOf(other)];
  if (span !== null && otherSpan !== null) return spansApart(span, otherSpan);
  const [range, otherRange] = [dateRangeOf(one), dateRangeOf(other)];
  if (range !== null && otherRange !== null) return rangesApart(range, otherRange);
  return textsApart(one, other);
}

/** Whether it is known of single values, in every zone and at every time, if they satisfy a comparison. */
function tellsOfValues(node: PropertyNode): boolean {
  return spanOf(node) === null && (intervalsOf(node)?.as ?? 'number') === 'number';
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
  if (as !== undefined && as !== 'number') return null;
  if (operator === 'equals') return isScalar(value) ? [value] : null;
  return operator === 'oneOf' && Array.isArray(value) ? value.filter(isScalar) : null;
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
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
