import type {
  AggregateFunction,
  AggregateNode,
  BehaviourNode,
  EventCount,
  EventNode,
  EventTimeNode,
  Operator,
} from '@kindred/criteria';
import { translator } from '../language/translator.js';
import {
  type ComparisonDraft,
  comparisonDraftOf,
  comparisonOf,
  type DraftValue,
  missingInComparison,
} from './comparison-draft.js';

/** What is asked of the matching events: how many there are, what one of their properties comes to, or when. */
export type Measure = CountMeasure | AggregateMeasure | TimeMeasure;

/** So many of anything. */
export interface CountDraft {
  readonly bound: 'atLeast' | 'atMost' | 'exactly' | 'between';
  readonly times: number | null;
  /** The upper end of `between`. */
  readonly upTo: number | null;
}

export interface CountMeasure extends CountDraft {
  readonly kind: 'count';
  readonly of: 'events' | 'days' | 'sessions' | 'values';
  /** For `values`. */
  readonly property: string;
}

export interface AggregateMeasure extends ComparisonDraft {
  readonly kind: 'aggregate';
  readonly function: AggregateFunction;
  readonly property: string;
}

export interface TimeMeasure {
  readonly kind: 'time';
  readonly which: 'first' | 'last';
  readonly operator: Operator;
  readonly value: DraftValue;
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
  'oneOf',
  'between',
  'known',
];
const valueOperators: readonly Operator[] = [
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
  'known',
];
export const timeOperators: readonly Operator[] = [
  'inLast',
  'moreThanAgo',
  'before',
  'after',
  'on',
  'between',
  'anniversary',
  'inNext',
  'moreThanAhead',
];

export function aggregateOperators(name: AggregateFunction): readonly Operator[] {
  return isNumeric(name) ? numberOperators : valueOperators;
}

/** Reads what a condition asks. */
export function measureOf(node: Exclude<BehaviourNode, { type: 'sequence' }>): Measure {
  if (node.type === 'event') return countOf(node);
  if (node.type === 'eventTime') {
    const { which, operator } = node;
    return { kind: 'time', which, operator, value: comparisonDraftOf(node).value };
  }
  return { kind: 'aggregate', function: node.function, property: node.property, ...comparisonDraftOf(node) };
}

function countOf({ count, of }: EventNode): CountMeasure {
  const property = of?.distinct === 'values' ? of.property : '';
  return { kind: 'count', of: of?.distinct ?? 'events', property, ...countDraftOf(count) };
}

/** Whether it is asked that there is none at all. */
export function isNever({ bound, times }: CountDraft): boolean {
  return bound === 'atMost' && times === 0;
}

export function countDraftOf(count: EventCount): CountDraft {
  if ('atLeast' in count) return { bound: 'atLeast', times: count.atLeast, upTo: null };
  if ('atMost' in count) return { bound: 'atMost', times: count.atMost, upTo: null };
  if ('exactly' in count) return { bound: 'exactly', times: count.exactly, upTo: null };
  return { bound: 'between', times: count.between[0], upTo: count.between[1] };
}

/** What is still to be given; null when nothing is. */
export function missingInMeasure(measure: Measure): string | null {
  switch (measure.kind) {
    case 'count':
      if (measure.of === 'values' && measure.property === '') return translator('editor')('missing.countedProperty');
      return missingInCount(measure);
    case 'aggregate':
      return measure.property === '' ? translator('editor')('missing.eventProperty') : missingInComparison(measure);
    case 'time':
      return missingInComparison(timeComparison(measure));
  }
}

export function missingInCount({ bound, times, upTo }: CountDraft): string | null {
  const t = translator('editor');
  if (times === null) return t('missing.many');
  return bound === 'between' && upTo === null ? t('missing.ends') : null;
}

/** The time of an event is a date whatever it is compared with. */
export function timeComparison({ operator, value }: Pick<TimeMeasure, 'operator' | 'value'>): ComparisonDraft {
  return { operator, value, as: operator === 'between' ? 'date' : null, exactCase: false, quantifier: 'any' };
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
      const { function: name, property } = measure;
      return { type: 'aggregate', ...match, function: name, property, ...comparisonOf(measure) };
    }
    case 'time': {
      const { operator, value } = comparisonOf(timeComparison(measure));
      const base = { type: 'eventTime', ...match, which: measure.which, operator } as const;
      if (value === undefined) return base;
      return operator === 'between' ? { ...base, value, as: 'date' } : { ...base, value };
    }
  }
}

export function countNodeOf({ bound, times, upTo }: CountDraft): EventCount {
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
