import type { GroupKind } from './criteria.js';

/** A flattened value. Null, absent and empty lists do not exist here: they are *missing*. */
export type PropertyValue = string | number | boolean | readonly (string | number | boolean)[];

/** Values by dotted path (`address.city`); a list of objects gives one list a sub-path (`products.sku`). See `flatten`. */
export type PropertyBag = Readonly<Record<string, PropertyValue>>;

export interface GroupRecord {
  readonly id: string;
  readonly traits: PropertyBag;
  /** Ids of all ancestors, nearest first; organizations only. */
  readonly ancestorIds?: readonly string[];
}

/** What a predicate reads of one visitor. */
export interface Subject {
  /** The profile's id as text, which places people in buckets; without one they are in none. */
  readonly id?: string;
  readonly userId: string | null;
  readonly traits: PropertyBag;
  readonly groups: Readonly<Partial<Record<GroupKind, readonly GroupRecord[]>>>;
}

/** One behavioural event, as readers see it. `time` in epoch milliseconds. */
export interface CriteriaEvent {
  readonly id: string;
  readonly name: string;
  readonly time: number;
  readonly properties: PropertyBag;
  readonly context: PropertyBag;
}

/** How a site counts calendar time. */
export interface Calendar {
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
}
