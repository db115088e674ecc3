import type { SegmentDefinition } from '@kindred/store';
import { z } from 'zod';

const firstPause = 60_000;
const longestPause = 3_600_000;

const run = z.object({
  /** Instant (ms) that its answer is of. */
  at: z.number(),
  /** Log position that its answer includes. */
  position: z.number(),
  /** Whatever got a later number in the warehouse has changed since. */
  number: z.number(),
  finishedAt: z.number(),
  entered: z.number(),
  exited: z.number(),
});

const stored = z.object({
  lastRun: run.nullable(),
  nextRun: z.number(),
  retryAt: z.number().nullable(),
  failures: z.number(),
  error: z.string().nullable(),
  underway: z.string().nullable(),
});

/** A run of a batch segment that came to its end. */
export type BatchRun = z.output<typeof run>;

/** What the engine keeps of an active batch segment besides its members. */
export interface BatchState {
  /** The set that its members are in, for as long as it is active. */
  readonly set: number;
  /** The last run that succeeded; null before the first. */
  lastRun: BatchRun | null;
  /** When it runs next by its schedule (ms). */
  nextRun: number;
  /** When it is tried again after a failure (ms). */
  retryAt: number | null;
  /** Runs that failed since the last one that did not, and why the latest did. */
  failures: number;
  error: string | null;
  /** Cause of the enters and exits of a run that has begun to change members: one that is broken off goes on with it. */
  underway: string | null;
}

export function isBatch({ kind, active }: Pick<SegmentDefinition, 'kind' | 'active'>): boolean {
  return kind === 'batch' && active;
}

/** That of a segment that has not run yet, and is to at once. */
export function newBatchState(set: number, now: number): BatchState {
  return { set, lastRun: null, nextRun: now, retryAt: null, failures: 0, error: null, underway: null };
}

/** When it is to run next (ms), by its schedule or because the last run failed. */
export function dueOf({ nextRun, retryAt }: Pick<BatchState, 'nextRun' | 'retryAt'>): number {
  return Math.min(nextRun, retryAt ?? Number.POSITIVE_INFINITY);
}

/** How long (ms) after so many failures in a row it is tried again: from a minute on twice as long each time. */
export function pauseAfter(failures: number): number {
  return Math.min(longestPause, firstPause * 2 ** (failures - 1));
}

export function encodeBatchState({ set: _, ...state }: BatchState): string {
  return JSON.stringify(state);
}

/** What an earlier run of the process left; a run that was broken off goes on now. */
export function decodeBatchState(set: number, body: string, now: number): BatchState {
  const state = stored.parse(JSON.parse(body));
  return { set, ...state, ...(state.underway === null ? {} : { retryAt: now }) };
}
