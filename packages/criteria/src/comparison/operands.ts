import type { Circle, DaysAhead, Operand, PropertyNode, Scalar, TimeSpan } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';

export function isOperandList(value: Operand | undefined): value is readonly Scalar[] {
  return typeof value === 'object' && Array.isArray(value);
}

export function isTimeSpan(value: Operand): value is TimeSpan {
  return typeof value === 'object' && 'amount' in value;
}

export function isDaysAhead(value: Operand): value is DaysAhead {
  return typeof value === 'object' && 'days' in value;
}

export function isCircle(value: Operand): value is Circle {
  return typeof value === 'object' && 'kilometers' in value;
}

type Compared = Pick<PropertyNode, 'operator' | 'value'> & { readonly property?: string };

export function scalarOperand(node: Compared): Scalar {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw unfit(node);
}

export function listOperand(node: Compared): readonly Scalar[] {
  if (isOperandList(node.value)) return node.value;
  throw unfit(node);
}

/** The one value of a comparison, or all of its list. */
export function operandsOf(node: Compared): readonly Scalar[] {
  return isOperandList(node.value) ? node.value : [scalarOperand(node)];
}

export function unfit({ property = 'the condition', operator }: Compared): InvalidCriteriaError {
  return new InvalidCriteriaError(`The value of ${property} does not fit the operator ${operator}`);
}
