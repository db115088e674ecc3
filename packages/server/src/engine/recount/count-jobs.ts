import { randomUUID } from 'node:crypto';
import type { Job } from '@kindred/store';
import type { Core } from '../core.js';
import { type Progress, RecountCancelledError, RecountStoppedError } from './recount-run.js';

const retryDelay = 2_000;
const reportInterval = 500;

/** What is counted in one job. */
export interface Counting {
  readonly site: number;
  readonly segments: ReadonlySet<string>;
  /** Whether people watch it: what comes by itself again and again is a job only where it fails. */
  readonly watched: boolean;
  /** How often it is tried where it fails. */
  readonly attempts: number;
  /** @param shown called once it cannot be cancelled any more */
  readonly count: (progress: Progress, shown: () => void) => Promise<void>;
}

/** How a job ended. Of one that was cancelled `segments` are those that it was cancelled for. */
export type Ended =
  | { readonly how: 'done' }
  | { readonly how: 'failed'; readonly failure: unknown }
  | { readonly how: 'cancelled'; readonly failure: unknown; readonly segments: ReadonlySet<string> };

/** A job under way. */
interface Underway extends Pick<Counting, 'site' | 'segments'> {
  readonly progress: Progress;
  readonly cancelled: Set<string>;
  /** Past its end, it only tells of who came and went. */
  shown: boolean;
}

/** Counts of the past as jobs: reported, tried again where they fail, cancelled on demand. */
export class CountJobs {
  private readonly underway = new Map<string, Underway>();
  private closing = false;

  constructor(private readonly core: Core) {}

  close(): void {
    this.closing = true;
  }

  /** Null where the server stops: left as a crash would leave it, and counted by the next start. */
  async run(counting: Counting, begun: (progress: Progress) => void): Promise<Ended | null> {
    if (this.closing) return null;
    const { site, segments, watched, attempts, count } = counting;
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
    const job: Underway = { site, segments, progress, cancelled: new Set(), shown: false };
    this.underway.set(id, job);
    await report('running', null);
    const timer = setInterval(() => {
      report('running', null).catch((error: unknown) => options.onError(error, 'reporting progress'));
    }, reportInterval);
    let failure: unknown = null;
    try {
      for (let attempt = 1; attempt <= attempts && !this.closing; attempt++) {
        try {
          // Nothing is erased or parted while the past is counted.
          await past.reading(() =>
            count(progress, () => {
              job.shown = true;
            }),
          );
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
      this.underway.delete(id);
      clearInterval(timer);
    }
    if (failure === null) {
      await report('done', null);
      return { how: 'done' };
    }
    const how = progress.cancelled ? 'cancelled' : 'failed';
    await report(how, messageOf(failure));
    return { how, failure, segments: job.cancelled };
  }

  /**
   * Ends a count: what its segments showed before stays. False where there is no such count, or it is past its end
   * already and only tells of who came and went.
   */
  async cancel(site: number, job: string): Promise<boolean> {
    const found = this.underway.get(job);
    if (found?.site !== site || found.shown) return false;
    await this.end(found, found.segments);
    return true;
  }

  /**
   * The same of the count that a segment is in, whether people watch it or not.
   *
   * @param along what ends with it, if it is in the same count; all others are to be counted again
   */
  async cancelOf(site: number, segment: string, along: readonly string[]): Promise<boolean> {
    const found = this.of(site, segment);
    if (found === undefined || found.shown) return false;
    await this.end(found, [segment, ...along]);
    return true;
  }

  /** Ends the count that a segment is in which is out of force now, unless others in it are still wanted. */
  async abandon(site: number, segment: string, isWanted: (segment: string) => boolean): Promise<void> {
    const found = this.of(site, segment);
    if (found !== undefined && ![...found.segments].some(isWanted)) await this.end(found, []);
  }

  private of(site: number, segment: string): Underway | undefined {
    return [...this.underway.values()].find((each) => each.site === site && each.segments.has(segment));
  }

  private async end({ progress, segments, cancelled }: Underway, of: Iterable<string>): Promise<void> {
    for (const segment of of) if (segments.has(segment)) cancelled.add(segment);
    progress.cancelled = true;
    await this.core.warehouse.cancel(progress.tag);
  }
}

export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
