import type { ComparedAs, Operator, PropertyNode, Scalar } from '../criteria.js';
import { compareDecimal, readDecimal } from './decimals.js';
import { readDuration } from './durations.js';
import { operandsOf, unfit } from './operands.js';
import { versionKey } from './versions.js';

/** How a value stands to one operand: below 0, 0 or above 0; not a number where they do not compare. */
export type Comparer = (value: Scalar) => number;

/** The comparison of values with one operand, or null where that is nothing to compare with. */
export function comparerOf(as: ComparedAs | undefined, operand: Scalar): Comparer | null {
  switch (as) {
    case 'decimal': {
      const decimal = readDecimal(operand);
      return decimal === null ? null : (value) => compareDecimal(value, decimal);
    }
    case 'version':
      return typeof operand === 'string' ? comparerOfKeys(versionKey, operand) : null;
    case 'duration':
      return typeof operand === 'string' ? comparerOfKeys(readDuration, operand) : null;
    default:
      if (typeof operand !== 'number') return null;
      return (value) => (typeof value === 'number' ? value - operand : Number.NaN);
  }
}

function comparerOfKeys<Key extends string | number>(
  read: (text: string) => Key | null,
  operand: string,
): Comparer | null {
  const bound = read(operand);
  if (bound === null) return null;
  return (value) => {
    const key = typeof value === 'string' ? read(value) : null;
    if (key === null) return Number.NaN;
    return key < bound ? -1 : key > bound ? 1 : 0;
  };
}

/**
 * The operators of order and equality over what `as` names.
 *
 * @throws InvalidCriteriaError if an operand is none of its kind
 */
export function compileOrdered(node: Pick<PropertyNode, 'operator' | 'value' | 'as'>): (value: Scalar) => boolean {
  const comparer = (operand: Scalar | undefined): Comparer => {
    const found = operand === undefined ? null : comparerOf(node.as, operand);
    if (found === null) throw unfit(node);
    return found;
  };
  const test = orderTest(node.operator, operandsOf(node).map(comparer));
  if (test === null) throw unfit(node);
  return test;
}

/** An operator of order or equality over what compares a value with each operand; null where these do not fit it. */
export function orderTest<Value>(
  operator: Operator,
  comparers: readonly ((value: Value) => number)[],
): ((value: Value) => boolean) | null {
  const [compare, upper] = comparers;
  if (operator === 'equals' || operator === 'oneOf') return (value) => comparers.some((each) => each(value) === 0);
  if (compare === undefined) return null;
  if (operator === 'between') return upper === undefined ? null : (value) => compare(value) >= 0 && upper(value) <= 0;
  if (upper !== undefined) return null;
  switch (operator) {
    case 'greaterThan':
      return (value) => compare(value) > 0;
    case 'atLeast':
      return (value) => compare(value) >= 0;
    case 'lessThan':
      return (value) => compare(value) < 0;
    case 'atMost':
      return (value) => compare(value) <= 0;
    default:
      return null;
  }
}
