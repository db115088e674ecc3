import type { Criteria, Operator, Scalar } from '@kindred/criteria';

/** What the server's API answers; the server's schemas are the truth, the OpenAPI document shows them. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export type Role = 'viewer' | 'editor' | 'admin';

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly weekStart: number;
  /** Whether all other sites share its segments. */
  readonly global: boolean;
}

/** A site at which the signed-in user has a role. */
export interface SignedInSite extends Site {
  readonly role: Role;
}

export interface Session {
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    /** On sites without one of their own. */
    readonly role: Role | null;
  };
  readonly csrf: string;
  readonly sites: readonly SignedInSite[];
}

export type Localized = Readonly<Record<string, string>>;

export interface SegmentReference {
  readonly id: string;
  readonly key: string;
  readonly name: Localized;
}

/** What refers to a segment. */
export interface Dependents {
  readonly items: readonly SegmentReference[];
  readonly elsewhere: readonly (SegmentReference & { readonly site: string })[];
  /** How many there are at sites that the user may not see. */
  readonly hidden: number;
}

export type SegmentKind = 'live' | 'batch' | 'requestTime';

/** When a batch segment runs: at a local time of the site each day, or after an interval. */
export type Schedule =
  | { readonly daily: string }
  | { readonly every: { readonly amount: number; readonly unit: 'minutes' | 'hours' | 'days' } };

export type SegmentState = 'inactive' | 'backfilling' | 'ready' | 'failed' | 'disabled';

export interface Audience {
  /** People where absent. */
  readonly subject?: 'person' | 'account';
  readonly criteria: Criteria;
  readonly includeGuests?: boolean | undefined;
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
}

/** A user or API key that can be named as who may change a segment. */
export interface PossibleEditor {
  readonly id: string;
  readonly kind: 'user' | 'key';
  readonly name: string;
}

/** A role that a segment gives, at its site or (of a segment of the global site) at every one. */
export interface SegmentRole {
  readonly id: string;
  readonly scope: 'site' | 'global';
}

export interface Segment extends SegmentReference {
  readonly subject: 'person' | 'account';
  readonly description: Localized;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly public: boolean;
  readonly active: boolean;
  readonly kind: SegmentKind;
  readonly state: SegmentState;
  readonly size: number | null;
  readonly progress: { readonly done: number; readonly total: number | null } | null;
  readonly error: string | null;
  /** When somebody last entered or exited. */
  readonly lastChange: string | null;
  /** People with more events than are kept live: SQL decides a condition for them. */
  readonly approximate: number;
  /** Of a batch segment, as the next two. */
  readonly schedule: Schedule | null;
  /** The last run that succeeded; its members are those of `at`. */
  readonly lastRun: { readonly at: string; readonly entered: number; readonly exited: number } | null;
  readonly nextRun: string | null;
  readonly version: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly sentence: string;
  /** Segment of the global site that it is of; null: the site's own. */
  readonly inheritedFrom: string | null;
  /** That its members are given. */
  readonly roles: readonly SegmentRole[];
  /** Who may change it beside administrators, by id; null: every editor. */
  readonly editors: readonly string[] | null;
  /** What the editor keeps beside the criteria; without effect. */
  readonly notes: Readonly<Record<string, unknown>> | null;
}

export interface SegmentInput extends Audience {
  readonly key?: string;
  readonly name: Localized;
  readonly description?: Localized;
  readonly public?: boolean;
  readonly active?: boolean;
  readonly schedule?: Schedule | null;
  readonly notes?: unknown;
  readonly roles?: readonly SegmentRole[];
  readonly editors?: readonly string[] | null;
}

export interface ProfileSummary {
  readonly id: string;
  readonly userId: string | null;
  readonly anonymousIds: readonly string[];
  readonly name: string | null;
  readonly email: string | null;
  readonly known: boolean;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface Member extends ProfileSummary {
  readonly since: string;
}

/** An account as a member of segments. */
export interface AccountSummary {
  readonly id: string;
  readonly name: string | null;
  /** Who belong to it. */
  readonly people: number;
}

export interface AccountMember extends AccountSummary {
  readonly since: string;
}

export interface Profile extends ProfileSummary {
  readonly traits: Readonly<Record<string, unknown>>;
  /** When each was set to what it is. */
  readonly traitTimes: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, readonly { readonly id: string; readonly name: string | null }[]>>;
  readonly memberships: readonly { readonly segment: SegmentReference; readonly since: string }[];
  /** Every role that they have, and what it comes from. */
  readonly roles: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly assigned: boolean;
    readonly segments: readonly SegmentReference[];
  }[];
}

export interface TraitSource {
  readonly trait: string;
  readonly at: string;
  /** Null where it cannot be told. */
  readonly source: {
    readonly kind: 'user' | 'import' | 'library' | 'call';
    readonly name: string | null;
  } | null;
}

export type GroupKind = 'account' | 'organization' | 'userGroup' | 'team' | 'role';

/** An account, organization, user group, team or role. */
export interface GroupSummary extends AccountSummary {
  readonly kind: GroupKind;
  /** Id of the group right above it. */
  readonly parent: string | null;
  readonly parentName: string | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** Groups right below it. */
  readonly children: number;
}

export interface GroupDetail extends GroupSummary {
  /** Those above it, the nearest first. */
  readonly ancestors: readonly { readonly id: string; readonly name: string | null }[];
  /** Who belong to it or to a group below it. */
  readonly peopleWithin: number;
  readonly memberships: readonly { readonly segment: SegmentReference; readonly since: string }[];
}

/** An enter or exit, of a person or of an account. */
export interface Change {
  readonly id: string;
  readonly segment: SegmentReference;
  readonly profile?: ProfileSummary;
  readonly account?: AccountSummary;
  readonly kind: 'entered' | 'exited';
  readonly at: string;
  readonly cause: string;
}

export interface VisitorEvent {
  readonly messageId: string;
  readonly type: string;
  readonly name: string;
  readonly time: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface GroupEvent extends VisitorEvent {
  /** Null of somebody erased meanwhile. */
  readonly profile: ProfileSummary | null;
}

export interface StreamedEvent extends VisitorEvent {
  readonly profile: ProfileSummary;
}

export interface VisitorSession {
  readonly start: string;
  readonly end: string;
  readonly events: number;
  readonly pages: number;
  readonly entry: string | null;
  readonly exit: string | null;
}

export interface Explanation {
  readonly path: string;
  readonly type: string;
  readonly matches: boolean | null;
  readonly sentence: string;
  readonly found: unknown;
  /** What was found of a sequence, in words. */
  readonly foundText?: string;
  readonly of?: readonly Explanation[];
}

export type DecidedBy = 'criteria' | 'included' | 'excluded' | 'guest';

export interface Verdict {
  readonly matches: boolean | null;
  readonly by: DecidedBy;
  readonly explanation: Explanation;
}

export interface Reason extends Verdict {
  readonly segment: SegmentReference;
  readonly since: string | null;
  /** Of a batch segment: the instant of its last run, of which `since` is. */
  readonly membersAsOf?: string | null;
}

export interface Ranked {
  readonly value: string;
  readonly segment: { readonly people: number; readonly count: number };
  readonly everyone: { readonly people: number; readonly count: number };
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly people: { readonly segment: number; readonly everyone: number };
  readonly pages: readonly Ranked[];
  readonly events: readonly Ranked[];
  readonly days: readonly { readonly day: string; readonly entered: number; readonly exited: number }[];
}

export interface Fault {
  readonly path: string;
  readonly code?: string;
  readonly message: string;
  readonly expected?: string;
}

export interface CriteriaCheck {
  readonly valid: boolean;
  readonly errors: readonly Fault[];
  readonly sentence: string | null;
  readonly kind: SegmentKind | null;
  readonly includeGuestsDefault: boolean;
  readonly guestNote: string | null;
}

/** Something to reconsider in criteria that are accepted. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly path: string;
  readonly message: string;
}

export interface HeadCount {
  readonly known: number;
  readonly guests: number;
  readonly total: number;
}

/** How many whatever the visit, and how many depending on it. */
export interface CountBound {
  readonly certain: number;
  readonly possible: number;
}

/** How many satisfy one condition or group by itself; `left`: it and all before it in an "all of". */
export interface NodeBound extends CountBound {
  readonly path: string;
  readonly left: CountBound | null;
}

/** Who enters, or leaves, against a saved segment. */
export interface Difference {
  readonly certain: HeadCount;
  readonly possible: HeadCount;
}

export interface Preview {
  readonly nodes?: readonly NodeBound[];
  readonly entering?: Difference;
  readonly leaving?: Difference;
  readonly certain: HeadCount;
  readonly possible: HeadCount;
  readonly everyone: HeadCount;
  readonly exact: boolean;
  readonly asOf: string;
  readonly complete: boolean;
  readonly tookMs: number;
}

export type PropertyType = 'text' | 'number' | 'boolean' | 'date' | 'textList' | 'ip' | 'version';

export interface Property {
  readonly id: string;
  readonly label: string;
  readonly type: PropertyType;
  readonly operators: readonly Operator[];
  readonly description: string;
  readonly values?: 'suggest' | readonly Scalar[];
  readonly requestTime: boolean;
  /** False: a usual name for a trait that nobody has sent yet. */
  readonly seen: boolean;
}

export interface PropertyGroup {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly properties: readonly Property[];
}

export interface ValueCount {
  readonly value: Scalar;
  readonly count: number;
}

/** How the numbers of a property are spread, in bars. */
export interface Histogram {
  readonly count: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly bars: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

export interface EventName {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly string[];
}
