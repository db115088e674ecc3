import { randomUUID } from 'node:crypto';
import type { Job } from '@kindred/store';
import type { Core } from './core.js';
import { type Progress, RecountCancelledError, RecountStoppedError } from './recount-run.js';

const attempts = 3;
const retryDelay = 2_000;
const reportInterval = 500;

/** What is counted in one job. */
export interface Counting {
  readonly site: number;
  readonly segments: ReadonlySet<string>;
  /** Whether people watch it: what comes by itself again and again is a job only where it fails. */
  readonly watched: boolean;
  /** @param shown called once it cannot be cancelled any more */
  readonly count: (progress: Progress, shown: () => void) => Promise<void>;
}

/** How a job ended; no error: it did what it was to do. */
export interface Ended {
  readonly error: string | null;
  readonly cancelled: boolean;
}

/** Counts of the past as jobs: reported, tried again where they fail, cancelled on demand. */
export class CountJobs {
  /** Counts whose segments are not shown yet, by job. */
  private readonly cancellable = new Map<
    string,
    { readonly site: number; readonly segments: ReadonlySet<string>; readonly progress: Progress }
  >();
  private closing = false;

  constructor(private readonly core: Core) {}

  close(): void {
    this.closing = true;
  }

  /** Null where the server stops: left as a crash would leave it, and counted by the next start. */
  async run({ site, segments, watched, count }: Counting, begun: (progress: Progress) => void): Promise<Ended | null> {
    const { options, past } = this.core;
    const id = randomUUID();
    const progress: Progress = { done: 0, total: null, passes: 1, tag: id, cancelled: false };
    const createdAt = options.clock();
    const report = async (state: Job['state'], error: string | null): Promise<void> => {
      if (!watched && error === null) return;
      await options.definitions.jobs.save({
        id,
        site,
        type: 'backfill',
        state,
        done: Math.round(progress.done / progress.passes),
        total: progress.total === null ? null : progress.total / progress.passes,
        detail: JSON.stringify({ segments: [...segments] }),
        error,
        createdAt,
        updatedAt: options.clock(),
      });
    };
    begun(progress);
    this.cancellable.set(id, { site, segments, progress });
    await report('running', null);
    const timer = setInterval(() => {
      report('running', null).catch((error: unknown) => options.onError(error, 'reporting progress'));
    }, reportInterval);
    let failure: unknown = null;
    try {
      for (let attempt = 1; attempt <= attempts && !this.closing; attempt++) {
        try {
          // Nothing is erased or parted while the past is counted.
          await past.reading(() => count(progress, () => this.cancellable.delete(id)));
          failure = null;
          break;
        } catch (error) {
          failure = progress.cancelled ? new RecountCancelledError() : error;
          if (progress.cancelled) break;
          if (error instanceof RecountStoppedError) return null;
          options.onError(error, 'putting segments into force');
          if (attempt < attempts && !this.closing) await new Promise((resolve) => setTimeout(resolve, retryDelay));
        }
      }
    } finally {
      this.cancellable.delete(id);
      clearInterval(timer);
    }
    const error = failure === null ? null : failure instanceof Error ? failure.message : String(failure);
    await report(error === null ? 'done' : progress.cancelled ? 'cancelled' : 'failed', error);
    return { error, cancelled: progress.cancelled };
  }

  /**
   * Ends a count: what its segments showed before stays. False where there is no such count, or it is past its end
   * already and only tells of who came and went.
   */
  async cancel(site: number, job: string): Promise<boolean> {
    const found = this.cancellable.get(job);
    if (found?.site !== site) return false;
    found.progress.cancelled = true;
    await this.core.warehouse.cancel(found.progress.tag);
    return true;
  }

  /** The same of the count that a segment is in, whether people watch it or not. */
  async cancelOf(site: number, segment: string): Promise<boolean> {
    for (const [job, each] of this.cancellable) {
      if (each.site === site && each.segments.has(segment)) return this.cancel(site, job);
    }
    return false;
  }
}
