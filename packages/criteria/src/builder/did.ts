import type { Criteria, DistinctOf, EventMatch, EventNode } from '../criteria.js';
import { type AggregateWords, aggregateWords, eventProperty } from './aggregates.js';
import type { AskedOf, EventCondition, Person } from './asked.js';
import { together } from './combinations.js';
import { type Counts, countsOf } from './counts.js';
import type { NamesOf, Undeclared } from './paths.js';
import type { ContextReference } from './properties.js';
import { speaking, type Unless } from './speaking.js';
import { type Windows, windowsOf } from './windows.js';

declare const properties: unique symbol;

/** Says for the compiler which properties an event has. */
export interface Declares<Properties> {
  readonly [properties]?: Properties;
}

/** What has been said of an event; each is said once. */
export type Said = 'count' | 'distinct' | 'window';

export interface CountWords<Properties, Already extends Said> extends Counts<Did<Properties, Already | 'count'>> {
  /** 0 times. As the last step of a sequence: it does not come within the time of the sequence. */
  never(): Did<Properties, Already | 'count'> & Never;
}

export interface Never extends EventNode {
  readonly count: { readonly atMost: 0 };
}

/** An event of which nothing but its conditions has been said: any step of a sequence. */
export interface FirstStep<Properties = unknown> extends EventNode, Declares<Properties> {
  without(...events: readonly never[]): object;
}

/** What is not to come: the last step of a sequence. */
export interface AbsentStep<Properties = unknown> extends Never, Declares<Properties> {}

export interface DistinctWords<Properties, Already extends Said> {
  /** Counts local days with such an event. */
  onDistinctDays(): Did<Properties, Already | 'distinct'>;
  /** Counts sessions with such an event. */
  inDistinctSessions(): Did<Properties, Already | 'distinct'>;
  /** Counts different values of a property. */
  withDistinct(property: NamesOf<Properties> | ContextReference): Did<Properties, Already | 'distinct'>;
}

export interface StepWords<Properties> {
  /** In a sequence: none of these came between the step before and this one. */
  without(...events: readonly [FirstStep, ...FirstStep[]]): FollowingStep<Properties>;
}

/** A step of a sequence from the second on. */
export interface FollowingStep<Properties = unknown> extends EventMatch, Declares<Properties> {
  readonly without: readonly EventMatch[];
}

/** “Did X …”: a plain event node that can be narrowed further. Each word gives a new one; without a count it is “at least once”. */
export type Did<Properties, Already extends Said = never> = EventNode &
  AskedOf<Person> &
  Declares<Properties> &
  Unless<'count', Already, CountWords<Properties, Already>> &
  Unless<'distinct', Already, DistinctWords<Properties, Already>> &
  Unless<'window', Already, Windows<Did<Properties, Already | 'window'>>> &
  Unless<'count' | 'distinct', Already, AggregateWords<Properties>> &
  Unless<Said, Already, StepWords<Properties>>;

/** Did an event that satisfies all of the conditions, at least once unless more is said. */
export function did(event: string, ...conditions: readonly EventCondition[]): Did<Undeclared>;
export function did(event: string, ...[first, ...others]: readonly Criteria[]): EventNode {
  const where = first === undefined ? {} : { where: together([first, ...others]) };
  return said({ type: 'event', event, ...where, count: { atLeast: 1 } }, []);
}

/** An event node with the words that can still be said. */
function said(node: EventNode, already: readonly Said[]): EventNode {
  const sayable = (...some: readonly Said[]): boolean => !some.some((each) => already.includes(each));
  const counted = (count: EventNode['count']): EventNode => said({ ...node, count }, [...already, 'count']);
  const distinct = (of: DistinctOf): EventNode => said({ ...node, of }, [...already, 'distinct']);
  return speaking(node, {
    ...(sayable('count') ? { ...countsOf(counted), never: () => counted({ atMost: 0 }) } : {}),
    ...(sayable('distinct') ? distinctWords(distinct) : {}),
    ...(sayable('window') ? windowsOf((window) => said({ ...node, window }, [...already, 'window'])) : {}),
    ...(sayable('count', 'distinct') ? aggregateWords(node) : {}),
    ...(sayable('count', 'distinct', 'window') ? stepWords(node) : {}),
  });
}

function distinctWords(finish: (of: DistinctOf) => EventNode) {
  return {
    onDistinctDays: () => finish({ distinct: 'days' }),
    inDistinctSessions: () => finish({ distinct: 'sessions' }),
    withDistinct: (property: string | ContextReference) =>
      finish({ distinct: 'values', property: eventProperty(property) }),
  };
}

function stepWords(step: EventNode) {
  return {
    without: (...events: readonly EventNode[]) => ({ ...plainMatch(step), without: events.map(plainMatch) }),
  };
}

/**
 * An event and its conditions, for a place where how often and when cannot be said of it.
 * @throws RangeError where it has been said
 */
export function plainMatch({ event, where, count, window, of }: EventNode): EventMatch {
  if (window !== undefined || of !== undefined || !('atLeast' in count) || count.atLeast !== 1) {
    throw new RangeError(`“${event}” is part of a sequence, where it is not said how often or when`);
  }
  return where === undefined ? { event } : { event, where };
}
