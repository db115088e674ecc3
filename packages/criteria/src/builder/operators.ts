import type { NotNode, Operator, PropertyNode } from '../criteria.js';
import { not } from './combinations.js';
import type {
  AnniversaryOperators,
  Anything,
  Many,
  Ordered,
  Sized,
  SpanOperator,
  TextOptions,
} from './operator-words.js';
import { type DateWords, dateText, daysOf, spanOf } from './times.js';

/** How a value is compared, whatever it is a value of. */
export type Compared = Pick<PropertyNode, 'operator' | 'value' | 'exactCase' | 'as'>;

/** The operators of one value; each hands what it says to `finish`. */
export function comparisons<Result>(finish: (compared: Compared) => Result): Anything<Result, 'present'> {
  const make = (operator: Operator, value: PropertyNode['value'], options: TextOptions = {}): Result =>
    finish({ operator, value, ...options });
  const span =
    (operator: Operator): SpanOperator<Result> =>
    (time: string, options: { readonly calendar?: true } = {}) =>
      make(operator, { ...spanOf(time), ...options });
  return {
    isKnown: () => finish({ operator: 'known' }),
    ...ordered(finish),
    equals: (value, options) => make('equals', value, options),
    oneOf: (values, options) => make('oneOf', values, options),
    contains: (part, options) => make('contains', part, options),
    startsWith: (beginning, options) => make('startsWith', beginning, options),
    endsWith: (end, options) => make('endsWith', end, options),
    matches: (pattern, options) => make('matches', pattern, options),
    between: (low: number | DateWords, high: number | DateWords) =>
      typeof low === 'number' && typeof high === 'number'
        ? finish({ operator: 'between', value: [low, high] })
        : finish({ operator: 'between', value: [boundOf(low), boundOf(high)], as: 'date' }),
    before: (date) => make('before', dateText(date)),
    after: (date) => make('after', dateText(date)),
    on: (day) => make('on', day),
    inLast: span('inLast'),
    inNext: span('inNext'),
    moreThanAgo: span('moreThanAgo'),
    moreThanAhead: span('moreThanAhead'),
    ...anniversaries(finish),
    inNetwork: (network) => make('inNetwork', network),
    near: (circle) => make('near', circle),
    asDate: () => comparisons(finish),
    asDecimal: () => ordered((compared) => finish({ ...compared, as: 'decimal' })),
    asVersion: () => ordered((compared) => finish({ ...compared, as: 'version' })),
    asDuration: () => ordered((compared) => finish({ ...compared, as: 'duration' })),
  };
}

function boundOf(bound: number | DateWords): number | string {
  return typeof bound === 'number' ? bound : dateText(bound);
}

function ordered<Result>(finish: (compared: Compared) => Result): Ordered<Result, string | number> {
  return {
    equals: (value) => finish({ operator: 'equals', value }),
    oneOf: (value) => finish({ operator: 'oneOf', value }),
    greaterThan: (value) => finish({ operator: 'greaterThan', value }),
    atLeast: (value) => finish({ operator: 'atLeast', value }),
    lessThan: (value) => finish({ operator: 'lessThan', value }),
    atMost: (value) => finish({ operator: 'atMost', value }),
    between: (low, high) => finish({ operator: 'between', value: [low, high] }),
  };
}

function anniversaries<Result>(finish: (compared: Compared) => Result): AnniversaryOperators<Result> {
  return {
    anniversaryToday: () => finish({ operator: 'anniversary', value: { days: 0 } }),
    anniversaryWithin: (days) => finish({ operator: 'anniversary', value: { days: daysOf(days) } }),
  };
}

/** Every operator of a property, of its many values too. */
export interface PropertyOperators<Property extends string = string>
  extends Anything<PropertyNode, 'present'>,
    Many<Anything<PropertyNode, 'present'>, Anything<NotNode, 'present'>>,
    Sized<PropertyNode> {
  /** Its full name. */
  readonly property: Property;
}

/** The operators of one property; each makes a plain node. */
export function operatorsOn<Property extends string>(property: Property): PropertyOperators<Property> {
  const node = (compared: Compared): PropertyNode => ({ type: 'property', property, ...compared });
  return {
    property,
    ...comparisons(node),
    every: () => comparisons((compared) => ({ ...node(compared), quantifier: 'all' })),
    none: () => comparisons((compared) => not(node(compared))),
    size: () => ordered((compared) => ({ ...node(compared), of: 'size' })),
  };
}
