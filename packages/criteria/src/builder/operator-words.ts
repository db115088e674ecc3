import type { Circle, NotNode, Scalar } from '../criteria.js';
import type { AskedOf, Condition, GivenTo } from './asked.js';
import type { ItemOf, Place } from './paths.js';
import type { CalendarWords, DateWords, SpanWords, Words } from './times.js';

/** Text options: compare the characters as they are. */
export interface TextOptions {
  readonly exactCase?: boolean;
}

export interface KnownOperator<Result> {
  isKnown(): Result;
}

/** What is before and after in an order. */
export interface Order<Result, Value> {
  greaterThan(value: Value): Result;
  atLeast(value: Value): Result;
  lessThan(value: Value): Result;
  atMost(value: Value): Result;
  /** Both ends included. */
  between(low: Value, high: Value): Result;
}

/** What has an order: numbers, and texts that are read as decimals, versions or durations. */
export interface Ordered<Result, Value> extends Order<Result, Value> {
  equals(value: Value): Result;
  oneOf(values: readonly Value[]): Result;
}

/** What is asked of a part of a text. */
export interface TextParts<Result> {
  contains(part: string, options?: TextOptions): Result;
  startsWith(beginning: string, options?: TextOptions): Result;
  endsWith(end: string, options?: TextOptions): Result;
  matches(pattern: string, options?: TextOptions): Result;
}

/** Whether a value is this one, or one of these. */
export interface Equality<Result, Value> {
  equals(value: Value, options?: TextOptions): Result;
  oneOf(values: readonly Value[], options?: TextOptions): Result;
}

export interface TextOperators<Result, Text extends string = string>
  extends KnownOperator<Result>,
    TextParts<Result>,
    Equality<Result, Text> {}

export interface NumberOperators<Result> extends KnownOperator<Result>, Ordered<Result, number> {}

export interface BooleanOperators<Result> extends KnownOperator<Result> {
  equals(value: boolean): Result;
}

/** Dates that are compared with dates. */
export interface DateOperators<Result> {
  before(date: DateWords): Result;
  after(date: DateWords): Result;
  /** The whole local day. */
  on(day: string): Result;
  /** Both included, a last day as a whole. */
  between(from: DateWords, to: DateWords): Result;
}

/** A length of time, rolling, or `{ calendar: true }` in whole local days, weeks, months or years. */
export interface SpanOperator<Result> {
  (time: SpanWords): Result;
  (time: CalendarWords, options: { readonly calendar: true }): Result;
}

/** Dates that are compared with the present. */
export interface SpanOperators<Result> {
  readonly inLast: SpanOperator<Result>;
  readonly inNext: SpanOperator<Result>;
  readonly moreThanAgo: SpanOperator<Result>;
  readonly moreThanAhead: SpanOperator<Result>;
}

/** Dates whose day comes every year. */
export interface AnniversaryOperators<Result> {
  anniversaryToday(): Result;
  /** Today or on one of the next days. */
  anniversaryWithin(days: Words<'days'>): Result;
}

export interface PlaceOperators<Result> {
  near(circle: Circle): Result;
}

export interface NetworkOperators<Result> extends KnownOperator<Result> {
  inNetwork(network: string | readonly string[]): Result;
}

export interface DecimalReading<Result> {
  /** Compares exactly, with up to 30 digits on either side of the point. */
  asDecimal(): Ordered<Result, string | number>;
}

/** What a text can be read as. */
export interface TextReadings<Result> extends DecimalReading<Result> {
  /** Compares by Semantic Versioning. */
  asVersion(): Ordered<Result, string>;
  /** Compares ISO 8601 durations such as `PT1H30M`. */
  asDuration(): Ordered<Result, string>;
}

/** Of many values, instead of one that satisfies. */
export interface Many<Each, None> extends Every<Each> {
  none(): None;
}

export interface Every<Each> {
  /** All of them satisfy, and there is one. */
  every(): Each;
}

export interface Sized<Result> {
  /** How many values there are, none being 0. */
  size(): Ordered<Result, number>;
}

/**
 * Where a value is compared: with the `present` at hand, inside an `event`, as the `first` or last value of events, or as
 * the most `frequent` one of them. What is relative to the present can be asked in the first alone.
 */
export type Setting = 'present' | 'event' | 'first' | 'frequent';

type Dates<Result, In extends Setting> = In extends 'present'
  ? KnownOperator<Result> & DateOperators<Result> & SpanOperators<Result> & AnniversaryOperators<Result>
  : KnownOperator<Result> & DateOperators<Result>;

export interface DateReading<Result, In extends Setting> {
  /** Compares as a date. */
  asDate(): Dates<Result, In>;
}

type Text<Result, In extends Setting> = TextOperators<Result> &
  NetworkOperators<Result> &
  TextReadings<Result> &
  (In extends 'frequent' ? unknown : DateReading<Result, In>);

export interface ScalarOperators<Result>
  extends Equality<Result, Scalar>,
    TextParts<Result>,
    Order<Result, number>,
    NetworkOperators<Result>,
    TextReadings<Result> {}

/** Every operator, for values of which nothing is declared. */
export type Anything<Result, In extends Setting> = ScalarOperators<Result> &
  (In extends 'frequent' ? unknown : DateReading<Result, In> & Dates<Result, In>) &
  (In extends 'present' | 'event' ? PlaceOperators<Result> : unknown);

/** What can be asked of one value of a type. */
export type OperatorsOfOne<Value, Result, In extends Setting> = unknown extends Value
  ? Anything<Result, In>
  : [NonNullable<Value>] extends [infer Present]
    ? [Present] extends [string]
      ? string extends Present
        ? Text<Result, In>
        : TextOperators<Result, Present>
      : [Present] extends [number]
        ? NumberOperators<Result> & DecimalReading<Result>
        : [Present] extends [boolean]
          ? BooleanOperators<Result>
          : [Present] extends [Date]
            ? In extends 'frequent'
              ? TextOperators<Result>
              : Dates<Result, In>
            : [Present] extends [Place]
              ? PlaceOperators<Result>
              : Anything<Result, In>
    : never;

/** Of many values: that all satisfy, or none does. */
export type ManyOf<Value, Result extends Condition<never>, In extends Setting> = Many<
  OperatorsOfOne<Value, Result, In>,
  OperatorsOfOne<Value, NotNode & AskedOf<GivenTo<Result>>, In>
>;

type ListOf<Value, Result extends Condition<never>, In extends Setting> = In extends 'present' | 'event'
  ? ManyOf<Value, Result, In> & Sized<Result>
  : In extends 'first'
    ? Every<OperatorsOfOne<Value, Result, In>>
    : unknown;

/** What can be asked of a value of a type; a list is asked about its items. */
export type OperatorsOf<Value, Result extends Condition<never>, In extends Setting> = unknown extends Value
  ? Anything<Result, In> & ListOf<Value, Result, In>
  : [Extract<Value, readonly unknown[]>] extends [never]
    ? OperatorsOfOne<Value, Result, In>
    : OperatorsOfOne<ItemOf<Value>, Result, In> & ListOf<ItemOf<Value>, Result, In>;
