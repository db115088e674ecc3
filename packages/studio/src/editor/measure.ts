import type {
  AggregateFunction,
  AggregateNode,
  BehaviourNode,
  EventNode,
  EventTimeNode,
  Operator,
  Scalar,
  TimeSpan,
} from '@kindred/criteria';

/** What is asked of the matching events: how many there are, what one of their properties comes to, or when. */
export type Measure = CountMeasure | AggregateMeasure | TimeMeasure;

export interface CountMeasure {
  readonly kind: 'count';
  readonly bound: 'atLeast' | 'atMost' | 'exactly' | 'between';
  readonly times: number | null;
  /** The upper end of `between`. */
  readonly upTo: number | null;
  readonly of: 'events' | 'days' | 'sessions' | 'values';
  /** For `values`. */
  readonly property: string;
}

export interface AggregateMeasure {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  readonly property: string;
  readonly operator: Operator;
  readonly value: Scalar | null;
  readonly upTo: Scalar | null;
}

export interface TimeMeasure {
  readonly kind: 'time';
  readonly which: 'first' | 'last';
  readonly operator: Operator;
  readonly date: string;
  readonly span: { readonly amount: number | null; readonly unit: TimeSpan['unit']; readonly calendar: boolean };
}

export const once: CountMeasure = { kind: 'count', bound: 'atLeast', times: 1, upTo: null, of: 'events', property: '' };

/** Functions whose result is a number whatever the property holds. */
export function isNumeric(name: AggregateFunction): boolean {
  return name === 'sum' || name === 'average' || name === 'minimum' || name === 'maximum';
}

const numberOperators: readonly Operator[] = [
  'atLeast',
  'greaterThan',
  'atMost',
  'lessThan',
  'equals',
  'between',
  'known',
];
const valueOperators: readonly Operator[] = ['equals', 'contains', 'startsWith', 'endsWith', ...numberOperators];
export const spanOperators: readonly Operator[] = ['inLast', 'moreThanAgo'];
export const timeOperators: readonly Operator[] = [...spanOperators, 'before', 'after', 'on'];

export function aggregateOperators(name: AggregateFunction): readonly Operator[] {
  return isNumeric(name) ? numberOperators : [...new Set(valueOperators)];
}

/** Whether the operand of an aggregate is text. */
export function takesText({ function: name, operator }: Pick<AggregateMeasure, 'function' | 'operator'>): boolean {
  return !isNumeric(name) && ['equals', 'contains', 'startsWith', 'endsWith'].includes(operator);
}

/** Reads what a condition asks; null where the fields do not hold all of it. */
export function measureOf(node: Exclude<BehaviourNode, { type: 'sequence' }>): Measure | null {
  if (node.type === 'event') return countOf(node);
  return node.type === 'aggregate' ? aggregateOf(node) : timeOf(node);
}

function countOf({ count, of }: EventNode): CountMeasure {
  const what = {
    kind: 'count',
    of: of?.distinct ?? 'events',
    property: of?.distinct === 'values' ? of.property : '',
    upTo: null,
  } as const;
  if ('atLeast' in count) return { ...what, bound: 'atLeast', times: count.atLeast };
  if ('atMost' in count) return { ...what, bound: 'atMost', times: count.atMost };
  if ('exactly' in count) return { ...what, bound: 'exactly', times: count.exactly };
  return { ...what, bound: 'between', times: count.between[0], upTo: count.between[1] };
}

function aggregateOf(node: AggregateNode): AggregateMeasure | null {
  const { property, operator, value, as, quantifier, exactCase } = node;
  if (as !== undefined || quantifier !== undefined || exactCase !== undefined) return null;
  if (!aggregateOperators(node.function).includes(operator)) return null;
  const made = { kind: 'aggregate', function: node.function, property, operator } as const;
  if (operator === 'known') return { ...made, value: null, upTo: null };
  if (operator === 'between') {
    if (!Array.isArray(value)) return null;
    const [from, to]: readonly unknown[] = value;
    return typeof from === 'number' && typeof to === 'number' ? { ...made, value: from, upTo: to } : null;
  }
  const wanted = takesText(node) ? 'string' : 'number';
  if (typeof value !== wanted || typeof value === 'object' || value === undefined) return null;
  return { ...made, value, upTo: null };
}

const emptySpan: TimeMeasure['span'] = { amount: 7, unit: 'days', calendar: false };

function timeOf({ which, operator, value, as }: EventTimeNode): TimeMeasure | null {
  if (as !== undefined || !timeOperators.includes(operator)) return null;
  if (!spanOperators.includes(operator)) {
    if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return null;
    return { kind: 'time', which, operator, date: value, span: emptySpan };
  }
  if (typeof value !== 'object' || !('amount' in value)) return null;
  const span = { amount: value.amount, unit: value.unit, calendar: value.calendar ?? false };
  return { kind: 'time', which, operator, date: '', span };
}

/** What is still to be given; null when nothing is. */
export function missingInMeasure(measure: Measure): string | null {
  switch (measure.kind) {
    case 'count':
      if (measure.of === 'values' && measure.property === '') return 'Choose the property whose values are counted.';
      if (measure.times === null) return 'Say how many times.';
      return measure.bound === 'between' && measure.upTo === null ? 'Give both ends.' : null;
    case 'aggregate':
      if (measure.property === '') return 'Choose a property of the event.';
      if (measure.operator === 'known') return null;
      if (measure.value === null) return 'Give a value.';
      return measure.operator === 'between' && measure.upTo === null ? 'Give both ends.' : null;
    case 'time':
      if (spanOperators.includes(measure.operator)) return measure.span.amount === null ? 'Say how long ago.' : null;
      return measure.date === '' ? 'Give a date.' : null;
  }
}

/** The node that a measure makes of matching events; what is missing is filled with what does no harm. */
export function nodeOfMeasure(
  measure: Measure,
  match: Pick<EventNode, 'event' | 'where' | 'window'>,
): EventNode | AggregateNode | EventTimeNode {
  switch (measure.kind) {
    case 'count':
      return { type: 'event', ...match, count: countNodeOf(measure), ...distinctOf(measure) };
    case 'aggregate': {
      const { property, operator, value, upTo } = measure;
      const base = { type: 'aggregate', ...match, function: measure.function, property, operator } as const;
      if (operator === 'known') return base;
      return { ...base, value: operator === 'between' ? [value ?? 0, upTo ?? 0] : (value ?? 0) };
    }
    case 'time': {
      const { which, operator, date, span } = measure;
      const base = { type: 'eventTime', ...match, which, operator } as const;
      if (!spanOperators.includes(operator)) return { ...base, value: date };
      return { ...base, value: spanOf(span) };
    }
  }
}

function spanOf({ amount, unit, calendar }: TimeMeasure['span']): TimeSpan {
  const whole = calendar && unit !== 'minutes' && unit !== 'hours';
  return { amount: amount ?? 1, unit, ...(whole ? { calendar: true } : {}) };
}

function countNodeOf({ bound, times, upTo }: CountMeasure): EventNode['count'] {
  const number = times ?? 1;
  switch (bound) {
    case 'atLeast':
      return { atLeast: number };
    case 'atMost':
      return { atMost: number };
    case 'exactly':
      return { exactly: number };
    case 'between':
      return { between: [number, upTo ?? number] };
  }
}

function distinctOf({ of, property }: CountMeasure): Pick<EventNode, 'of'> {
  if (of === 'events') return {};
  return { of: of === 'values' ? { distinct: of, property } : { distinct: of } };
}
