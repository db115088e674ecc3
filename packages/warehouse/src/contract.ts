import type {
  BehaviourNode,
  Calendar,
  Criteria,
  EventNode,
  GroupKind,
  PropertyBag,
  SegmentSubject,
} from '@kindred/criteria';
import type { History } from './history/contract.js';

/** What a segment means, criteria and the people named; enough to answer for it without its live state. */
export interface Audience {
  /** Absent: people. */
  readonly subject?: SegmentSubject;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  /** Profile ids, or numbers of accounts. Exclusion by name comes before inclusion by name, and that before criteria. */
  readonly includes: readonly number[];
  readonly excludes: readonly number[];
  /** Where it is referred to, its members are those that the log tells of, whatever the criteria say. */
  readonly kept?: KeptMembers;
}

/** Members that change only now and then; the log of enters and exits tells them. */
export interface KeptMembers {
  readonly segment: string;
  /** Since when (ms) the log tells them; null: nobody is in yet. */
  readonly since: number | null;
}

export interface Question {
  readonly site: number;
  readonly audience: Audience;
  /** What it is compared with, as the same segment was saved: who enters, who leaves. */
  readonly saved?: Audience;
  /** Definition of a referenced segment. */
  readonly segment: (id: string) => Audience | undefined;
  /** Instant (ms) at which windows end. */
  readonly now: number;
  readonly calendar: Calendar;
  /** Only events up to this log position; absent: all. */
  readonly position?: number;
  /** Only people who had come by this instant (ms); absent: all. */
  readonly seenBy?: number;
}

/** What criteria are asked of, besides whom: a question without its audience. */
export type QuestionFrame = Omit<Question, 'audience' | 'saved' | 'seenBy'>;

/** Everybody of a site in one order, and of each condition asked about the bits of those who satisfy it. */
export interface Holding {
  readonly people: number;
  /** Of each condition: bit `i % 32` of word `i >> 5` is that of person `i`. */
  readonly sets: readonly Uint32Array[];
}

/** How a statement is run: each purpose has its own connection, and `tag` lets a newer question cancel an older one. */
export interface Run {
  readonly purpose: 'interactive' | 'report' | 'backfill';
  readonly tag?: string;
}

export interface HeadCount {
  readonly known: number;
  readonly guests: number;
}

/** `certain` hold whatever the request; `possible` may hold, depending on it. Equal where nothing reads the request. */
export interface Estimate {
  readonly certain: HeadCount;
  readonly possible: HeadCount;
}

/** How many whatever the request, and how many depending on it. */
export interface Bound {
  readonly certain: number;
  readonly possible: number;
}

/** How many satisfy one node, all people (of an account's conditions accounts) asked for it alone. */
export interface NodeBound extends Bound {
  /** Where it stands in the criteria, such as `of[1].of`; the whole is ''. Conditions on events are not among them. */
  readonly path: string;
  /** Of a part of an "all of" of 2 to 50 parts: how many satisfy it and all parts before it; null of the first. */
  readonly left: Bound | null;
}

export interface Breakdown extends Estimate {
  readonly nodes: readonly NodeBound[];
  /** In now and not as it was saved; null where nothing saved was given. */
  readonly entering: Estimate | null;
  /** In as it was saved and not now. */
  readonly leaving: Estimate | null;
}

/** Whom a page lists; `entering` and `leaving` (possibly) against `saved` of the question. */
export type Membership = 'certain' | 'possible' | 'entering' | 'leaving';

export type WarehouseTable = 'events' | 'profiles' | 'identities' | 'groups' | 'memberships';

/** One event row. `properties` and `context` are property bags; the warehouse encodes them (see `encode.ts`). */
export interface EventRow {
  readonly site: number;
  readonly identity: number;
  readonly position: number;
  readonly messageId: string;
  readonly type: string;
  readonly name: string;
  readonly time: number;
  readonly receivedAt: number;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
  /** Number of the import that brought it; absent where it came live. */
  readonly import?: number;
}

/** A profile as of `version`; the highest version wins. */
export interface ProfileSnapshot {
  readonly site: number;
  readonly id: number;
  readonly version: number;
  readonly deleted: boolean;
  readonly userId: string | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** Group ids by kind. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Only identities whose profile is not the one of the same id. */
export interface IdentitySnapshot {
  readonly site: number;
  readonly identity: number;
  readonly profile: number;
  readonly version: number;
}

export interface GroupSnapshot {
  readonly site: number;
  readonly kind: string;
  readonly id: string;
  /** Tells it from all profiles and other accounts; 0 of a kind that no segment is of. */
  readonly number: number;
  readonly version: number;
  readonly deleted: boolean;
  readonly parent: string | null;
  readonly ancestorIds: readonly string[];
  readonly traits: Readonly<Record<string, unknown>>;
}

export interface MembershipChange {
  readonly site: number;
  readonly id: string;
  readonly segment: string;
  readonly profile: number;
  readonly kind: 'entered' | 'exited';
  readonly at: number;
  readonly cause: string;
}

/** A counting leaf, and how many of its latest times are kept. */
export interface CountedLeaf {
  readonly node: EventNode;
  readonly keep: number;
}

/** What of the past is counted. */
export interface LeafPast {
  /** Only events up to this log position. */
  readonly position: number;
  /** How dates without an offset inside `where` are read. */
  readonly calendar: Calendar;
}

/** What a count leaf keeps of a profile, or of some of its identities, as of a position. */
export interface LeafCount {
  /** Which of the leaves asked for. */
  readonly leaf: number;
  readonly profile: number;
  /** All matching events ever (within `keepSince`). */
  readonly count: number;
  /** The latest `keep` times (ms), ascending. */
  readonly times: readonly number[];
  /** Whether nothing else comes of this profile and leaf. */
  readonly whole: boolean;
}

/** An event that can matter to a condition about behaviour. */
export interface LeafEvent {
  readonly profile: number;
  readonly id: string;
  readonly name: string;
  readonly time: number;
  readonly properties: PropertyBag;
  readonly context: PropertyBag;
}

/** An event with the identity that it carries. */
export interface IdentityEvent extends Omit<LeafEvent, 'profile'> {
  readonly identity: number;
}

/** Where an event stands. */
export interface EventPlace {
  readonly identity: number;
  readonly name: string;
  readonly time: number;
}

/** When events of an identity happened (ms): those of one import, and all others. */
export interface SeenBeside {
  readonly identity: number;
  readonly others: { readonly first: number; readonly last: number } | null;
  readonly importedLast: number | null;
}

/** Takes out what must not be there. What was taken out is in no answer that begins afterwards. */
export interface Erasure {
  /** Every event of a message id. The place comes from `find`, so that only neighbours are looked at. */
  event(site: number, messageId: string, places: readonly EventPlace[]): Promise<void>;
  /** Every event that an import brought. */
  imported(site: number, number: number): Promise<void>;
  /** Everything about the people of these identities, by which profiles are numbered too. */
  people(site: number, identities: readonly number[]): Promise<void>;
  /** Has the engine rewrite the files that still hold what was taken out; it goes on in the background. */
  purge(): Promise<void>;
}

export interface Warehouse {
  /** Encodes rows as the newline-delimited JSON that `insert` takes; pure, runs where the rows are made. */
  readonly encode: {
    event(row: EventRow): string;
    profile(row: ProfileSnapshot): string;
    identity(row: IdentitySnapshot): string;
    group(row: GroupSnapshot): string;
    membership(row: MembershipChange): string;
  };
  /** Inserts once per `token`: the same body again under the same token does nothing. */
  insert(table: WarehouseTable, body: string, token: string): Promise<void>;
  /**
   * Compares what is kept beside the events with them, mends what differs, and has it read from then on; does nothing
   * where that is known to be in line. To be called while no insert of events is to be repeated whose outcome is
   * unknown. Inserts of events wait meanwhile; a tag lets it be cancelled.
   */
  reconcile(tag?: string): Promise<void>;

  /** Which of these message ids the site has events of. Reads one column of the site's events. */
  knownMessages(site: number, ids: readonly string[], run: Run): Promise<ReadonlySet<string>>;

  /** How many people; of a segment of accounts how many accounts, all of them as `known`. */
  count(question: Question, run: Run): Promise<Estimate>;
  /** The same with the count of every node and the difference to what is saved, in one statement. */
  breakdown(question: Question, run: Run): Promise<Breakdown>;
  /** Ids of matching profiles, or numbers of matching accounts, in ascending order, for a page. */
  page(question: Question, which: Membership, after: number, limit: number, run: Run): Promise<readonly number[]>;
  /** All matching profiles or accounts, streamed; for verify. */
  matching(question: Question, run: Run): AsyncIterable<readonly number[]>;
  /** Which people satisfy each of several criteria: everybody in one order, a bit each. Nobody depends on the request. */
  holding(asked: QuestionFrame, conditions: readonly Criteria[], run: Run): Promise<Holding>;
  /** State of counting leaves for every profile that has any; what comes several times of a profile is to be merged. */
  leafCounts(
    site: number,
    leaves: readonly CountedLeaf[],
    past: LeafPast,
    run: Run,
  ): AsyncIterable<readonly LeafCount[]>;

  /** The events up to a position that can matter to a condition, each with the profile it is of. */
  leafEvents(
    site: number,
    leaf: BehaviourNode,
    position: number,
    run: Run,
    calendar: Calendar,
  ): AsyncIterable<readonly LeafEvent[]>;

  /** Events up to a position of a few identities, of some names or (null) all that have one, in pages. */
  eventsOf(
    site: number,
    identities: readonly number[],
    names: readonly string[] | null,
    position: number,
    run: Run,
  ): AsyncIterable<readonly IdentityEvent[]>;
  /** First and last time of all events of some identities; null where there are none. */
  seen(site: number, identities: readonly number[]): Promise<{ readonly first: number; readonly last: number } | null>;
  /** What an import brought and is still there: how many events, of how many identities. */
  imported(site: number, number: number): Promise<{ readonly events: number; readonly identities: number }>;
  /** Identities that events of an import carry, in ascending order. */
  importedIdentities(site: number, number: number, after: number, limit: number): Promise<readonly number[]>;
  /** When these identities were seen, by an import and otherwise; those without events are left out. */
  seenBeside(site: number, identities: readonly number[], number: number): Promise<readonly SeenBeside[]>;
  /** Who of these people, or accounts by number, has changed since a version, or belongs to a group that has. */
  changedSince(site: number, ids: readonly number[], version: number): Promise<ReadonlySet<number>>;
  /** Where the events of a message id stand; more than one only where an id came again after days. */
  find(site: number, messageId: string): Promise<readonly EventPlace[]>;
  readonly erasure: Erasure;

  /** Ends statements of this tag in the engine. */
  cancel(tag: string): Promise<void>;
  readonly analytics: Analytics;
  /** What the log of memberships says of the past. */
  readonly history: History;
  status(): Promise<{
    readonly version: string;
    readonly memoryBytes: number;
    readonly diskBytes: number;
    readonly restarts: number;
  }>;
  close(): Promise<void>;
}

export interface StoredEvent {
  readonly messageId: string;
  readonly type: string;
  readonly name: string;
  readonly time: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface SessionSummary {
  readonly start: number;
  readonly end: number;
  readonly events: number;
  readonly pages: number;
  readonly entry: string | null;
  readonly exit: string | null;
}

export interface Ranked {
  readonly value: string;
  readonly people: number;
  readonly count: number;
}

/** How the numbers of a property are spread. */
export interface Histogram {
  /** How many numbers there are. */
  readonly count: number;
  /** Null where there are none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Bars of equal width over about the middle 98 hundredths; the outer two hold what lies beyond them too. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** Latest first, or earliest first, by when somebody was last or first seen. */
export interface ProfileSort {
  readonly by: 'lastSeen' | 'firstSeen';
  readonly ascending: boolean;
}

/** How many have a value of each type; dates are texts too. */
export interface Spread {
  readonly texts: number;
  readonly numbers: number;
  readonly booleans: number;
  readonly dates: number;
  /** About how many different numbers there are. */
  readonly distinctNumbers: number;
  /** Ascending numbers between which there are about as many people each; none where there are no numbers. */
  readonly edges: readonly number[];
}

/** How many of a segment's people, and of everyone. */
export interface ComparedPeople {
  readonly segment: number;
  readonly everyone: number;
}

/** How many have a property with a value of each type; dates are texts too. */
export interface PropertyShape {
  readonly path: string;
  /** How many have the most usual type of value. */
  readonly count: number;
  readonly texts: number;
  readonly numbers: number;
  readonly booleans: number;
  readonly dates: number;
  readonly textLists: number;
  readonly numberLists: number;
  readonly booleanLists: number;
}

export interface ValuesOfPeople {
  readonly values: readonly (ComparedPeople & { readonly value: string | number | boolean })[];
  /** Who has values, and none of these. */
  readonly others: ComparedPeople;
  readonly missing: ComparedPeople;
}

export interface Analytics {
  /** A profile's events, newest first; names restrict; `before` is (time, messageId). */
  events(
    site: number,
    profile: number,
    options: {
      readonly names?: readonly string[];
      readonly before?: { time: number; messageId: string };
      readonly limit: number;
    },
  ): Promise<readonly StoredEvent[]>;
  /**
   * Sessions: gap of 30 minutes, end at midnight in the site's zone; newest first. `before` is the start of the last one
   * on the page before, `next` that of this page's last where there are more.
   */
  sessions(
    site: number,
    profile: number,
    calendar: Calendar,
    options: { readonly before?: number; readonly limit: number },
  ): Promise<{ readonly sessions: readonly SessionSummary[]; readonly next: number | null }>;
  /** Ids of profiles by user id, e-mail or name containing the text (folded), and of `also`; newest seen first, or as `sort` says. */
  searchProfiles(
    site: number,
    text: string,
    options: {
      readonly known?: boolean;
      /** The end of the page before. */
      readonly after?: { at: number; id: number };
      readonly limit: number;
      /** Profiles that are found whatever the text says of them. */
      readonly also?: readonly number[];
      /** Only those who match this question. */
      readonly members?: Question;
      /** Only people of at least one of these groups. */
      readonly belonging?: { readonly kind: GroupKind; readonly ids: readonly string[] };
      readonly sort?: ProfileSort;
    },
  ): Promise<readonly { id: number; at: number }[]>;
  /** How many people each group of a kind has, or (not null) each of some; those without any are left out. */
  groupSizes(site: number, kind: GroupKind, ids: readonly string[] | null): Promise<ReadonlyMap<string, number>>;
  /** How many people belong to at least one of some groups. */
  peopleOfGroups(site: number, kind: GroupKind, ids: readonly string[]): Promise<number>;
  /** What the people of some groups did, newest first; `before` is (time, messageId). */
  groupEvents(
    site: number,
    kind: GroupKind,
    ids: readonly string[],
    options: { readonly before?: { time: number; messageId: string }; readonly limit: number },
  ): Promise<readonly (StoredEvent & { readonly profile: number })[]>;
  /** Top pages (by path) or event names of a segment's present people beside everyone, in a time range. */
  top(
    site: number,
    what: 'pages' | 'events',
    members: Question | null,
    range: { from: number; to: number },
    limit: number,
  ): Promise<readonly Ranked[]>;
  activePeople(site: number, members: Question | null, range: { from: number; to: number }): Promise<number>;
  /** Enters and exits per local day. */
  membershipByDay(
    site: number,
    segment: string,
    calendar: Calendar,
    range: { from: number; to: number },
  ): Promise<readonly { day: string; entered: number; exited: number }[]>;
  /** Event names seen, most frequent first, with the properties seen on each. */
  eventNames(
    site: number,
    search: string,
    limit: number,
  ): Promise<readonly { name: string; count: number; properties: readonly string[] }[]>;
  /** Trait paths seen on profiles (scope `user`) or groups of a kind, or properties of an event (`event:<name>`), with types; `date` beside `text` where all text is ISO 8601 dates. */
  paths(
    site: number,
    scope: string,
    limit: number,
  ): Promise<readonly { path: string; types: readonly string[]; people: number }[]>;
  /** How many have a value of each type at each path, in the scopes of `paths`; `examined`: among how many. */
  shapes(
    site: number,
    scope: string,
    limit: number,
  ): Promise<{ readonly examined: number; readonly shapes: readonly PropertyShape[] }>;
  /** Most frequent values of a property (`user.plan`, `account.industry`, `properties.path` of an event). */
  values(
    site: number,
    property: string,
    event: string | null,
    search: string,
    limit: number,
  ): Promise<readonly { value: string | number | boolean; count: number }[]>;
  /** The numbers of a property, or of one of an event, in so many bars. */
  histogram(site: number, property: string, event: string | null, bars: number): Promise<Histogram>;
  /** Of what types the values of a property of people or groups are, and where its numbers lie. */
  spread(site: number, property: string): Promise<Spread>;
  /** Values of a trait of people (`plan` of `user.plan`): how many of the members, and of everyone, have each. */
  valuesOfPeople(members: Question, path: string, people: ComparedPeople, limit: number): Promise<ValuesOfPeople>;
  /** The same for ranges of its numbers: below the first edge, from each to below the next, from the last on. */
  rangesOfPeople(
    members: Question,
    path: string,
    edges: readonly number[],
  ): Promise<{ readonly ranges: readonly ComparedPeople[]; readonly missing: ComparedPeople }>;
}
