/**
 * The criteria tree: the only source of meaning of a segment.
 *
 * The tree has no negative operators: "is not" is spelt `not(equals)`, so it is true of a missing value.
 * Every reader (predicate, live state, SQL, sentence) walks these node types; `docs/criteria.md` numbers the rules.
 */
export type Criteria = AllNode | AnyNode | NotNode | PropertyNode | EventNode | SegmentNode;

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

export type Scalar = string | number | boolean;

/**
 * `equals`, `oneOf`, `contains`, `startsWith`, `endsWith` compare text folded unless `exactCase`.
 * `greaterThan` … `between` compare numbers. `before`, `after` compare ISO 8601 dates or date-times (a date is midnight in the site's zone).
 * `known` asks whether there is a value at all and takes none.
 */
export type Operator =
  | 'equals'
  | 'oneOf'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'greaterThan'
  | 'atLeast'
  | 'lessThan'
  | 'atMost'
  | 'between'
  | 'before'
  | 'after'
  | 'known';

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
  readonly property: string;
  readonly operator: Operator;
  /** Absent for `known`; a list for `oneOf`; a pair for `between`; else a scalar. */
  readonly value?: Scalar | readonly Scalar[];
  readonly exactCase?: boolean;
}

/** "Did `event` (where …) at least / at most N times in a window". All conditions hold of the same event. */
export interface EventNode {
  readonly type: 'event';
  /** Exact event name, e.g. `Order Completed`; pages are `Page Viewed`, screens `Screen Viewed`. */
  readonly event: string;
  /** Built of `all`, `any`, `not` and `property` nodes over `properties.*` and `context.*`. */
  readonly where?: Criteria;
  readonly count: { readonly atLeast: number } | { readonly atMost: number };
  /** Absent: ever. */
  readonly window?: Window;
}

export type Window = RollingWindow | CalendarWindow;

/** (now − amount·unit, now] */
export interface RollingWindow {
  readonly rolling: { readonly amount: number; readonly unit: RollingUnit };
}
export type RollingUnit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks';

/** The present day, week, … in the site's time zone, from its first instant up to now. */
export interface CalendarWindow {
  readonly calendar: CalendarUnit;
}
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Is a member of another segment of the same site. */
export interface SegmentNode {
  readonly type: 'segment';
  readonly segment: string;
}

/** The condition nodes; equal leaves of different segments are one leaf (see `leafKey`). */
export type Leaf = PropertyNode | EventNode | SegmentNode;

export const groupKinds = ['account', 'organization', 'userGroup', 'team', 'role'] as const;
export type GroupKind = (typeof groupKinds)[number];
