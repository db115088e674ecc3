import type { Operator } from './criteria.js';
import type { PropertyType } from './request.js';

const text: readonly Operator[] = ['equals', 'oneOf', 'contains', 'startsWith', 'endsWith', 'matches', 'known'];

const byType: Readonly<Record<PropertyType, readonly Operator[]>> = {
  text,
  textList: text,
  number: ['equals', 'oneOf', 'greaterThan', 'atLeast', 'lessThan', 'atMost', 'between', 'known'],
  boolean: ['equals', 'known'],
  ip: ['inNetwork', 'known'],
  version: [
    'equals',
    'oneOf',
    'greaterThan',
    'atLeast',
    'lessThan',
    'atMost',
    'between',
    'startsWith',
    'contains',
    'endsWith',
    'matches',
    'known',
  ],
  date: [
    'before',
    'after',
    'on',
    'between',
    'inLast',
    'inNext',
    'moreThanAgo',
    'moreThanAhead',
    'anniversary',
    'equals',
    'oneOf',
    'known',
  ],
};

/** Every operator, in the order in which an editor shows them. */
export const operators: readonly Operator[] = [
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'before',
  'after',
  'on',
  'inLast',
  'inNext',
  'moreThanAgo',
  'moreThanAhead',
  'anniversary',
  'inNetwork',
  'near',
  'known',
];

/** The operators that can hold of a value of this type, the most usual first. */
export function operatorsFor(type: PropertyType): readonly Operator[] {
  return byType[type];
}
