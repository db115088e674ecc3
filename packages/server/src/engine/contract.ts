import type { Criteria, GroupKind, PropertyBag, PropertyValue } from '@kindred/criteria';
import type { Correction, Job, SegmentDefinition, SegmentState, Site } from '@kindred/store';
import type { BatchState } from './batch/batch-state.js';
import type { References } from './meaning.js';

/** An event as it stands in the log: validated, flattened, its clock corrected. */
export interface AcceptedEvent {
  readonly type: 'track' | 'page' | 'screen' | 'identify' | 'group' | 'alias';
  readonly messageId: string;
  /** Event name; `Page Viewed`, `Screen Viewed`; empty for identify, group, alias. */
  readonly name: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** Epoch ms, skew corrected, never after `receivedAt`. */
  readonly time: number;
  readonly properties: PropertyBag;
  readonly context: PropertyBag;
  /** identify: traits of the person; group: traits of the group. Null removes a trait. */
  readonly traits?: Readonly<Record<string, PropertyValue | null>>;
  readonly group?: { readonly kind: GroupKind; readonly id: string; readonly parent?: string | null };
  /** alias only. */
  readonly previousId?: string;
  /** Told of them by others, as an import of people does: nobody was seen at `time`, but first at this one (epoch ms). */
  readonly firstSeen?: number;
}

export interface VisitorIds {
  readonly userId?: string | null;
  readonly anonymousId?: string | null;
}

export interface ProfileView {
  readonly id: number;
  readonly userId: string | null;
  readonly anonymousIds: readonly string[];
  readonly traits: PropertyBag;
  /** When each trait was set to what it is, by the time of the event that did. */
  readonly traitTimes: Readonly<Record<string, number>>;
  readonly groups: Readonly<Partial<Record<GroupKind, readonly string[]>>>;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly memberships: readonly { readonly segment: string; readonly since: number }[];
}

export interface Decision {
  /** Ids of segments that the visitor is in, live and request-time, included ones too. */
  readonly segments: readonly string[];
  /** Null for a visitor not known to us. */
  readonly profile: number | null;
  /** Ids of the roles that the visitor belongs to, without those that segments give. */
  readonly roles: readonly string[];
}

export interface MembershipEvent {
  /** Stable across replays. */
  readonly id: string;
  readonly site: number;
  readonly segment: string;
  /** Of an account its number. */
  readonly profile: number;
  readonly userId: string | null;
  /** Id of the account that entered or exited; null where it was a person. */
  readonly account: string | null;
  readonly kind: 'entered' | 'exited';
  readonly at: number;
  /**
   * What kind of thing it was, with details behind a colon where there are any: `event:<messageId>`, `trait:<messageId>`,
   * `group:<kind>/<id>`, `time`, `merge`, `unmerge`, `erasure`, `undo`, `mend`, `first-seen`, `known`, `edit`, `import`,
   * `schedule`: found by a run of a batch segment, or `backfill`: found by counting the past, as on activation.
   */
  readonly cause: string;
}

/** What became of the events of an import. */
export interface EventsImported {
  /** Left out, because the site had an event of the same message id already, or it came earlier in the import. */
  readonly duplicates: number;
}

/** A stretch in which a segment's members are kept: its enters and exits alone say who was in at any moment of it. */
export interface Period {
  readonly since: number;
  /** Null while it lasts. */
  readonly until: number | null;
}

export interface AccountView {
  readonly id: string;
  readonly number: number;
  /** How many people belong to it. */
  readonly people: number;
  readonly memberships: readonly { readonly segment: string; readonly since: number }[];
}

export interface SegmentStatus {
  readonly state: SegmentState;
  /** Members now; null for request-time and never-ready segments. */
  readonly size: number | null;
  readonly error: string | null;
  readonly progress: { readonly done: number; readonly total: number | null } | null;
  /** When somebody last entered or exited (ms); null where nobody has as far back as changes are kept. */
  readonly lastChange: number | null;
  /** People of whom the warehouse decides a condition, as they have more events than are kept: see `Overflows`. */
  readonly approximate: number;
  /** Runs of an active batch segment; null of the others. */
  readonly batch: Pick<BatchState, 'lastRun' | 'nextRun' | 'retryAt' | 'failures'> | null;
}

export interface VerifyResult {
  readonly segment: string;
  readonly members: number;
  /** Profile ids, or numbers of accounts. */
  readonly missing: readonly number[];
  readonly extra: readonly number[];
  /**
   * People with more events than are kept, of whom the latest answer of the warehouse is a little older than this one; of a
   * batch segment those who have changed since its last run, or all that differ while a run is under way.
   */
  readonly approximate: readonly number[];
  /** The instant (ms) that both sides are of: now, or the last run of a batch segment. */
  readonly asOf: number;
}

/** The live half of Kindred. All methods are bound to one site by their first argument. */
export interface Engine {
  /**
   * Durable, then applied; resolves after both. `duplicates` are indices of repeated message ids. With an id or name that
   * cannot be stored nothing is taken in.
   */
  accept(
    site: number,
    receivedAt: number,
    events: readonly AcceptedEvent[],
  ): Promise<{ readonly duplicates: readonly number[] }>;
  /** The present (ms): that of the clock, and never before anything that was applied. */
  readonly now: number;
  /** False once state could not be applied or written: only a restart, which replays the log, mends that. */
  readonly healthy: boolean;
  /** False while the log is so far behind that callers should be asked to come again later. */
  readonly ready: boolean;

  resolve(site: number, ids: VisitorIds): Promise<number | null>;
  /** Profiles of the first so many anonymous ids, in their order, that begin with a text. */
  profilesByAnonymousId(site: number, beginning: string, limit: number): Promise<readonly number[]>;
  profile(site: number, id: number): Promise<ProfileView | null>;
  profiles(site: number, ids: readonly number[]): Promise<readonly ProfileView[]>;
  decide(site: number, ids: VisitorIds, request: PropertyBag): Promise<Decision>;

  /** Puts a stored definition into force (new, edited, activated) or out of force; returns once the work has begun. */
  apply(definition: SegmentDefinition): Promise<void>;
  remove(site: number, segment: string): Promise<void>;
  status(site: number, segment: string): SegmentStatus;
  /** Of a segment of accounts, `profile` is an account's number. */
  members(
    site: number,
    segment: string,
    after: number,
    limit: number,
  ): Promise<readonly { profile: number; since: number }[]>;

  /** Beginning of the present stretch in which a segment's members are kept; null where they are not. */
  keptSince(segment: string): number | null;
  /** What the site's segments mean to those that refer to them. */
  references(site: number): References;

  /** When the members of segments were and are kept. */
  periods(site: number, segments: readonly string[]): Promise<ReadonlyMap<string, readonly Period[]>>;

  /** Segments of accounts that an account is in, at this very instant; null for one that there is not. */
  account(site: number, id: string): AccountView | null;
  /** Ids of accounts by what they are numbered in sets; those that are no more are left out. */
  accountIds(site: number, numbers: readonly number[]): ReadonlyMap<number, string>;

  putGroup(
    site: number,
    kind: GroupKind,
    id: string,
    change: { traits?: Readonly<Record<string, PropertyValue | null>>; parent?: string | null },
  ): Promise<void>;
  deleteGroup(site: number, kind: GroupKind, id: string): Promise<void>;
  setGroupMember(site: number, kind: GroupKind, group: string, userId: string, member: boolean): Promise<void>;
  group(
    site: number,
    kind: GroupKind,
    id: string,
  ): { traits: PropertyBag; parent: string | null; ancestorIds: readonly string[] } | null;
  groups(site: number, kind: GroupKind): readonly { id: string; traits: PropertyBag; parent: string | null }[];
  /** Ids of the group itself and of all below it. */
  groupsWithin(site: number, kind: GroupKind, id: string): readonly string[];

  /**
   * Events straight to the warehouse, then ordinary backfill. Resolves when the rows are in; the backfill is a job of its
   * own, and comes also where the import fails after some of them are in. `number` is that of the stored import, by which it can be undone; without one it cannot.
   */
  importEvents(
    site: number,
    events: AsyncIterable<readonly AcceptedEvent[]>,
    job: (done: number) => void,
    number?: number,
  ): Promise<EventsImported>;
  importPeople(
    site: number,
    people: AsyncIterable<readonly PersonImport[]>,
    job: (done: number) => void,
    number?: number,
  ): Promise<void>;
  /** Recounts the past for every active segment of a site, or runs it now (after a change of time zone, by hand). */
  recompute(site: number, segments?: readonly string[]): Promise<void>;

  /** Ends a count of the past; false where there is none of this job that could still be ended. */
  cancelCount(site: number, job: string): Promise<boolean>;
  /** The same of the count, or the run of a batch segment, that a segment waits for or is in. */
  cancelCountOf(site: number, segment: string): Promise<boolean>;

  /** Takes note of a new site, or of a changed one; a new time zone recounts its segments. */
  setSite(site: Site): Promise<void>;
  /** Lets time pass for everyone up to the clock's present; timers do so by themselves. */
  sweep(): Promise<void>;
  /** Resolves once no segment is being put into force. */
  idle(): Promise<void>;

  /** Brings the warehouse up to everything accepted so far; waits at most `timeout` ms and says how far it came. */
  settle(timeout: number): Promise<{ readonly asOf: number; readonly complete: boolean }>;
  /**
   * Ends the present instant: every enter and exit up to it is recorded, and whatever is recorded from then on is of a
   * later one. `told` is false while one of the segments (null: any of the site) has begun to show other members, as by a
   * run or an edit, and not all of its enters and exits, which may be of earlier instants, are recorded yet.
   */
  endInstant(
    site: number,
    segments: readonly string[] | null,
  ): Promise<{ readonly at: number; readonly told: boolean }>;
  /** Live membership against SQL at one position and instant. */
  verify(site: number, segments?: readonly string[]): Promise<readonly VerifyResult[]>;

  /** Makes live membership what SQL says; tells what differed, and what still does. */
  mend(
    site: number,
    segments?: readonly string[],
  ): Promise<{ readonly found: readonly VerifyResult[]; readonly left: readonly VerifyResult[] }>;

  /** Takes out every event of a message id, and has live state be as if it had never come. `by` is who asked. */
  eraseEvent(site: number, messageId: string, by: string): Promise<Correction>;
  /** Forgets a person; with `suppress`, has their ids refused from then on. */
  erasePerson(site: number, profile: number, suppress: boolean, by: string): Promise<Correction>;
  /** Takes an anonymous id out of a user's profile as if it had never been joined. */
  part(site: number, profile: number, anonymousId: string, by: string): Promise<Correction>;
  /** Begins to take back a stored import: its events, the people of whom nothing else tells, and what it set of others. */
  undoImport(site: number, id: string, by: string): Promise<Correction>;
  /** Ids of erased people that are refused, and events that were not taken in because of them. */
  suppressed(site: number): { readonly ids: number; readonly dropped: number };
  /** Lets an id be taken in again; false where it was not refused. */
  unsuppress(site: number, kind: 'user' | 'anonymous', id: string): Promise<boolean>;

  onChange(listener: (change: MembershipEvent) => void): () => void;
  onEvent(listener: (site: number, profile: number, event: AcceptedEvent) => void): () => void;
  statistics(): EngineStatistics;
  close(): Promise<void>;
}

export interface PersonImport {
  readonly userId: string;
  readonly anonymousIds: readonly string[];
  readonly traits: Readonly<Record<string, PropertyValue | null>>;
  readonly groups: readonly { readonly kind: GroupKind; readonly id: string }[];
  /** Epoch ms; null: when it is imported. Traits and groups are of then in either case. */
  readonly firstSeen: number | null;
}

export interface EngineStatistics {
  readonly applied: number;
  /** Conditions that were shown an event since the start: those it can touch, whatever segments there are. */
  readonly leavesAsked: number;
  /** Times that a segment was asked about somebody since the start. */
  readonly segmentsAsked: number;
  /** Times that a condition on a date was asked when it changes next since the start. */
  readonly datesAsked: number;
  readonly checkpoint: number;
  readonly queued: number;
  readonly cachedProfiles: number;
  readonly outboxEntries: number;
  readonly nextDue: number | null;
}

export type { Criteria, Job };
