import type { Criteria } from '@kindred/criteria';

/** The parts of the server's answers that the commands read. */

export interface SegmentAnswer {
  readonly id: string;
  readonly key: string;
  readonly subject: 'person' | 'account';
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>>;
  readonly kind: 'live' | 'batch' | 'requestTime';
  readonly schedule: ScheduleAnswer | null;
  readonly lastRun: { readonly at: string } | null;
  readonly nextRun: string | null;
  readonly state: 'inactive' | 'backfilling' | 'ready' | 'failed' | 'disabled';
  readonly active: boolean;
  readonly size: number | null;
  readonly sentence: string;
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  readonly includes: readonly string[];
  readonly excludes: readonly string[];
  readonly public: boolean;
  readonly progress: { readonly done: number; readonly total: number | null } | null;
  readonly error: string | null;
  readonly version: number;
  readonly updatedAt: string;
  /** Segment of the global site that it is of; null: the site's own. */
  readonly inheritedFrom: string | null;
  /** That its members are given. */
  readonly roles: readonly RoleAnswer[];
  /** What an editor keeps beside the criteria. */
  readonly notes: Notes | null;
}

export type Notes = Readonly<Record<string, unknown>>;

export interface RoleAnswer {
  readonly id: string;
  readonly scope: 'site' | 'global';
}

/** When a batch segment runs. */
export type ScheduleAnswer =
  | { readonly daily: string }
  | { readonly every: { readonly amount: number; readonly unit: string } };

export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface ImportAnswer {
  readonly job: string | null;
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Null where none were looked for. */
  readonly duplicates: number | null;
  readonly errors: readonly {
    readonly line: number;
    readonly code: string;
    readonly message: string;
    readonly path: string;
  }[];
  readonly dryRun: boolean;
}

export interface StoredImportAnswer {
  readonly id: string;
  readonly kind: 'people' | 'events';
  readonly name: string | null;
  readonly state: 'running' | 'done' | 'failed' | 'undoing' | 'undone';
  readonly requestedBy: string;
  readonly startedAt: string;
  readonly accepted: number;
  readonly undoableUntil: string | null;
  readonly undo: {
    readonly done: number;
    readonly total: number | null;
    readonly events: number;
    readonly removed: number;
    readonly restored: number;
  } | null;
}

export interface ImportDetailAnswer extends StoredImportAnswer {
  readonly effect: { readonly events: number; readonly ids: number; readonly created: number } | null;
}

export interface HeadCountAnswer {
  readonly known: number;
  readonly guests: number;
  readonly total: number;
}

export interface PreviewAnswer {
  readonly certain: HeadCountAnswer;
  readonly possible: HeadCountAnswer;
  readonly everyone: HeadCountAnswer;
  readonly exact: boolean;
  readonly asOf: string;
  readonly complete: boolean;
  readonly tookMs: number;
}

export interface VerifyAnswer {
  readonly differences: number;
  readonly items: readonly {
    readonly segment: { readonly id: string; readonly key: string };
    readonly members: number;
    readonly missing: readonly string[];
    readonly extra: readonly string[];
    readonly approximate: readonly string[];
  }[];
}

export interface CorrectionAnswer {
  readonly id: string;
  readonly state: 'pending' | 'done';
  readonly events?: number;
  readonly identities?: number;
  readonly user?: string;
  readonly parted?: string;
}

export interface ProfileAnswer {
  readonly id: string;
}

export interface MendAnswer {
  readonly mended: number;
  readonly left: number;
}

/** Reads a JSON answer of the version of the API that this program was built with. */
export async function read<T>(response: Response): Promise<T> {
  const answer: T = JSON.parse(await response.text());
  return answer;
}
