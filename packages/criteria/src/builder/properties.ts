import type { GroupKind, PropertyNode } from '../criteria.js';
import type { Account, AskedOf, OneEvent, Person, Visitor } from './asked.js';
import type { BooleanOperators, ManyOf, OperatorsOf, OperatorsOfOne, Sized, TextOperators } from './operator-words.js';
import { operatorsOn, type PropertyOperators } from './operators.js';
import { isVersionField, type RequestField, type RequestOperators } from './request-fields.js';

type OfPerson = PropertyNode & AskedOf<Person>;
type OfVisitor = PropertyNode & AskedOf<Visitor>;
type OfEvent<Name extends string> = PropertyNode & AskedOf<OneEvent<Name>>;
type OfGroup<Kind extends GroupKind> = PropertyNode & AskedOf<Kind extends 'account' ? Person | Account : Person>;

/** What can be asked of a trait of a type. */
export type TraitOperators<Value> = OperatorsOf<Value, OfPerson, 'present'>;

/** What can be asked of a property of an event; the name is what the event must have. */
export type EventPropertyOperators<Value, Name extends string> = OperatorsOf<Value, OfEvent<Name>, 'event'>;

/** What can be asked of something in the context of any event. */
export type ContextOperators = OperatorsOf<unknown, OfEvent<never>, 'event'> & ContextReference;

/** Names something in the context of an event. */
export interface ContextReference {
  readonly property: `context.${string}`;
}

/** What can be asked of a visitor's groups of a kind, of which there may be many. */
export type GroupOperators<Value, Kind extends GroupKind> = OperatorsOfOne<Value, OfGroup<Kind>, 'present'> &
  ManyOf<Value, OfGroup<Kind>, 'present'>;

/** What can be asked of the ids of a visitor's groups of a kind, and how many there are. */
export type GroupIdOperators<Kind extends GroupKind> = TextOperators<OfGroup<Kind>> &
  ManyOf<string, OfGroup<Kind>, 'present'> &
  Sized<OfGroup<Kind>>;

/** A trait of the visitor. */
export function trait(path: string): TraitOperators<unknown>;
export function trait(path: string): PropertyOperators {
  return operatorsOn(`user.${path}`);
}

/** A trait, or the `id`, of one of the visitor's groups of a kind. */
export function group<Kind extends GroupKind>(kind: Kind, path: 'id'): GroupIdOperators<Kind>;
export function group<Kind extends GroupKind>(kind: Kind, path: string): GroupOperators<unknown, Kind>;
export function group(kind: GroupKind, path: string): PropertyOperators {
  return operatorsOn(`${kind}.${path}`);
}

/** Something known of the present request: `browser`, `utm.source`, `cookies.theme`. */
export function request<Field extends RequestField>(field: Field): RequestOperators<Field, OfVisitor>;
export function request(field: RequestField) {
  const operators = operatorsOn(`request.${field}`);
  return isVersionField(field) ? { ...operators, ...operators.asVersion() } : operators;
}

/** The user id of the visitor, or whether there is one. */
export function profile(field: 'userId'): TextOperators<OfPerson>;
export function profile(field: 'known'): BooleanOperators<OfPerson>;
export function profile(field: 'userId' | 'known'): PropertyOperators {
  return operatorsOn(`profile.${field}`);
}

/** Visitors with a user id. */
export function knownUser(): OfPerson {
  return profile('known').equals(true);
}

/** Visitors without a user id. */
export function guest(): OfPerson {
  return profile('known').equals(false);
}

/** A property of an event, inside `did`. */
export function where<const Name extends string>(path: Name): EventPropertyOperators<unknown, Name>;
export function where(path: string): PropertyOperators {
  return operatorsOn(`properties.${path}`);
}

/** The context of an event, inside `did`: `context('page.path')`. */
export function context(path: string): ContextOperators;
export function context(path: string): PropertyOperators<ContextReference['property']> {
  return operatorsOn(`context.${path}`);
}
