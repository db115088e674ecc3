/**
 * The criteria tree: the only source of meaning of a segment.
 *
 * The tree has no negative operators: "is not" is spelt `not(equals)`, so it is true of a missing value.
 * Every reader (predicate, live state, SQL, sentence) walks these node types; `docs/criteria.md` numbers the rules.
 */
export type Criteria = AllNode | AnyNode | NotNode | AtLeastNode | Leaf;

/** True when every part is true. An empty list is a fault, never "everyone". */
export interface AllNode {
  readonly type: 'all';
  readonly of: readonly Criteria[];
}

/** True when at least one part is true. An empty list is a fault. */
export interface AnyNode {
  readonly type: 'any';
  readonly of: readonly Criteria[];
}

/** True when its part is false, a missing value included. */
export interface NotNode {
  readonly type: 'not';
  readonly of: Criteria;
}

/** True when at least `count` of its parts are true: 1 ≤ count ≤ parts. */
export interface AtLeastNode {
  readonly type: 'atLeast';
  readonly count: number;
  readonly of: readonly Criteria[];
}

export type Scalar = string | number | boolean;

/**
 * `equals`, `oneOf`, `contains`, `startsWith`, `endsWith`, `matches` compare text folded unless `exactCase`.
 * `greaterThan` … `between` compare numbers, or what `as` says. `before`, `after`, `on` compare ISO 8601 dates or
 * date-times (a date is midnight in the site's zone); `inLast` … `anniversary` compare them with the present.
 * `inNetwork` compares IP addresses, `near` a place. `known` asks whether there is a value at all and takes none.
 */
export type Operator =
  | 'equals'
  | 'oneOf'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'matches'
  | 'greaterThan'
  | 'atLeast'
  | 'lessThan'
  | 'atMost'
  | 'between'
  | 'before'
  | 'after'
  | 'on'
  | 'inLast'
  | 'inNext'
  | 'moreThanAgo'
  | 'moreThanAhead'
  | 'anniversary'
  | 'inNetwork'
  | 'near'
  | 'known';

/** What `equals`, `oneOf` and the operators of order take a value for; numbers where absent. `date` is for `between` alone. */
export type ComparedAs = 'number' | 'decimal' | 'version' | 'duration' | 'date';

/** A length of time before or after the present: rolling, or so many whole local days, weeks, months or years. */
export interface TimeSpan {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  readonly calendar?: true;
}

/** The yearly day is today or one of so many days that follow. */
export interface DaysAhead {
  readonly days: number;
}

/** All places within so many kilometers of a point (WGS 84 degrees, on a sphere). */
export interface Circle {
  readonly latitude: number;
  readonly longitude: number;
  readonly kilometers: number;
}

export type Operand = Scalar | readonly Scalar[] | TimeSpan | DaysAhead | Circle;

/**
 * One comparison of one property.
 *
 * `property` is a scope and a path, split at the first dot:
 * `user.<trait path>`, `profile.userId`, `profile.known`,
 * `account.<path>`, `organization.<path>`, `userGroup.<path>`, `team.<path>`, `role.<path>` (where `id` is the group's id,
 * `organization.ancestorIds` its ancestors' ids, any other path a trait of the group; true if any of the visitor's groups of that kind satisfies it),
 * `request.<field>` (see `request.ts`), and inside the `where` of an event `properties.<path>` and `context.<path>`.
 */
export interface PropertyNode {
  readonly type: 'property';
  /** For `near` the path of an object with `latitude` and `longitude`. */
  readonly property: string;
  readonly operator: Operator;
  /** Absent for `known`; a list for `oneOf`; a pair for `between`; an object for spans of time and `near`; else a scalar. */
  readonly value?: Operand;
  readonly exactCase?: boolean;
  readonly as?: ComparedAs;
  /** Of many values, whether one that satisfies is enough (`any`, where absent) or none may fail, of one at least. */
  readonly quantifier?: 'any' | 'all';
  /** Compares how many values there are, none being 0, instead of the values. */
  readonly of?: 'size';
}

/** An event by its name and, where given, conditions that hold of the same event. */
export interface EventMatch {
  /** Exact event name, e.g. `Order Completed`; pages are `Page Viewed`, screens `Screen Viewed`. */
  readonly event: string;
  /** Built of `all`, `any`, `not`, `atLeast` and `property` nodes over `properties.*` and `context.*`. */
  readonly where?: Criteria;
}

/** "Did `event` (where …) so many times in a window". */
export interface EventNode extends EventMatch {
  readonly type: 'event';
  readonly count: EventCount;
  /** Absent: ever. */
  readonly window?: Window;
  /** What is counted; absent: events. */
  readonly of?: DistinctOf;
}

export type EventCount =
  | { readonly atLeast: number }
  | { readonly atMost: number }
  | { readonly exactly: number }
  | { readonly between: readonly [number, number] };

/**
 * Local days with a matching event; sessions with one (a session is a run of the visitor's events, whatever their name,
 * with no gap over 30 minutes, and ends at local midnight); or different values of a property of matching events.
 */
export type DistinctOf =
  | { readonly distinct: 'days' | 'sessions' }
  | { readonly distinct: 'values'; readonly property: string };

export type AggregateFunction = 'sum' | 'average' | 'minimum' | 'maximum' | 'first' | 'last' | 'mostFrequent';

/**
 * Compares one value made of a property of the matching events. The sum of nothing is 0, the others of nothing missing.
 * Sums and averages are exact in billionths; `first` and `last` are of the events that have the property.
 */
export interface AggregateNode extends EventMatch, Omit<PropertyNode, 'type' | 'of'> {
  readonly type: 'aggregate';
  readonly window?: Window;
  readonly function: AggregateFunction;
  /** `properties.<path>` or `context.<path>`. */
  readonly property: string;
}

/** Compares the time of the first or last matching event as a date. */
export interface EventTimeNode extends EventMatch {
  readonly type: 'eventTime';
  readonly window?: Window;
  readonly which: 'first' | 'last';
  readonly operator: Operator;
  readonly value?: Operand;
  /** For `between`. */
  readonly as?: 'date';
}

/**
 * Events one after another, in order of (time, id). The last step may be an absence: that no such event came within
 * `within` after the step before, which is true from the moment on at which that time has passed.
 */
export interface SequenceNode {
  readonly type: 'sequence';
  /** 2 to 10. */
  readonly steps: readonly SequenceStep[];
  /** The longest time from the first event to the last, not in months or years; needed where the last step is an absence. */
  readonly within?: RollingWindow['rolling'];
  /** A property whose value is the same in every step, or one for each step. */
  readonly same?: string | readonly string[];
  /** Where the events of the chain lie. */
  readonly window?: Window;
}

export interface SequenceStep extends EventMatch {
  /** Events that must not come strictly between the step before and this one. */
  readonly without?: readonly EventMatch[];
  readonly absent?: true;
}

/** A stable share of everyone: from ≤ position < to, in percent; see `bucket.ts`. */
export interface BucketNode {
  readonly type: 'bucket';
  readonly salt: string;
  readonly from: number;
  readonly to: number;
}

export type Window = RollingWindow | CalendarWindow | PastWindow | FixedWindow;

/** (now − amount·unit, now]; months and years by the local calendar, see `windows.ts`. */
export interface RollingWindow {
  readonly rolling: { readonly amount: number; readonly unit: RollingUnit };
}
export type RollingUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';

/** The present day, week, … in the site's time zone, from its first instant up to now; or the whole one `ago` before it. */
export interface CalendarWindow {
  readonly calendar: CalendarUnit;
  readonly ago?: number;
}
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** (now − from, now − to]: "8 to 14 days ago". */
export interface PastWindow {
  readonly past: { readonly from: RollingWindow['rolling']; readonly to: RollingWindow['rolling'] };
}

/** From a date or date-time, with it; up to a date, with that day, or up to a date-time, without it. One may be absent. */
export interface FixedWindow {
  readonly fixed: { readonly from?: string; readonly to?: string };
}

/**
 * Is a member of another segment of the same site; where that is of accounts, a person is who belongs to one of its
 * accounts. In segments of accounts the other one is of accounts too.
 */
export interface SegmentNode {
  readonly type: 'segment';
  readonly segment: string;
}

/**
 * How many of an account's people satisfy criteria about people: counted, or in whole percent of all of its people
 * (of an account without people no share is true). One of `count` and `share` is there. In segments of accounts only.
 */
export interface PeopleNode {
  readonly type: 'people';
  /** Criteria about each of them, guests included; nothing in it reads the present request. */
  readonly of: Criteria;
  readonly count?: EventCount;
  readonly share?: EventCount;
}

/** What a segment's members are: people, or accounts. */
export type SegmentSubject = 'person' | 'account';

/** The condition nodes; equal leaves of different segments are one leaf (see `leafKey`). */
export type Leaf = PropertyNode | BehaviourNode | BucketNode | SegmentNode | PeopleNode;

/** The conditions about what a visitor did. */
export type BehaviourNode = EventNode | AggregateNode | EventTimeNode | SequenceNode;

export const groupKinds = ['account', 'organization', 'userGroup', 'team', 'role'] as const;
export type GroupKind = (typeof groupKinds)[number];
