import { randomUUID } from 'node:crypto';
import type { Import, Job } from '@kindred/store';
import { ConflictError } from '../http/errors.js';
import type { ImportDependencies } from './dependencies.js';
import type { Tally } from './rows.js';

/** How often a running job is written down. */
const saveEvery = 500;

/** What is written down of an import besides how far it is. */
export interface ImportOrigin {
  readonly kind: Import['kind'];
  readonly site: number;
  /** Who asked for it. */
  readonly by: string;
  /** Of the file; null where rows came without one. */
  readonly name: string | null;
  /** Nothing is changed, so nothing can be undone. */
  readonly dryRun: boolean;
}

/** A job that people watch while its work runs. */
export interface ImportJob {
  readonly id: string;
  /** Marks what comes with it, so that it can be undone; absent of a dry run. */
  readonly number: number | undefined;
  /** As it was last written down. */
  readonly job: Job;
  /** Writes down how far the work is, at most twice a second. */
  progress(done: number): void;
  done(done: number, tally: Tally): Promise<void>;
  failed(message: string, tally: Tally): Promise<void>;
}

/** @throws ConflictError `undo_running` where an import of the site is being undone: it would take this one's rows for its own */
export async function requireNoUndo({ imports }: Pick<ImportDependencies, 'imports'>, site: number): Promise<void> {
  if (!(await imports.inState('undoing')).some((one) => one.site === site)) return;
  throw new ConflictError('undo_running', 'An import is being undone; begin once that has ended.');
}

/** Registers a running import. */
export async function startJob(
  { kind, site, by, name, dryRun }: ImportOrigin,
  { jobs, imports, clock }: Pick<ImportDependencies, 'jobs' | 'imports' | 'clock'>,
  onLoss: (error: unknown) => void,
  { total = null, detail = {} }: { readonly total?: number | null; readonly detail?: object } = {},
): Promise<ImportJob> {
  const startedAt = clock();
  let job: Job = {
    id: `job_${randomUUID()}`,
    site,
    type: kind === 'people' ? 'import-people' : 'import-events',
    state: 'running',
    done: 0,
    total,
    detail: JSON.stringify(detail),
    error: null,
    createdAt: startedAt,
    updatedAt: startedAt,
  };
  // One write at a time, so an older state never overwrites a newer one.
  let writing = jobs.save(job);
  await writing;
  const stored = dryRun
    ? null
    : await imports.begin({ id: job.id, site, kind, name, requestedBy: by, startedAt: job.createdAt });
  const save = (change: Partial<Job>): Promise<void> => {
    job = { ...job, ...change, updatedAt: clock() };
    const state = job;
    writing = writing.catch(onLoss).then(() => jobs.save(state));
    return writing;
  };
  const ended = async (state: 'done' | 'failed', { accepted, rejected, duplicates }: Tally): Promise<void> => {
    if (stored !== null) await imports.save({ ...stored, state, finishedAt: clock(), accepted, rejected, duplicates });
  };
  return {
    id: job.id,
    number: stored?.number,
    get job() {
      return job;
    },
    progress(done) {
      if (clock() - job.updatedAt >= saveEvery) save({ done }).catch(onLoss);
    },
    async done(done, tally) {
      await ended('done', tally);
      await save({ state: 'done', done, total: done, detail: JSON.stringify({ ...detail, ...tally }) });
    },
    async failed(error, tally) {
      await ended('failed', tally);
      await save({ state: 'failed', error });
    },
  };
}
