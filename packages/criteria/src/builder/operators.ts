import type { Circle, ComparedAs, Operator, PropertyNode, Scalar, TimeSpan } from '../criteria.js';

/** A length of time in words: `7 days`, `1 hour`. */
export type Words = `${number} ${Unit}` | `${number} ${Singular}`;
type Unit = TimeSpan['unit'];
type Singular = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Text options: compare the characters as they are. */
export interface TextOptions {
  readonly exactCase?: boolean;
}

export interface KnownOperator<Result> {
  isKnown(): Result;
}

export interface TextOperators<Result, Text extends string = string> extends KnownOperator<Result> {
  equals(value: Text, options?: TextOptions): Result;
  oneOf(values: readonly Text[], options?: TextOptions): Result;
  contains(part: string, options?: TextOptions): Result;
  startsWith(beginning: string, options?: TextOptions): Result;
  endsWith(end: string, options?: TextOptions): Result;
  matches(pattern: string, options?: TextOptions): Result;
}

export interface NumberOperators<Result> extends KnownOperator<Result> {
  equals(value: number): Result;
  oneOf(values: readonly number[]): Result;
  greaterThan(value: number): Result;
  atLeast(value: number): Result;
  lessThan(value: number): Result;
  atMost(value: number): Result;
  between(low: number, high: number): Result;
}

export interface BooleanOperators<Result> extends KnownOperator<Result> {
  equals(value: boolean): Result;
}

/** Dates are ISO 8601 text, or a `Date` for an instant. */
export interface DateOperators<Result> extends KnownOperator<Result> {
  before(date: string | Date): Result;
  after(date: string | Date): Result;
  on(day: string): Result;
  inLast(time: Words): Result;
  inNext(time: Words): Result;
  moreThanAgo(time: Words): Result;
}

/** Every operator, for properties of which nothing is declared. */
export type AnyOperators<Result> = Omit<TextOperators<Result>, 'equals' | 'oneOf'> &
  Omit<NumberOperators<Result>, 'equals' | 'oneOf'> &
  DateOperators<Result> & {
    equals(value: Scalar, options?: TextOptions): Result;
    oneOf(values: readonly Scalar[], options?: TextOptions): Result;
    near(circle: Circle): Result;
    inNetwork(network: string | readonly string[]): Result;
    /** A comparison of versions, exact decimals or durations. */
    as(kind: Exclude<ComparedAs, 'date' | 'number'>, operator: Operator, value: Scalar): Result;
  };

/** What can be asked of a value of a declared type; of a list, what can be asked of one of its values. */
export type OperatorsOf<Value, Result> = [Exclude<Value, null | undefined>] extends [infer Present]
  ? [Present] extends [readonly (infer Item)[]]
    ? OperatorsOf<Item, Result>
    : [Present] extends [string]
      ? TextOperators<Result, Present>
      : [Present] extends [number]
        ? NumberOperators<Result>
        : [Present] extends [boolean]
          ? BooleanOperators<Result>
          : [Present] extends [Date]
            ? DateOperators<Result>
            : AnyOperators<Result>
  : never;

/** The operators of one property; each makes a plain node and hands it to `finish`. */
export function operatorsOn<Result>(property: string, finish: (node: PropertyNode) => Result): AnyOperators<Result> {
  const make = (operator: Operator, value?: PropertyNode['value'], options: Partial<PropertyNode> = {}): Result =>
    finish({ type: 'property', property, operator, ...(value === undefined ? {} : { value }), ...options });
  return {
    isKnown: () => make('known'),
    equals: (value, options) => make('equals', value, options),
    oneOf: (values, options) => make('oneOf', values, options),
    contains: (part, options) => make('contains', part, options),
    startsWith: (beginning, options) => make('startsWith', beginning, options),
    endsWith: (end, options) => make('endsWith', end, options),
    matches: (pattern, options) => make('matches', pattern, options),
    greaterThan: (value) => make('greaterThan', value),
    atLeast: (value) => make('atLeast', value),
    lessThan: (value) => make('lessThan', value),
    atMost: (value) => make('atMost', value),
    between: (low, high) => make('between', [low, high]),
    before: (date) => make('before', dateText(date)),
    after: (date) => make('after', dateText(date)),
    on: (day) => make('on', day),
    inLast: (time) => make('inLast', spanOf(time)),
    inNext: (time) => make('inNext', spanOf(time)),
    moreThanAgo: (time) => make('moreThanAgo', spanOf(time)),
    near: (circle) => make('near', circle),
    inNetwork: (network) => make('inNetwork', network),
    as: (kind, operator, value) => make(operator, value, { as: kind }),
  };
}

function dateText(date: string | Date): string {
  return typeof date === 'string' ? date : date.toISOString();
}

const units: readonly Unit[] = ['minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/** @throws RangeError for words that are no length of time */
export function spanOf(words: string): TimeSpan {
  const [amount = '', unit = ''] = words.split(' ');
  const found = units.find((each) => each === unit || each === `${unit}s`);
  if (found === undefined || !/^\d+$/.test(amount)) throw new RangeError(`“${words}” is no time such as “7 days”`);
  return { amount: Number(amount), unit: found };
}
