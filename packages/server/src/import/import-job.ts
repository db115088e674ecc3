import { randomUUID } from 'node:crypto';
import type { Job } from '@kindred/store';
import type { ImportDependencies } from './dependencies.js';

/** How often a running job is written down. */
const saveEvery = 500;

/** A job that people watch while its work runs. */
export interface ImportJob {
  readonly id: string;
  /** As it was last written down. */
  readonly job: Job;
  /** Writes down how far the work is, at most twice a second. */
  progress(done: number): void;
  done(done: number, detail: object): Promise<void>;
  failed(message: string): Promise<void>;
}

/** Registers a running import. */
export async function startJob(
  type: 'import-people' | 'import-events',
  site: number,
  { jobs, clock }: Pick<ImportDependencies, 'jobs' | 'clock'>,
  onLoss: (error: unknown) => void,
  { total = null, detail = {} }: { readonly total?: number | null; readonly detail?: object } = {},
): Promise<ImportJob> {
  const startedAt = clock();
  let job: Job = {
    id: `job_${randomUUID()}`,
    site,
    type,
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
  const save = (change: Partial<Job>): Promise<void> => {
    job = { ...job, ...change, updatedAt: clock() };
    const state = job;
    writing = writing.catch(onLoss).then(() => jobs.save(state));
    return writing;
  };
  return {
    id: job.id,
    get job() {
      return job;
    },
    progress(done) {
      if (clock() - job.updatedAt >= saveEvery) save({ done }).catch(onLoss);
    },
    done: (done, result) =>
      save({ state: 'done', done, total: done, detail: JSON.stringify({ ...detail, ...result }) }),
    failed: (error) => save({ state: 'failed', error }),
  };
}
