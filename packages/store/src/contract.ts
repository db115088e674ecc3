/**
 * The state store: the log of accepted events, identities, profiles with their leaf state, memberships, groups, the outbox.
 *
 * One flush is one transaction that moves the whole state from one log position to a later one, so a crash replays the log
 * after `checkpoint.position` and can neither lose nor double anything. Nothing here speaks of one engine's calls.
 */

/** A batch of accepted events of one site, as appended to the log. */
export interface LogAppend {
  readonly site: number;
  readonly receivedAt: number;
  /** One message id an event, in the order of `body`. */
  readonly messageIds: readonly string[];
  /** JSON array of the accepted events. Opaque to the store. */
  readonly body: string;
}

export interface LogReceipt {
  /** Position of the batch; strictly increasing in commit order. */
  readonly position: number;
  /** Indices into `messageIds` of events already accepted for this site within the retention (repeats inside one batch included). */
  readonly duplicates: readonly number[];
}

export interface LogBatch {
  readonly position: number;
  readonly site: number;
  readonly receivedAt: number;
  readonly body: string;
  readonly duplicates: readonly number[];
}

export interface EventLog {
  /** Resolves once the batch is durable (fsync). Concurrent appends share one commit (group commit). */
  append(batch: LogAppend): Promise<LogReceipt>;
  /** Message ids that came another way than through the log: live events that repeat them are duplicates, for at least 24 h. */
  remember(site: number, messageIds: readonly string[]): Promise<void>;
  /** Batches after a position, in order. */
  read(after: number, limit: number): Promise<readonly LogBatch[]>;
  /** Forgets batches up to and including `position`; message ids stay for at least 24 h. */
  truncate(position: number): Promise<void>;
}

/**
 * One identity: a user id, or an anonymous id together with the user who claimed it.
 * An anonymous id has one row a claimant; `current` marks the one that later guest events go to.
 */
export interface IdentityRow {
  readonly id: number;
  readonly site: number;
  readonly kind: 'user' | 'anonymous';
  readonly value: string;
  /** User id that claimed this anonymous identity; null while unclaimed and for user identities. */
  readonly claimedBy: string | null;
  readonly current: boolean;
  readonly profile: number;
}

/** `body` is the engine's own JSON, opaque to the store. */
export interface ProfileRow {
  readonly id: number;
  readonly site: number;
  readonly body: string;
  /** Next instant (ms) at which a window of this profile passes; null: none. */
  readonly dueAt: number | null;
}

export interface GroupRow {
  readonly site: number;
  readonly kind: string;
  readonly id: string;
  /** Id of the parent group of the same kind; null: none. */
  readonly parent: string | null;
  /** JSON property bag. */
  readonly traits: string;
  /** What it is as a member of sets, beside the ids of profiles; 0 where it has none. */
  readonly number: number;
  /** Number of its next enter or exit. */
  readonly changes: number;
  /** The latest switch of a segment's set that its enters and exits were told for. */
  readonly switched: number;
}

/** A member of a set: a profile, or an account by its number. */
export interface MembershipRow {
  readonly set: number;
  readonly profile: number;
  readonly since: number;
}

/** What was counted of a profile's past for one leaf, in the engine's own JSON. */
export interface PastRow {
  readonly profile: number;
  readonly body: string;
}

/** The same as it is read back; `number` is that of a leaf, or of a set, where `body` is since when. */
export interface StoredPast extends PastRow {
  readonly number: number;
  /** Grows with each that is added, and is never given twice. */
  readonly sequence: number;
}

/** Members of a set found by counting the past. */
export interface PastMembers {
  readonly set: number;
  readonly since: number;
  readonly profiles: readonly number[];
}

/** When time alone may change what was counted for a leaf: by hour since 1970 `[profile, instant, …]`. */
export interface PastDues {
  readonly number: number;
  readonly hours: readonly (readonly [hour: number, dues: readonly number[]])[];
}

/** What an import changed of what one identity brought. */
export interface ImportChange {
  /** Number of the import. */
  readonly import: number;
  readonly identity: number;
  /** Whether the person was not known before. */
  readonly created: boolean;
  /** JSON, whose form is the engine's business. */
  readonly body: string;
}

/** A change with its place among those of an identity. */
export interface ImportChangeRow extends ImportChange {
  readonly id: number;
}

/** An enter or exit, kept for webhooks and the pull API; `id` is stable across replays. */
export interface ChangeRow {
  readonly id: string;
  readonly site: number;
  readonly segment: string;
  /** Of an account its number. */
  readonly profile: number;
  /** Null where the member is a person. */
  readonly account: string | null;
  readonly kind: 'entered' | 'exited';
  readonly at: number;
  readonly cause: string;
}

/** A change with its place in the order of recording. */
export interface PlacedChange extends ChangeRow {
  readonly sequence: number;
}

/** Rows for one warehouse table, fixed for ever once written. */
export interface OutboxEntry {
  readonly table: string;
  /** Newline-delimited JSON as UTF-8. */
  readonly body: Uint8Array;
  readonly rows: number;
}

export interface StoredOutboxEntry extends OutboxEntry {
  readonly id: number;
}

/** A run of outbox entries whose bounds were made durable before its first attempt. */
export interface ForwardBatch {
  readonly id: number;
  readonly first: number;
  readonly last: number;
}

export interface Checkpoint {
  /** Log position that the stored state includes. */
  readonly position: number;
  /** Next identity/profile id to give out. */
  readonly nextIdentity: number;
  /** Next number of what is none of these: versions, sets, leaves. */
  readonly nextNumber: number;
  /** The engine's clock (ms), never behind any recorded change. */
  readonly clock: number;
}

/**
 * Deletions are carried out before writes. A deleted profile or group takes its group memberships with it; memberships in
 * sets are ended one by one. A deleted identity takes with it what imports changed of it.
 */
export interface Flush {
  /** Refused where its position, next identity or next number lies before the stored one. */
  readonly checkpoint: Checkpoint;
  readonly profiles: readonly ProfileRow[];
  readonly deletedProfiles: readonly number[];
  readonly identities: readonly IdentityRow[];
  readonly deletedIdentities: readonly number[];
  /** Profiles of whom the enters and exits recorded so far no longer tell that they were theirs; of those of this flush they do. */
  readonly forgottenPeople: readonly { site: number; profile: number }[];
  /** Events not taken in because their ids are suppressed, to be added to what was counted. */
  readonly suppressed: readonly { site: number; dropped: number }[];
  readonly groups: readonly GroupRow[];
  readonly deletedGroups: readonly { site: number; kind: string; id: string }[];
  readonly groupMembers: readonly { site: number; kind: string; group: string; profile: number; member: boolean }[];
  readonly memberships: readonly MembershipRow[];
  readonly endedMemberships: readonly { set: number; profile: number }[];
  readonly changes: readonly ChangeRow[];
  readonly importChanges: readonly ImportChange[];
  readonly rewrittenImportChanges: readonly ImportChangeRow[];
  readonly deletedImportChanges: readonly number[];
  readonly outbox: readonly OutboxEntry[];
}

export interface StateStore {
  checkpoint(): Promise<Checkpoint>;
  flush(flush: Flush): Promise<{ readonly outboxIds: readonly number[] }>;

  /** The user's identity and the current anonymous identity of each value asked for; absent ones are left out. */
  identities(site: number, users: readonly string[], anonymous: readonly string[]): Promise<readonly IdentityRow[]>;
  /** Every claim of one anonymous id. */
  anonymousClaims(site: number, anonymousId: string): Promise<readonly IdentityRow[]>;
  /** Profiles of the first so many anonymous ids, in their order, that begin with a text. Costs what it finds. */
  profilesByAnonymousId(site: number, beginning: string, limit: number): Promise<readonly number[]>;
  identitiesOf(profile: number): Promise<readonly IdentityRow[]>;
  /** Rows by identity id (a profile id is the id of its first identity). */
  identitiesById(ids: readonly number[]): Promise<readonly IdentityRow[]>;

  /** Identities of which an import changed something, in ascending order. */
  importedIdentities(number: number, after: number, limit: number): Promise<readonly number[]>;
  /** What imports changed of these identities, of each in the order in which it happened. */
  importChangesOf(identities: readonly number[]): Promise<readonly ImportChangeRow[]>;
  /** Identities of which an import changed something, and those whose people were not known before. */
  countImportChanges(number: number): Promise<{ readonly identities: number; readonly created: number }>;

  /** Events not taken in because their ids are suppressed. */
  suppressedEvents(site: number): Promise<number>;

  /** In the order asked for; null where there is none. */
  profiles(ids: readonly number[]): Promise<readonly (ProfileRow | null)[]>;
  /** Profiles of a site by id, for a pass over all of them. */
  profilesAfter(site: number, after: number, limit: number): Promise<readonly ProfileRow[]>;
  countProfiles(site: number): Promise<number>;
  /** Profiles due at or before `until`, earliest first. */
  due(until: number, limit: number): Promise<readonly { id: number; dueAt: number }[]>;

  /**
   * Keeps what was counted of pasts beside the rows of profiles, in the order of profiles. It stays until its leaf or its
   * profile is no more: the engine knows of each profile up to which sequence its row holds it. Resolves to the last
   * sequence given, 0 where none was.
   */
  addPast(number: number, rows: readonly PastRow[]): Promise<number>;
  /** The same of members of a set, which become members at once; `added` are those who were not. */
  addPastMembers(members: PastMembers): Promise<{ readonly sequence: number; readonly added: number }>;
  addPastDues(dues: PastDues): Promise<void>;
  /** What was added of profiles after a sequence each; of one profile in the order of sequences. */
  pasts(asked: readonly { readonly profile: number; readonly after: number }[]): Promise<readonly StoredPast[]>;
  /** When profiles are due by what is kept of their pasts, of hours since 1970 (both included); in no order. */
  pastDues(from: number, to: number): Promise<readonly { id: number; dueAt: number }[]>;
  /** Forgets dues of hours before. */
  forgetPastDues(hour: number): Promise<void>;
  /** Forgets what was counted for leaves and sets that are no more, in chunks that block nobody. */
  forgetPasts(numbers: readonly number[]): Promise<void>;

  groups(site: number): Promise<readonly GroupRow[]>;
  groupMembers(site: number, kind: string, group: string, after: number, limit: number): Promise<readonly number[]>;

  /** How many profiles belong to each group of a kind; those of a set alone, where one is given. */
  groupSizes(site: number, kind: string, set: number | null): Promise<ReadonlyMap<string, number>>;

  members(set: number, after: number, limit: number): Promise<readonly { profile: number; since: number }[]>;
  countMembers(sets: readonly number[]): Promise<ReadonlyMap<number, number>>;
  isMember(set: number, profile: number): Promise<number | null>;
  /** All sets that have, or had, members and are not dropped. */
  sets(): Promise<readonly number[]>;
  /** Counts the members of a set anew, by its rows, and keeps that. */
  recountSet(set: number): Promise<number>;
  /** Deletes the rows of a set that is no longer shown, in chunks that block nobody. */
  dropSet(set: number): Promise<void>;

  /** Enters and exits, newest first; `before` is a cursor from the last page. */
  changes(
    site: number,
    filter: { segment?: string; profile?: number },
    before: string | null,
    limit: number,
  ): Promise<{ readonly rows: readonly ChangeRow[]; readonly next: string | null }>;

  /**
   * Enters and exits recorded after one of the site, oldest first; null: after none, so all. Null where that one, or the
   * first of the site, is not kept.
   */
  changesAfter(
    site: number,
    segment: string | null,
    id: string | null,
    limit: number,
  ): Promise<readonly ChangeRow[] | null>;

  /**
   * Enters and exits recorded after a place, oldest first. Places grow in commit order, so whoever goes on from the last
   * one misses nothing. Null where some after the place are forgotten.
   */
  changesFrom(
    site: number,
    segments: readonly string[] | null,
    place: number,
    limit: number,
  ): Promise<readonly PlacedChange[] | null>;
  /** The last place given out so far. */
  lastChange(): Promise<number>;
  /** The last place of which changes are forgotten, because of their age. */
  forgottenChanges(): Promise<number>;

  /** Deletes recorded changes before an instant, oldest first, in chunks that block nobody. */
  forgetChanges(before: number): Promise<void>;

  outbox(after: number, limit: number): Promise<readonly StoredOutboxEntry[]>;
  /** How large the entries behind `after` are, in bytes, without reading them. */
  outboxSizes(after: number, limit: number): Promise<readonly { readonly id: number; readonly bytes: number }[]>;
  openForwardBatch(): Promise<ForwardBatch | null>;
  /** Fixes the bounds of the next forward, durably, before its first attempt. */
  beginForward(first: number, last: number): Promise<ForwardBatch>;
  /** Deletes the batch and its outbox entries in one transaction. */
  endForward(batch: ForwardBatch): Promise<void>;

  close(): Promise<void>;
}
