import { type Operator, operatorsFor, type Scalar } from '@kindred/criteria';
import type { PropertyType } from '../api/types.js';
import type { DraftValue } from './draft.js';

/** How many values an operator takes. */
export type ValueShape = 'none' | 'one' | 'list' | 'pair';

export function shapeOf(operator: Operator): ValueShape {
  if (operator === 'known') return 'none';
  if (operator === 'oneOf') return 'list';
  return operator === 'between' ? 'pair' : 'one';
}

/** An operator and its negation each have a spelling; the tree itself has `not(…)` only. */
export interface OperatorChoice {
  readonly id: string;
  readonly operator: Operator;
  readonly negated: boolean;
  readonly label: string;
}

const spellings: Readonly<Record<Operator, readonly [string, string]>> = {
  equals: ['is', 'is not'],
  oneOf: ['is one of', 'is none of'],
  contains: ['contains', 'does not contain'],
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  greaterThan: ['is more than', 'is not more than'],
  atLeast: ['is at least', 'is not at least'],
  lessThan: ['is less than', 'is not less than'],
  atMost: ['is at most', 'is not at most'],
  between: ['is between', 'is not between'],
  before: ['is before', 'is not before'],
  after: ['is after', 'is not after'],
  known: ['is known', 'is unknown'],
  matches: ['matches', 'does not match'],
  on: ['is on', 'is not on'],
  inLast: ['is in the last', 'is not in the last'],
  inNext: ['is in the next', 'is not in the next'],
  moreThanAgo: ['is more than so long ago', 'is not more than so long ago'],
  moreThanAhead: ['is more than so far ahead', 'is not more than so far ahead'],
  anniversary: ['has its yearly day', 'does not have its yearly day'],
  inNetwork: ['is in the network', 'is not in the network'],
  near: ['is near', 'is not near'],
};

/** Operators whose operand can be entered; the others are kept as they are where a definition has them. */
const entered: ReadonlySet<Operator> = new Set<Operator>([
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'before',
  'after',
  'inNetwork',
  'known',
]);

function isEntered(operator: Operator, type: PropertyType): boolean {
  return entered.has(operator) || (operator === 'between' && type === 'number');
}

const listSpellings: Readonly<Partial<Record<Operator, readonly [string, string]>>> = {
  equals: ['includes', 'does not include'],
  oneOf: ['includes any of', 'includes none of'],
};

/** Negations that say something no other operator says as well, for values that may be missing. */
const negatable: ReadonlySet<Operator> = new Set<Operator>([
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'between',
  'inNetwork',
  'known',
]);

/**
 * What a person can choose for a property of this type, usual spellings first.
 * @param present the choice made so far, which is offered whatever the type says
 */
export function operatorChoices(
  type: PropertyType,
  allowed: readonly Operator[] | null,
  present: { readonly operator: Operator; readonly negated: boolean },
): readonly OperatorChoice[] {
  const choices: OperatorChoice[] = [];
  const offered = (allowed ?? operatorsFor(type)).filter((operator) => isEntered(operator, type));
  const operators = offered.includes(present.operator) ? offered : [...offered, present.operator];
  for (const operator of operators) {
    for (const negated of [false, true]) {
      const chosen = present.operator === operator && present.negated === negated;
      if (!negated || negatable.has(operator) || chosen) choices.push(choiceOf(type, operator, negated));
    }
  }
  return choices;
}

export function choiceOf(type: PropertyType, operator: Operator, negated: boolean): OperatorChoice {
  const spelling = (type === 'textList' ? listSpellings[operator] : undefined) ?? spellings[operator];
  const label = spelling[negated ? 1 : 0];
  return { id: `${negated ? '!' : ''}${operator}`, operator, negated, label };
}

/** Carries a value over to another operator as far as it makes sense there. */
export function carryValue(value: DraftValue, operator: Operator): DraftValue {
  const first: Scalar | null = isList(value) ? (value[0] ?? null) : value;
  switch (shapeOf(operator)) {
    case 'none':
      return null;
    case 'one':
      return first;
    case 'list':
      return isList(value) ? value.filter((each) => each !== null) : value === null ? [] : [value];
    case 'pair':
      return isList(value) ? [value[0] ?? null, value[1] ?? null] : [first, null];
  }
}

function isList(value: DraftValue): value is readonly (Scalar | null)[] {
  return typeof value === 'object' && value !== null;
}

/** What a new condition on a property of this type starts as. */
export function startingPoint(
  type: PropertyType,
  operators: readonly Operator[],
): { operator: Operator; value: DraftValue } {
  const operator = operators.find((each) => isEntered(each, type)) ?? operatorsFor(type)[0] ?? 'equals';
  if (type === 'boolean' && operator === 'equals') return { operator, value: true };
  return { operator, value: carryValue(null, operator) };
}

/** Whether the operand is entered as a date: dates may come as text, whose other operators take any text. */
export function asksForDate(operator: Operator, type: PropertyType): boolean {
  return type === 'date' || operator === 'before' || operator === 'after';
}

/** Operators whose operand is text, so that letters' case can matter. */
export function comparesText(operator: Operator): boolean {
  return ['equals', 'oneOf', 'contains', 'startsWith', 'endsWith'].includes(operator);
}
