import type { AggregateFunction, AggregateNode, EventNode, EventTimeNode } from '../criteria.js';
import type { AskedOf, Person } from './asked.js';
import type { DateOperators, NumberOperators, OperatorsOf, SpanOperators } from './operator-words.js';
import { type Compared, comparisons } from './operators.js';
import type { NamesOf, NumericNames, ValueAt } from './paths.js';
import type { ContextReference } from './properties.js';

type Aggregated = AggregateNode & AskedOf<Person>;
type Time = EventTimeNode & AskedOf<Person>;

/** A value of the matching events, made of one of their properties, to be compared. */
export interface ValueOf<Properties, In extends 'first' | 'frequent'> {
  <const Name extends NamesOf<Properties>>(property: Name): OperatorsOf<ValueAt<Properties, Name>, Aggregated, In>;
  (property: ContextReference): OperatorsOf<unknown, Aggregated, In>;
}

/** A number of the matching events, made of one of their properties, to be compared. */
type NumberOf<Properties> = (property: NumericNames<Properties> | ContextReference) => NumberOperators<Aggregated>;

/** What is compared instead of how often the event came. */
export interface AggregateWords<Properties> {
  readonly sumOf: NumberOf<Properties>;
  readonly averageOf: NumberOf<Properties>;
  readonly minimumOf: NumberOf<Properties>;
  readonly maximumOf: NumberOf<Properties>;
  /** Of the first event that has the property. */
  readonly firstOf: ValueOf<Properties, 'first'>;
  /** Of the last event that has the property. */
  readonly lastOf: ValueOf<Properties, 'first'>;
  /** The value seen most often, of equally many the one seen last. */
  readonly mostFrequentOf: ValueOf<Properties, 'frequent'>;
  /** The time of the first such event. */
  firstTime(): DateOperators<Time> & SpanOperators<Time>;
  /** The time of the last such event. */
  lastTime(): DateOperators<Time> & SpanOperators<Time>;
}

/** The full name of a property of an event that is named by its path, or of something in its context. */
export function eventProperty(property: string | ContextReference): string {
  return typeof property === 'string' ? `properties.${property}` : property.property;
}

/** The words for what is compared of these events. */
export function aggregateWords({ event, where, window }: EventNode) {
  const events = { event, ...(where === undefined ? {} : { where }), ...(window === undefined ? {} : { window }) };
  const aggregate = (name: AggregateFunction, property: string | ContextReference) => {
    const node = (compared: Compared): AggregateNode => ({
      type: 'aggregate',
      ...events,
      function: name,
      property: eventProperty(property),
      ...compared,
    });
    return { ...comparisons(node), every: () => comparisons((each) => ({ ...node(each), quantifier: 'all' })) };
  };
  const of = (name: AggregateFunction) => (property: string | ContextReference) => aggregate(name, property);
  const time = (which: EventTimeNode['which']) => () =>
    comparisons(
      ({ operator, value, as }): EventTimeNode => ({
        type: 'eventTime',
        ...events,
        which,
        operator,
        ...(value === undefined ? {} : { value }),
        ...(as === 'date' ? { as } : {}),
      }),
    );
  return {
    sumOf: of('sum'),
    averageOf: of('average'),
    minimumOf: of('minimum'),
    maximumOf: of('maximum'),
    firstOf: of('first'),
    lastOf: of('last'),
    mostFrequentOf: of('mostFrequent'),
    firstTime: time('first'),
    lastTime: time('last'),
  };
}
