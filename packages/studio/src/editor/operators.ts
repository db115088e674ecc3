import { type ComparedAs, type Operator, operators, operatorsFor, typeOfProperty } from '@kindred/criteria';
import type { PropertyType } from '../api/types.js';
import { translator } from '../language/translator.js';

/** What an operator takes. */
export type ValueShape = 'none' | 'one' | 'list' | 'pair' | 'networks' | 'span' | 'days' | 'circle';

const shapes: Readonly<Partial<Record<Operator, ValueShape>>> = {
  known: 'none',
  oneOf: 'list',
  between: 'pair',
  inNetwork: 'networks',
  inLast: 'span',
  inNext: 'span',
  moreThanAgo: 'span',
  moreThanAhead: 'span',
  anniversary: 'days',
  near: 'circle',
};

export function shapeOf(operator: Operator): ValueShape {
  return shapes[operator] ?? 'one';
}

export interface ComparedWith {
  readonly operator: Operator;
  readonly as: ComparedAs | null;
}

/** Whether the operand is one date or a pair of them, whatever the property is. */
export function holdsDates(operator: Operator, as: ComparedAs | null): boolean {
  return ['before', 'after', 'on'].includes(operator) || as === 'date';
}

/** An operator and its negation each have a spelling; the tree itself has `not(…)` only. */
export interface OperatorChoice {
  readonly id: string;
  readonly operator: Operator;
  readonly negated: boolean;
  readonly label: string;
}

/** Operators that are said of lists in other words. */
const ofLists = ['equals', 'oneOf'] as const;

/** Negations that say something no other operator says as well, for values that may be missing. */
const negatable: ReadonlySet<Operator> = new Set<Operator>([
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'between',
  'on',
  'inLast',
  'inNext',
  'anniversary',
  'inNetwork',
  'near',
  'known',
]);

/** Operators that a size can be compared with. */
const sizeOperators: readonly Operator[] = [
  'atLeast',
  'greaterThan',
  'atMost',
  'lessThan',
  'equals',
  'between',
  'oneOf',
];

/** Operators whose answer changes with time alone; they are not asked about an event. */
const withTime: ReadonlySet<Operator> = new Set<Operator>([
  'inLast',
  'inNext',
  'moreThanAgo',
  'moreThanAhead',
  'anniversary',
]);

export interface OperatorQuestion {
  readonly property: string;
  readonly type: PropertyType;
  /** What the palette offers for the property; null where it does not list it. */
  readonly usual: readonly Operator[] | null;
  readonly of: 'values' | 'size';
  readonly insideEvent: boolean;
  /** The choice made so far, which is offered whatever the type says. */
  readonly present: { readonly operator: Operator; readonly negated: boolean };
}

/** What a person can choose: what fits the type first, then what else the language takes, for values of another type. */
export function operatorChoices(question: OperatorQuestion): {
  readonly usual: readonly OperatorChoice[];
  readonly others: readonly OperatorChoice[];
} {
  const { property, type, usual, of, insideEvent, present } = question;
  const allowed = (operator: Operator) => !insideEvent || !withTime.has(operator);
  const fixed = property === '' ? null : typeOfProperty(property);
  const first = of === 'size' ? sizeOperators : (usual ?? operatorsFor(fixed ?? type)).filter(allowed);
  const rest =
    of === 'size' || fixed !== null ? [] : operators.filter((each) => allowed(each) && !first.includes(each));
  const known = first.includes(present.operator) || rest.includes(present.operator);
  return {
    usual: spelled(known ? first : [...first, present.operator], question),
    others: spelled(rest, question),
  };
}

function spelled(offered: readonly Operator[], { type, present }: OperatorQuestion): readonly OperatorChoice[] {
  const choices: OperatorChoice[] = [];
  for (const operator of offered) {
    for (const negated of [false, true]) {
      const chosen = present.operator === operator && present.negated === negated;
      if (!negated || negatable.has(operator) || chosen) choices.push(choiceOf(type, operator, negated));
    }
  }
  return choices;
}

export function choiceOf(type: PropertyType, operator: Operator, negated: boolean): OperatorChoice {
  const t = translator('editor');
  const ofList = type === 'textList' ? ofLists.find((each) => each === operator) : undefined;
  const said = negated ? 'no' : 'yes';
  const label = ofList === undefined ? t(`operator.${operator}.${said}`) : t(`operator.list.${ofList}.${said}`);
  return { id: `${negated ? '!' : ''}${operator}`, operator, negated, label };
}

const ordered: ReadonlySet<Operator> = new Set<Operator>([
  'equals',
  'oneOf',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
]);

/** What values can be taken for with this operator; empty where it leaves no choice. */
export function kindsFor(operator: Operator): readonly ComparedAs[] {
  if (!ordered.has(operator)) return [];
  return ['number', 'decimal', 'version', 'duration', ...(operator === 'between' ? (['date'] as const) : [])];
}

/** Operators whose operand is text, so that letters' case can matter. */
export function comparesText(operator: Operator): boolean {
  return ['equals', 'oneOf', 'contains', 'startsWith', 'endsWith', 'matches'].includes(operator);
}
