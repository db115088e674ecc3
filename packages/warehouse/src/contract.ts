import type { BehaviourNode, Calendar, Criteria, EventNode, PropertyBag } from '@kindred/criteria';
import type { Analytics } from './analytics/contract.js';
import type { History } from './history/contract.js';
import type { Question, QuestionFrame } from './questions/contract.js';

export type * from './questions/contract.js';

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

/** Ids from the first to the last, both of them included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
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

/** One audience at two instants: how many at each, and how many at one of them alone. */
export interface ThenAndNow {
  readonly now: Estimate;
  readonly earlier: Estimate;
  readonly onlyNow: Estimate;
  readonly onlyEarlier: Estimate;
}

/** Who is in a question of now and in one of an earlier instant: in one of the two alone. */
export type OneInstant = 'onlyNow' | 'onlyEarlier';

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
  insert(table: WarehouseTable, body: string | Uint8Array, token: string): Promise<void>;
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
  /** A question of now beside one of an earlier instant: both are asked in one statement. */
  thenAndNow(now: Question, earlier: Question, run: Run): Promise<ThenAndNow>;
  /** Those who may be in one of the two and not in the other, in ascending order, for a page. */
  pageOfOne(
    now: Question,
    earlier: Question,
    which: OneInstant,
    after: number,
    limit: number,
    run: Run,
  ): Promise<readonly number[]>;
  /** When the oldest event that is known of a site happened (ms); null where there is none. Reads one column of its events. */
  oldestEvent(site: number, run: Run): Promise<number | null>;
  /** All matching profiles or accounts, or those of a range, streamed in ascending order. */
  matching(question: Question, run: Run, range?: IdRange): AsyncIterable<readonly number[]>;
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
