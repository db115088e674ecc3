import type { Criteria } from '../criteria.js';

/** A person on a visit, of whose request something is known. Like the others, it exists for the compiler alone. */
export interface Visitor {
  readonly about: 'visitor';
}

/** One of an account's people, of whose visits nothing is known. */
export interface Member {
  readonly about: 'member';
}

export interface Account {
  readonly about: 'account';
}

/** One event that has properties of these names. */
export interface OneEvent<Name extends string> {
  readonly about: 'event';
  readonly has: (name: Name) => void;
}

export type Person = Visitor | Member;

declare const asked: unique symbol;

/** Says what a condition can be asked of; conditions that are written as JSON do not say it and stand anywhere. */
export interface AskedOf<in Given> {
  readonly [asked]?: (given: Given) => void;
}

/** A condition that can be asked of something. */
export type Condition<Given> = Criteria & AskedOf<Given>;

/** A condition of a segment of people. */
export type PersonCondition = Condition<Visitor>;

/** A condition of a segment of accounts. */
export type AccountCondition = Condition<Account>;

/** A condition of one event about properties of these names. */
export type EventCondition<Name extends string = string> = Condition<OneEvent<Name>>;

/** What all of these conditions can be asked of: never, where there is no such thing. */
export type GivenTo<Each> = [Each] extends [Condition<infer Given>] ? Given : never;

/** One condition or more. */
export type Some = readonly [Criteria, ...Criteria[]];

/** Refuses conditions of which no two can be asked of the same thing, such as one of an event beside one of a person. */
export type Together<Of extends Some> = [GivenTo<Of[number]>] extends [never]
  ? { readonly 'these conditions are asked of different things': never }
  : unknown;
