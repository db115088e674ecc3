import {
  type Circle,
  type ComparedAs,
  type DaysAhead,
  type Operand,
  type Operator,
  operatorsFor,
  type PropertyNode,
  type Scalar,
  type TimeSpan,
} from '@kindred/criteria';
import type { PropertyType } from '../api/types.js';
import { translator } from '../language/translator.js';
import { type ComparedWith, holdsDates, kindsFor, shapeOf } from './operators.js';

export interface SpanDraft {
  readonly amount: number | null;
  readonly unit: TimeSpan['unit'];
  readonly calendar: boolean;
}

export interface DaysDraft {
  readonly days: number | null;
}

export interface CircleDraft {
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly kilometers: number | null;
}

/** Null is a value not given yet. */
export type DraftValue = Scalar | readonly (Scalar | null)[] | SpanDraft | DaysDraft | CircleDraft | null;

/** How one value is compared, as it is entered. */
export interface ComparisonDraft {
  readonly operator: Operator;
  readonly value: DraftValue;
  readonly exactCase: boolean;
  /** Null: as numbers where the operator is about order. */
  readonly as: Exclude<ComparedAs, 'number'> | null;
  readonly quantifier: 'any' | 'all';
}

const emptySpan: SpanDraft = { amount: 30, unit: 'days', calendar: false };
const emptyDays: DaysDraft = { days: 7 };
const emptyCircle: CircleDraft = { latitude: null, longitude: null, kilometers: 10 };

export function isList(value: DraftValue): value is readonly (Scalar | null)[] {
  return Array.isArray(value);
}

export function isSpan(value: DraftValue): value is SpanDraft {
  return isObject(value) && 'amount' in value;
}

export function isDays(value: DraftValue): value is DaysDraft {
  return isObject(value) && 'days' in value;
}

export function isCircle(value: DraftValue): value is CircleDraft {
  return isObject(value) && 'kilometers' in value;
}

function isObject(value: DraftValue): value is SpanDraft | DaysDraft | CircleDraft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type ComparedNode = Pick<PropertyNode, 'operator' | 'value' | 'exactCase' | 'as' | 'quantifier'>;

export function comparisonDraftOf({ operator, value, exactCase, as, quantifier }: ComparedNode): ComparisonDraft {
  return {
    operator,
    value: valueDraftOf(value),
    exactCase: exactCase ?? false,
    as: as === undefined || as === 'number' ? null : as,
    quantifier: quantifier ?? 'any',
  };
}

function valueDraftOf(value: Operand | undefined): DraftValue {
  if (value === undefined) return null;
  if (typeof value !== 'object') return value;
  if ('amount' in value) return { amount: value.amount, unit: value.unit, calendar: value.calendar ?? false };
  return value;
}

/** The parts of a condition that say how its value is compared; the inverse of `comparisonDraftOf` once complete. */
export function comparisonOf({ operator, value, exactCase, as, quantifier }: ComparisonDraft): ComparedNode {
  const operand = operandOf(operator, value);
  return {
    operator,
    ...(operand === undefined ? {} : { value: operand }),
    ...(exactCase ? { exactCase } : {}),
    ...(as === null ? {} : { as }),
    ...(quantifier === 'all' ? { quantifier } : {}),
  };
}

function operandOf(operator: Operator, value: DraftValue): Operand | undefined {
  if (shapeOf(operator) === 'none' || value === null) return undefined;
  if (isList(value)) return value.filter((each) => each !== null);
  if (isSpan(value)) return spanOf(value);
  if (isDays(value)) return daysOf(value);
  return isCircle(value) ? circleOf(value) : value;
}

function spanOf({ amount, unit, calendar }: SpanDraft): TimeSpan {
  const whole = calendar && unit !== 'minutes' && unit !== 'hours';
  return { amount: amount ?? 1, unit, ...(whole ? { calendar: true } : {}) };
}

function daysOf({ days }: DaysDraft): DaysAhead {
  return { days: days ?? 0 };
}

function circleOf({ latitude, longitude, kilometers }: CircleDraft): Circle {
  return { latitude: latitude ?? 0, longitude: longitude ?? 0, kilometers: kilometers ?? 0 };
}

/** What is still to be given; null when nothing is. */
export function missingInComparison({ operator, value }: ComparisonDraft): string | null {
  const t = translator('editor');
  switch (shapeOf(operator)) {
    case 'none':
      return null;
    case 'list':
      return isList(value) && value.length > 0 ? null : t('missing.values');
    case 'networks':
      if (isList(value)) return value.length > 0 ? null : t('missing.networks');
      return typeof value === 'string' && value !== '' ? null : t('missing.networks');
    case 'pair':
      return isList(value) && value.length === 2 && !value.includes(null) ? null : t('missing.ends');
    case 'span':
      return isSpan(value) && value.amount !== null ? null : t('missing.howLong');
    case 'days':
      return isDays(value) && value.days !== null ? null : t('missing.days');
    case 'circle': {
      if (!isCircle(value) || value.latitude === null || value.longitude === null) return t('missing.place');
      return value.kilometers === null ? t('missing.radius') : null;
    }
    case 'one':
      if (value === null || typeof value === 'object') return t('missing.value');
      return holdsDates(operator, null) && value === '' ? t('missing.date') : null;
  }
}

/** Carries a value over to another way of comparing as far as it makes sense there. */
export function carryValue(value: DraftValue, operator: Operator, as: ComparisonDraft['as'] = null): DraftValue {
  const list: readonly (Scalar | null)[] = isList(value) ? value : typeof value === 'object' ? [] : [value];
  const kept = list.map((each) => (fits(each, { operator, as }) ? each : null));
  switch (shapeOf(operator)) {
    case 'none':
      return null;
    case 'one':
      return kept[0] ?? null;
    case 'list':
    case 'networks':
      return kept.filter((each) => each !== null);
    case 'pair':
      return [kept[0] ?? null, kept[1] ?? null];
    case 'span':
      return isSpan(value) ? value : emptySpan;
    case 'days':
      return isDays(value) ? value : emptyDays;
    case 'circle':
      return isCircle(value) ? value : emptyCircle;
  }
}

const orders: ReadonlySet<Operator> = new Set<Operator>(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'between']);
const textOnly: ReadonlySet<Operator> = new Set<Operator>([
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'inNetwork',
]);

function fits(value: Scalar | null, { operator, as }: ComparedWith): boolean {
  if (holdsDates(operator, as)) return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value);
  if (as === 'decimal') return typeof value !== 'boolean';
  if (as !== null || textOnly.has(operator)) return typeof value === 'string';
  return !orders.has(operator) || typeof value === 'number';
}

/** What values are taken for once another operator is chosen. */
export function kindFor(operator: Operator, type: PropertyType, before: ComparisonDraft['as']): ComparisonDraft['as'] {
  const kinds = kindsFor(operator);
  if (before !== null && kinds.includes(before)) return before;
  if (type === 'version' && kinds.includes('version')) return 'version';
  return type === 'date' && kinds.includes('date') ? 'date' : null;
}

/** What a new condition on a property of this type starts as. */
export function startingPoint(
  type: PropertyType,
  operators: readonly Operator[],
): Pick<ComparisonDraft, 'operator' | 'value' | 'as'> {
  const operator = operators[0] ?? operatorsFor(type)[0] ?? 'equals';
  if (type === 'boolean' && operator === 'equals') return { operator, value: true, as: null };
  const as = kindFor(operator, type, null);
  return { operator, value: carryValue(null, operator, as), as };
}
