import type { Operator } from './criteria.js';
import type { PropertyType } from './request.js';

const text: readonly Operator[] = ['equals', 'oneOf', 'contains', 'startsWith', 'endsWith', 'known'];

const byType: Readonly<Record<PropertyType, readonly Operator[]>> = {
  text,
  textList: text,
  number: ['equals', 'oneOf', 'greaterThan', 'atLeast', 'lessThan', 'atMost', 'between', 'known'],
  boolean: ['equals', 'known'],
  date: ['before', 'after', 'equals', 'oneOf', 'known'],
};

/** Every operator, in the order in which an editor shows them. */
export const operators: readonly Operator[] = [
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'before',
  'after',
  'known',
];

/** The operators that can hold of a value of this type, the most usual first. */
export function operatorsFor(type: PropertyType): readonly Operator[] {
  return byType[type];
}
