import type { GroupKind, SegmentNode } from '../criteria.js';
import type { Account, AskedOf, EventCondition, Person } from './asked.js';
import type { Did } from './did.js';
import type { NamesOf, Undeclared, ValueAt } from './paths.js';
import type { EventPropertyOperators, GroupIdOperators, GroupOperators, TraitOperators } from './properties.js';

/**
 * What a site declares of its people and events, as TypeScript types: traits, traits of groups by their kind, the properties
 * of each event, and the ids of segments. Where one is absent, any name will do.
 */
export interface SiteTypes {
  readonly traits?: object;
  readonly groups?: { readonly [Kind in GroupKind]?: object };
  readonly events?: object;
  readonly segments?: string;
}

type Traits<Site extends SiteTypes> = Site extends { readonly traits: infer Declared } ? Declared : Undeclared;
type Groups<Site extends SiteTypes> = Site extends { readonly groups: infer Declared }
  ? Declared
  : Readonly<Record<GroupKind, Undeclared>>;
type Events<Site extends SiteTypes> = Site extends { readonly events: infer Declared }
  ? Declared
  : Readonly<Record<string, Undeclared>>;
type Segments<Site extends SiteTypes> = Site extends { readonly segments: infer Declared } ? Declared : string;

type Each<Record> = Record[keyof Record];
type NamesOfEach<Value> = Value extends object ? NamesOf<Value> : never;
/** The type of a property, of all events that have one of this name. */
type ValueInEach<Value, Name extends string> = Value extends object
  ? Name extends NamesOf<Value>
    ? ValueAt<Value, Name>
    : never
  : never;

/** The parts of the builder that know what a site declares. */
export interface DeclaredWords<Site extends SiteTypes> {
  trait<const Name extends NamesOf<Traits<Site>>>(path: Name): TraitOperators<ValueAt<Traits<Site>, Name>>;
  group<Kind extends keyof Groups<Site> & GroupKind>(kind: Kind, path: 'id'): GroupIdOperators<Kind>;
  group<Kind extends keyof Groups<Site> & GroupKind, const Name extends NamesOf<Groups<Site>[Kind]>>(
    kind: Kind,
    path: Name,
  ): GroupOperators<ValueAt<Groups<Site>[Kind], Name>, Kind>;
  did<const Event extends keyof Events<Site> & string>(
    event: Event,
    ...conditions: readonly EventCondition<NamesOf<Events<Site>[Event]>>[]
  ): Did<Events<Site>[Event]>;
  where<const Name extends NamesOfEach<Each<Events<Site>>>>(
    path: Name,
  ): EventPropertyOperators<ValueInEach<Each<Events<Site>>, Name>, Name>;
  segment(id: Segments<Site>): SegmentNode & AskedOf<Person | Account>;
}
