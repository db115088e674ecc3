import { isTimeSpan } from '../comparison/operands.js';
import { dependsOnTime } from '../comparison/relative-dates.js';
import type { Operator, PropertyNode, TimeSpan } from '../criteria.js';
import { fixedMilliseconds } from '../duration.js';

/**
 * The times that a comparison with the present allows, from ≤ time < to, as places before and after it. Places of one
 * `scale` are in the order of the times that they stand for, at every instant and in every zone; those of two are not
 * compared.
 */
export interface Span {
  readonly scale: string;
  readonly from: number;
  readonly to: number;
}

/** The span of `inLast` … `moreThanAhead`; null for what compares with no such span. */
export function spanOf(node: PropertyNode): Span | null {
  const { operator, value } = node;
  if (!dependsOnTime(node) || value === undefined || !isTimeSpan(value)) return null;
  const { scale, length } = scaleOf(value);
  // The present itself, or the whole day that it is in, belongs to what went before and to what follows.
  const ends = endsOf(operator, length, value.calendar === true ? 1 : 0.5);
  return ends === null ? null : { scale, ...ends };
}

function scaleOf(span: TimeSpan): { readonly scale: string; readonly length: number } {
  const { amount, unit } = span;
  if (span.calendar === true) return { scale: `whole ${unit}`, length: amount };
  const length = fixedMilliseconds({ amount, unit });
  return length === null
    ? { scale: 'months', length: amount * (unit === 'years' ? 12 : 1) }
    : { scale: 'milliseconds', length };
}

function endsOf(operator: Operator, length: number, present: number): Pick<Span, 'from' | 'to'> | null {
  switch (operator) {
    case 'inLast':
      return { from: present - length, to: present };
    case 'moreThanAgo':
      return { from: Number.NEGATIVE_INFINITY, to: present - length };
    case 'inNext':
      return { from: 0, to: length };
    case 'moreThanAhead':
      return { from: length, to: Number.POSITIVE_INFINITY };
    default:
      return null;
  }
}

export function spanWithin(one: Span, other: Span): boolean {
  return one.scale === other.scale && other.from <= one.from && one.to <= other.to;
}

export function spansApart(one: Span, other: Span): boolean {
  return one.scale === other.scale && (one.to <= other.from || other.to <= one.from);
}
