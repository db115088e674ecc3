import type { Criteria } from '@kindred/criteria';
import type { Audit } from './audit.js';
import type { Exports } from './exports.js';
import type { Imports } from './imports.js';

/** Everything people define, as opposed to what visitors do. Small, read often, written through one query builder. */

export interface Site {
  readonly id: number;
  /** Unique, `[a-z0-9-]`, used in URLs and the `Kindred-Site` header. */
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  readonly createdAt: number;
}

export type KeyType = 'write' | 'decide' | 'api';
export type Role = 'viewer' | 'editor' | 'admin';

/** Secrets are kept as SHA-256 (they are 256-bit random); `hint` is their last four characters. Write and decide keys are publishable and also kept whole for snippets. */
export interface Key {
  readonly id: string;
  readonly site: number;
  readonly type: KeyType;
  readonly role: Role | null;
  readonly name: string;
  readonly hash: string;
  readonly hint: string;
  readonly publishable: string | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  /** On every site that `siteRoles` does not name; null: none there. */
  readonly role: Role | null;
  /** By site. */
  readonly siteRoles: Readonly<Record<number, Role>>;
  readonly createdAt: number;
}

export interface StudioSession {
  /** SHA-256 of the cookie's token. */
  readonly tokenHash: string;
  readonly user: string;
  readonly csrf: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

export type SegmentKind = 'live' | 'batch' | 'requestTime';

/** When something comes again: at a local time each day, or after an interval. */
export type Schedule =
  | { readonly daily: string }
  | { readonly every: { readonly amount: number; readonly unit: 'minutes' | 'hours' | 'days' } };
export type SegmentState = 'inactive' | 'backfilling' | 'ready' | 'failed' | 'disabled';

export interface SegmentDefinition {
  readonly id: string;
  readonly site: number;
  /** Unique in the site, `[a-z0-9-]`, what code asks for. */
  readonly key: string;
  readonly subject: 'person' | 'account';
  /** By language tag; at least one. */
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>>;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  /** Profile ids. */
  readonly includes: readonly number[];
  readonly excludes: readonly number[];
  /** May publishable decide keys learn of it? */
  readonly public: boolean;
  readonly active: boolean;
  readonly kind: SegmentKind;
  /** When a batch segment runs; null or absent of the other kinds. */
  readonly schedule?: Schedule | null;
  /** Grows by one with each change of the definition; the ETag. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** What an editor keeps beside the criteria, such as names of groups; without effect. Null or absent: nothing. */
  readonly notes?: Readonly<Record<string, unknown>> | null;
  /** Segment of the global site that this one is of, which alone is changed; null or absent: it is the site's own. */
  readonly inheritedFrom?: string | null;
  /** That its members have as long as they are; absent: none. */
  readonly roles?: readonly SegmentRole[];
  /** Ids of the users and API keys that may change it, beside administrators; null or absent: every editor of the site. */
  readonly editors?: readonly string[] | null;
  /** The earlier version that this one brought back as it was; null or absent: none. */
  readonly restored?: number | null;
}

/** A role that a segment gives: at its own site, or, of a segment of the global site, at every site. */
export interface SegmentRole {
  /** Of the group. */
  readonly id: string;
  readonly scope: 'site' | 'global';
}

/** What the engine keeps of an active segment; written by the engine alone. */
export interface SegmentRuntime {
  readonly segment: string;
  readonly state: SegmentState;
  /** Version of the definition that `set` holds; null until first ready. */
  readonly shownVersion: number | null;
  /** Membership set that readers see; null until first ready. */
  readonly set: number | null;
  /** Definition that `set` was computed by, JSON of SegmentDefinition. */
  readonly shown: string | null;
  readonly error: string | null;
  /** Activation from which on the members are kept without a break; null where nothing is kept. */
  readonly shownSince: number | null;
  /** The runs of a batch segment, in the engine's own JSON; null of the other kinds. */
  readonly batch: string | null;
  readonly updatedAt: number;
}

/** A stretch in which a segment's members were kept, from its activation to its deactivation. */
export interface SegmentPeriod {
  readonly segment: string;
  readonly since: number;
  readonly until: number;
}

/** A leaf registered for live state; ids are small integers that profile rows refer to. */
export interface LeafRow {
  readonly id: number;
  readonly site: number;
  readonly key: string;
  readonly definition: string;
  readonly keep: number;
  /** `ready` once its history was merged in. */
  readonly state: 'backfilling' | 'ready';
}

export interface Webhook {
  readonly id: string;
  readonly site: number;
  readonly url: string;
  /** Segment ids; null: all. */
  readonly segments: readonly string[] | null;
  /** `whsec_…`, kept to sign with. */
  readonly secret: string;
  readonly active: boolean;
  /** Grows by one with each change; the ETag. */
  readonly version: number;
  readonly createdAt: number;
}

/** `nextAttemptAt` of a delivery that waits behind an earlier one of the same person. */
export const deliveryWaits = Number.MAX_SAFE_INTEGER;

export interface Delivery {
  readonly id: string;
  /** Whom it is about: the subject of the body. */
  readonly subject: string;
  /** Place of its change in the order of recording. */
  readonly sequence: number;
  readonly webhook: string;
  readonly site: number;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly createdAt: number;
}

export interface RejectedEvent {
  readonly id: number;
  readonly site: number;
  readonly receivedAt: number;
  readonly code: string;
  readonly message: string;
  readonly path: string;
  /** The item as received, cut to 8 KB. */
  readonly body: string;
}

/** A long piece of work (import, backfill) that people watch. */
export interface Job {
  readonly id: string;
  readonly site: number;
  readonly type: 'import-people' | 'import-events' | 'backfill';
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  /** JSON, by type. */
  readonly detail: string;
  readonly error: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Something of the past that was put right: an erasure, a parting of what was wrongly joined, an import undone. */
export interface Correction {
  readonly id: string;
  readonly site: number;
  readonly kind: 'erase-event' | 'erase-person' | 'part' | 'undo-import';
  readonly state: 'pending' | 'done';
  /** JSON, by kind: what it is about. Once it is done, nothing that tells who or what that was. */
  readonly subject: string;
  /** JSON: what it came to, in numbers. */
  readonly result: string | null;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly finishedAt: number | null;
}

/** An id of somebody erased, of whom nothing more is to be taken in. */
export interface Suppression {
  readonly site: number;
  /** Digest of kind and id: nobody can be read from it. */
  readonly digest: string;
  readonly since: number;
}

export interface Definitions {
  sites: {
    list(): Promise<readonly Site[]>;
    create(site: Omit<Site, 'id'>): Promise<Site>;
    update(id: number, change: Partial<Pick<Site, 'name' | 'timeZone' | 'weekStart'>>): Promise<Site>;
  };
  keys: {
    list(site: number): Promise<readonly Key[]>;
    all(): Promise<readonly Key[]>;
    create(key: Key): Promise<void>;
    delete(site: number, id: string): Promise<boolean>;
    touch(id: string, at: number): Promise<void>;
  };
  users: {
    list(): Promise<readonly User[]>;
    byEmail(email: string): Promise<User | null>;
    byId(id: string): Promise<User | null>;
    create(user: User): Promise<void>;
    update(user: User): Promise<void>;
    delete(id: string): Promise<boolean>;
  };
  sessions: {
    get(tokenHash: string): Promise<StudioSession | null>;
    create(session: StudioSession): Promise<void>;
    delete(tokenHash: string): Promise<void>;
    /** All of a user. */
    deleteOf(user: string): Promise<void>;
    deleteExpired(now: number): Promise<void>;
  };
  segments: {
    list(site: number): Promise<readonly SegmentDefinition[]>;
    get(site: number, id: string): Promise<SegmentDefinition | null>;
    create(segment: SegmentDefinition): Promise<void>;
    /** Writes only if the stored version is `expected`; false where it is not. */
    update(segment: SegmentDefinition, expected: number): Promise<boolean>;
    /** Deletes it with all its versions. */
    delete(site: number, id: string): Promise<boolean>;
    /** Versions that it had, the present one included, newest first; `before` is the version that a page ended with. */
    versions(site: number, id: string, before: number | null, limit: number): Promise<readonly SegmentDefinition[]>;
    runtimes(): Promise<readonly SegmentRuntime[]>;
    saveRuntimes(runtimes: readonly SegmentRuntime[]): Promise<void>;
    deleteRuntime(segment: string): Promise<void>;
    /** Records an ended period; one that is there already stays as it is. */
    closePeriod(period: SegmentPeriod): Promise<void>;
    /** Ended periods of the segments, oldest first. */
    closedPeriods(segments: readonly string[]): Promise<readonly SegmentPeriod[]>;
  };
  leaves: {
    list(): Promise<readonly LeafRow[]>;
    save(leaves: readonly LeafRow[]): Promise<void>;
    /** Has the next start take them for counts that did not end: what is kept under their numbers goes. */
    abandon(ids: readonly number[]): Promise<void>;
    delete(ids: readonly number[]): Promise<void>;
  };
  webhooks: {
    list(site: number): Promise<readonly Webhook[]>;
    all(): Promise<readonly Webhook[]>;
    create(webhook: Webhook): Promise<void>;
    /** Writes only if the stored version is `expected`; false where it is not. */
    update(webhook: Webhook, expected: number): Promise<boolean>;
    delete(site: number, id: string): Promise<boolean>;
  };
  deliveries: {
    /** Ignores ids that are there already. Of each person's, the first one pending is due at once; others wait for it. */
    add(deliveries: readonly Omit<Delivery, 'nextAttemptAt'>[], now: number): Promise<void>;
    /**
     * Makes due whatever waits for nothing any more, should the process have ended between two steps; gives up on those to
     * webhooks that are no more.
     */
    wake(now: number): Promise<void>;
    /** Deletes delivered and dead ones about people, by the subjects of their bodies. */
    forgetSubjects(site: number, subjects: readonly string[]): Promise<void>;
    /** Has bodies about people name nobody any more, but for the number of the profile, by subjects or by deliveries. */
    nameNobody(
      site: number,
      which: { readonly subjects: readonly string[] } | { readonly ids: readonly string[] },
    ): Promise<void>;
    /** Deletes delivered and dead ones made before an instant. */
    forget(before: number): Promise<void>;
    /** Pending and due to one webhook, the longest due first; none that waits behind another of the same person. */
    due(webhook: string, now: number, limit: number): Promise<readonly Delivery[]>;
    /** Records an attempt after which another one follows, unless it was given up meanwhile. */
    retry(delivery: Delivery): Promise<void>;
    /** Records the last attempt; the next one of the same person becomes due. */
    finish(delivery: Delivery, now: number): Promise<void>;
    /** Gives up on all that is pending to a webhook. */
    abandon(site: number, webhook: string, reason: string): Promise<void>;
    /** Makes deliveries of a webhook pending again, in the order of each person; gives how many. */
    replay(
      site: number,
      webhook: string,
      which: { readonly id?: string; readonly states?: readonly Delivery['state'][]; readonly since?: number },
      now: number,
    ): Promise<number>;
    get(site: number, webhook: string, id: string): Promise<Delivery | null>;
    /** Newest first. */
    list(
      site: number,
      webhook: string,
      which: { readonly state?: Delivery['state']; readonly before?: Pick<Delivery, 'sequence' | 'id'> },
      limit: number,
    ): Promise<readonly Delivery[]>;
  };
  exports: Exports;
  rejected: {
    add(rows: readonly Omit<RejectedEvent, 'id'>[]): Promise<void>;
    list(site: number, before: number | null, limit: number): Promise<readonly RejectedEvent[]>;
    /** Deletes those in which one of these texts stands as a whole JSON string. */
    forgetMentions(site: number, texts: readonly string[]): Promise<void>;
  };
  jobs: {
    save(job: Job): Promise<void>;
    get(site: number, id: string): Promise<Job | null>;
    list(site: number, limit: number): Promise<readonly Job[]>;
  };
  imports: Imports;
  corrections: {
    save(correction: Correction): Promise<void>;
    /** Those of all sites that are not done, oldest first. */
    pending(): Promise<readonly Correction[]>;
    /** Whether any, of any site, was done after an instant. */
    anyDoneSince(instant: number): Promise<boolean>;
    /** Newest first; `before` is the last one of the page before. */
    list(
      site: number,
      before: Pick<Correction, 'requestedAt' | 'id'> | null,
      limit: number,
    ): Promise<readonly Correction[]>;
  };
  suppressions: {
    all(): Promise<readonly Suppression[]>;
    /** Ignores those that are there already. */
    add(suppressions: readonly Suppression[]): Promise<void>;
    delete(site: number, digest: string): Promise<boolean>;
  };
  audit: Audit;
  /** Small named values, e.g. which import chunks are in, which demo was made. */
  settings: {
    get(name: string): Promise<string | null>;
    set(name: string, value: string): Promise<void>;
  };
}
