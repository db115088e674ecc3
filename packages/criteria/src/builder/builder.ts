import type {
  AllNode,
  AnyNode,
  AtLeastNode,
  BucketNode,
  Criteria,
  EventCount,
  GroupKind,
  NotNode,
  PeopleNode,
  PropertyNode,
  SegmentNode,
} from '../criteria.js';
import { Did } from './behaviour.js';
import { type AnyOperators, type OperatorsOf, operatorsOn } from './operators.js';

export { Did } from './behaviour.js';
export type {
  AnyOperators,
  BooleanOperators,
  DateOperators,
  NumberOperators,
  OperatorsOf,
  TextOperators,
  Words,
} from './operators.js';

/** What a site declares of its people and events: TypeScript types of traits and of the properties of each event. */
export interface SiteTypes {
  readonly traits: object;
  readonly events: object;
}

declare const about: unique symbol;

/** A condition of one event about properties of these names. */
export type EventCondition<Name extends string = string> = Criteria & { readonly [about]?: Name };

/** Every part holds. */
export function all(...of: readonly [Criteria, ...Criteria[]]): AllNode {
  return { type: 'all', of };
}

/** One part at least holds. */
export function any(...of: readonly [Criteria, ...Criteria[]]): AnyNode {
  return { type: 'any', of };
}

/** The part does not hold; true of those who have no value. */
export function not(of: Criteria): NotNode {
  return { type: 'not', of };
}

/** None of the parts holds. */
export function none(...of: readonly [Criteria, ...Criteria[]]): NotNode {
  return not(any(...of));
}

/** So many parts at least hold. */
export function atLeastOf(count: number, ...of: readonly [Criteria, ...Criteria[]]): AtLeastNode {
  return { type: 'atLeast', count, of };
}

/** A trait of the visitor. */
export function trait(path: string): AnyOperators<PropertyNode> {
  return operatorsOn(`user.${path}`, (node) => node);
}

/** A trait, or the `id`, of one of the visitor's groups of a kind. */
export function group(kind: GroupKind, path: string): AnyOperators<PropertyNode> {
  return operatorsOn(`${kind}.${path}`, (node) => node);
}

/** Something known of the present request. */
export function request(field: string): AnyOperators<PropertyNode> {
  return operatorsOn(`request.${field}`, (node) => node);
}

/** Visitors with a user id. */
export function knownUser(): PropertyNode {
  return { type: 'property', property: 'profile.known', operator: 'equals', value: true };
}

/** Did an event that satisfies all of the conditions, at least once unless more is said. */
export function did(event: string, ...conditions: readonly Criteria[]): Did {
  const [first, ...others] = conditions;
  const count = { atLeast: 1 };
  if (first === undefined) return new Did({ event, count });
  return new Did({ event, count, where: others.length === 0 ? first : all(first, ...others) });
}

/** A property of an event, inside `did`. */
export function where(path: string): AnyOperators<PropertyNode> {
  return operatorsOn(`properties.${path}`, (node) => node);
}

/** The context of an event, inside `did`: `context('page.path')`. */
export function context(path: string): AnyOperators<PropertyNode> {
  return operatorsOn(`context.${path}`, (node) => node);
}

/** Members of another segment, by its id. */
export function segment(id: string): SegmentNode {
  return { type: 'segment', segment: id };
}

/** A stable share of everyone, in percent. */
export function bucket(salt: string, from: number, to: number): BucketNode {
  return { type: 'bucket', salt, from, to };
}

/** In segments of accounts: so many of the account's people satisfy all of the conditions. */
export function people(count: EventCount, ...conditions: readonly [Criteria, ...Criteria[]]): PeopleNode {
  return { type: 'people', of: conditions.length === 1 ? conditions[0] : all(...conditions), count };
}

/** In segments of accounts: so many percent of the account's people satisfy all of the conditions. */
export function shareOfPeople(share: EventCount, ...conditions: readonly [Criteria, ...Criteria[]]): PeopleNode {
  return { type: 'people', of: conditions.length === 1 ? conditions[0] : all(...conditions), share };
}

type NameOf<Types> = keyof Types & string;
type PropertiesOf<Events> = Events[keyof Events];
/** The type of a property, of all events that have one of this name. */
type PropertyOf<Events, Name extends string> =
  PropertiesOf<Events> extends infer Each
    ? Each extends { readonly [N in Name]?: infer Value }
      ? Value
      : never
    : never;
type NamesOfEach<Each> = Each extends object ? NameOf<Each> : never;

/** The parts of the builder that know the types of one site. */
export interface Builder<Site extends SiteTypes> {
  trait<Name extends NameOf<Site['traits']>>(path: Name): OperatorsOf<Site['traits'][Name], PropertyNode>;
  did<Event extends NameOf<Site['events']>>(
    event: Event,
    ...conditions: readonly EventCondition<NameOf<Site['events'][Event]>>[]
  ): Did;
  where<Name extends NamesOfEach<PropertiesOf<Site['events']>>>(
    path: Name,
  ): OperatorsOf<PropertyOf<Site['events'], Name>, PropertyNode & { readonly [about]?: Name }>;
}

/**
 * The builder for a site whose traits and events are declared: only what is declared can be named, and each property
 * offers the operators of its type. `builder<{ traits: { plan: 'free' | 'pro' }; events: … }>()`.
 */
export function builder<Site extends SiteTypes>(): Builder<Site>;
export function builder(): { trait: typeof trait; did: typeof did; where: typeof where } {
  return { trait, did, where };
}
