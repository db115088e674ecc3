import type { Localized, ProfileSummary, Role, SegmentReference } from './types.js';

export type KeyType = 'write' | 'decide' | 'api';

export interface Key {
  readonly id: string;
  readonly type: KeyType;
  readonly role: Role | null;
  readonly name: string;
  readonly hint: string;
  readonly publishable: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface CreatedKey extends Key {
  readonly secret: string;
}

export interface RejectedEvent {
  readonly id: string;
  readonly receivedAt: string;
  readonly code: string;
  readonly message: string;
  readonly path: string;
  readonly body: string;
}

/** A refused event as the stream tells of it, its body cut short. */
export type StreamedRejection = Omit<RejectedEvent, 'id'>;

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly segments: readonly string[] | null;
  readonly active: boolean;
  readonly version: number;
  readonly createdAt: string;
}

export interface CreatedWebhook extends Webhook {
  readonly secret: string;
}

export interface Delivery {
  readonly id: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  /** A CloudEvent. */
  readonly body: {
    readonly data: {
      readonly kind: 'entered' | 'exited';
      readonly segment: { readonly name: Localized };
      readonly profile?: Pick<ProfileSummary, 'id' | 'userId' | 'anonymousIds'>;
      readonly account?: { readonly id: string };
    };
  };
}

export interface Job {
  readonly id: string;
  readonly type: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Whose past is counted; none for imports. */
  readonly segments: readonly SegmentReference[];
  /** What `done` and `total` count. */
  readonly unit: 'lines' | 'people';
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
  /** Of an import of a file that was sent. */
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly dryRun: boolean;
  /** Of an import that is done. */
  readonly result: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    /** Events left out as they are there already; null where none were looked for. */
    readonly duplicates: number | null;
    /** The first hundred. */
    readonly errors: readonly RowError[];
  } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A row of an import that was not taken. */
export interface RowError {
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly path: string;
  /** Of a value that is not of the type of its column, as JSON; absent of what an older version imported. */
  readonly value?: string;
  readonly type?: string;
}
