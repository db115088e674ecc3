import type { PropertyNode, Scalar } from '../criteria.js';
import { isDateText } from '../dates.js';
import type { ODataExpression, ODataLiteral } from './expression.js';
import type { Notes } from './note.js';

/** The first and last day that criteria can name; a comparison with one end reaches to them. */
export const firstDay = '1900-01-01';
export const lastDay = '2299-12-31';

const textOperators = { contains: 'contains', startswith: 'startsWith', endswith: 'endsWith' } as const;

/** `contains`, `startswith`, `endswith`, `matchespattern` of a property; null for any other function. */
export function textOperator(name: string): 'contains' | 'startsWith' | 'endsWith' | 'matches' | null {
  if (name === 'matchespattern') return 'matches';
  return name === 'contains' || name === 'startswith' || name === 'endswith' ? textOperators[name] : null;
}

/** A date or date-time, quoted or not; null for any other value. */
export function dateOf(literal: ODataLiteral): string | null {
  if (literal.literal !== 'date' && literal.literal !== 'dateTime' && literal.literal !== 'text') return null;
  // Analytics Cloud stores days as 2020-1-4 too.
  const text = literal.text.replace(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (_, year: string, month: string, day: string) =>
    [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );
  return isDateText(text) ? text : null;
}

/** A value beside one of Liferay's names of dates: texts are dates there, and numbers times in epoch milliseconds. */
export function asTime(literal: ODataLiteral): ODataLiteral {
  if (literal.literal === 'number') {
    const time = new Date(Number(literal.text));
    return Number.isNaN(time.getTime()) ? literal : { ...literal, literal: 'dateTime', text: time.toISOString() };
  }
  return literal.literal === 'text' && dateOf(literal) !== null ? { ...literal, literal: 'dateTime' } : literal;
}

/** A value that criteria can hold; null after a note. */
export function scalarOf(literal: ODataExpression, notes: Notes): Scalar | null {
  if (literal.kind !== 'literal') return notes.leftOut(literal.at, 'Only a value can stand here');
  const { text, at } = literal;
  switch (literal.literal) {
    case 'text':
    case 'guid':
    case 'enum':
      return text;
    case 'boolean':
      return text === 'true';
    case 'number': {
      const number = Number(text);
      if (!Number.isFinite(number)) return notes.leftOut(at, `“${text}” is not a number that can be compared`);
      if (/^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number)) {
        return notes.leftOut(at, `The number ${text} cannot be held exactly`);
      }
      return number;
    }
    default:
      return notes.leftOut(at, `A value of the kind ${literal.literal} cannot be compared so`);
  }
}

/** One comparison with one value, `null` left aside. */
export function comparisonOf(
  property: string,
  operator: 'eq' | 'gt' | 'ge' | 'lt' | 'le',
  literal: ODataLiteral,
  notes: Notes,
): PropertyNode | null {
  const node = { type: 'property', property } as const;
  const date = operator === 'eq' && literal.literal === 'text' ? null : dateOf(literal);
  if (date !== null) {
    const wholeDay = date.length === 10;
    if (operator === 'gt') return { ...node, operator: 'after', value: date };
    if (operator === 'lt') return { ...node, operator: 'before', value: date };
    if (operator === 'eq' && wholeDay) return { ...node, operator: 'on', value: date };
    const from = operator === 'le' ? firstDay : date;
    const to = operator === 'ge' ? lastDay : date;
    return { ...node, operator: 'between', value: [from, to], as: 'date' };
  }
  if (literal.literal === 'date' || literal.literal === 'dateTime') {
    return notes.leftOut(literal.at, `“${literal.text}” is not a date between the years 1900 and 2299`);
  }
  const value = scalarOf(literal, notes);
  if (value === null) return null;
  if (operator === 'eq') return { ...node, operator: 'equals', value };
  if (typeof value !== 'number') return notes.leftOut(literal.at, 'Text has no order; only numbers and dates have');
  const ordered = { gt: 'greaterThan', ge: 'atLeast', lt: 'lessThan', le: 'atMost' } as const;
  return { ...node, operator: ordered[operator], value };
}

/** `between(property, low, high)`, both ends included. */
export function rangeOf(
  property: string,
  low: ODataExpression,
  high: ODataExpression,
  notes: Notes,
): PropertyNode | null {
  if (low.kind !== 'literal' || high.kind !== 'literal') return notes.leftOut(low.at, 'Two values were expected');
  const node = { type: 'property', property, operator: 'between' } as const;
  const [from, to] = [dateOf(low), dateOf(high)];
  if (from !== null && to !== null) return { ...node, value: [from, to], as: 'date' };
  const [least, most] = [scalarOf(low, notes), scalarOf(high, notes)];
  if (typeof least === 'number' && typeof most === 'number') return { ...node, value: [least, most] };
  return least === null || most === null ? null : notes.leftOut(low.at, 'Only numbers and dates have an order');
}
