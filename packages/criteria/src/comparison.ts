import type { PropertyNode, Scalar } from './criteria.js';
import { parseDate } from './dates.js';
import { InvalidCriteriaError } from './errors.js';
import { fold, foldedStartsWith, foldsTo } from './fold.js';
import type { Calendar, PropertyValue } from './values.js';

type Test = (value: Scalar) => boolean;

/**
 * The comparison of one condition as a function of the value found. Of many values one that satisfies it is enough;
 * a missing value never does. Operands are folded and dates read once, here.
 *
 * @throws InvalidCriteriaError if the operand does not fit the operator
 */
export function compileComparison(
  node: PropertyNode,
  calendar: Calendar,
): (value: PropertyValue | null | undefined) => boolean {
  const test = compileTest(node, calendar);
  return (value) => {
    if (value === undefined || value === null) return false;
    if (typeof value !== 'object') return test(value);
    for (let i = 0; i < value.length; i++) {
      const item = value[i];
      if (item !== undefined && test(item)) return true;
    }
    return false;
  };
}

function compileTest(node: PropertyNode, calendar: Calendar): Test {
  const exact = node.exactCase === true;
  switch (node.operator) {
    case 'known':
      return isScalar;
    case 'equals':
      return equalsOne(scalarOperand(node), exact);
    case 'oneOf':
      return oneOf(listOperand(node), exact);
    case 'contains': {
      const part = textOperand(node, exact);
      return (value) => typeof value === 'string' && (exact ? value : fold(value)).includes(part);
    }
    case 'startsWith': {
      const part = textOperand(node, exact);
      return exact
        ? (value) => typeof value === 'string' && value.startsWith(part)
        : (value) => typeof value === 'string' && foldedStartsWith(value, part);
    }
    case 'endsWith': {
      const part = textOperand(node, exact);
      return (value) => typeof value === 'string' && (exact ? value : fold(value)).endsWith(part);
    }
    case 'greaterThan': {
      const bound = numberOperand(node, node.value);
      return (value) => typeof value === 'number' && value > bound;
    }
    case 'atLeast': {
      const bound = numberOperand(node, node.value);
      return (value) => typeof value === 'number' && value >= bound;
    }
    case 'lessThan': {
      const bound = numberOperand(node, node.value);
      return (value) => typeof value === 'number' && value < bound;
    }
    case 'atMost': {
      const bound = numberOperand(node, node.value);
      return (value) => typeof value === 'number' && value <= bound;
    }
    case 'between': {
      const [first, second] = listOperand(node);
      const low = numberOperand(node, first);
      const high = numberOperand(node, second);
      return (value) => typeof value === 'number' && value >= low && value <= high;
    }
    case 'before': {
      const bound = dateOperand(node, calendar);
      return compareDates(calendar, (instant) => instant < bound);
    }
    case 'after': {
      const bound = dateOperand(node, calendar);
      return compareDates(calendar, (instant) => instant > bound);
    }
  }
}

/** Names such as `toString` find functions on plain objects; those are no values. */
function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function equalsOne(operand: Scalar, exact: boolean): Test {
  if (typeof operand !== 'string' || exact) return (value) => value === operand;
  const folded = fold(operand);
  return (value) => typeof value === 'string' && foldsTo(value, folded);
}

function oneOf(operands: readonly Scalar[], exact: boolean): Test {
  const others = new Set<Scalar>(operands);
  if (exact || !operands.some((operand) => typeof operand === 'string')) return (value) => others.has(value);
  const texts = new Set<string>();
  for (const operand of operands) if (typeof operand === 'string') texts.add(fold(operand));
  return (value) => (typeof value === 'string' ? texts.has(fold(value)) : others.has(value));
}

function compareDates(calendar: Calendar, holds: (instant: number) => boolean): Test {
  return (value) => {
    if (typeof value !== 'string') return false;
    const instant = parseDate(value, calendar);
    return instant !== null && holds(instant);
  };
}

function scalarOperand(node: PropertyNode): Scalar {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw unfit(node);
}

function listOperand(node: PropertyNode): readonly Scalar[] {
  const { value } = node;
  if (typeof value === 'object') return value;
  throw unfit(node);
}

function textOperand(node: PropertyNode, exact: boolean): string {
  if (typeof node.value !== 'string') throw unfit(node);
  return exact ? node.value : fold(node.value);
}

function numberOperand(node: PropertyNode, value: PropertyNode['value']): number {
  if (typeof value !== 'number') throw unfit(node);
  return value;
}

function dateOperand(node: PropertyNode, calendar: Calendar): number {
  const instant = typeof node.value === 'string' ? parseDate(node.value, calendar) : null;
  if (instant === null) throw unfit(node);
  return instant;
}

function unfit(node: PropertyNode): InvalidCriteriaError {
  return new InvalidCriteriaError(`The value of ${node.property} does not fit the operator ${node.operator}`);
}
