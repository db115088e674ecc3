import type { SiteState } from '../site-state.js';
import type { Counting } from './count-jobs.js';

/** What waits of one site. */
export interface Work {
  readonly state: SiteState;
  readonly segments: Map<string, Reason>;
  fresh: boolean;
  /** Those that are not to be counted with what they refer to: somebody has just cancelled that. */
  readonly without: Set<string>;
}

/** Why a segment is to be put into force. */
export interface Reason {
  /** Of the enters and exits that come of it. */
  readonly cause: string;
  /** Whether it is a job that people watch: what comes by itself again and again is not. */
  readonly watched: boolean;
}

/** One run: segments that come into force together. What ends before it begins is taken out. */
export interface Run extends Pick<Counting, 'watched' | 'count'> {
  readonly state: SiteState;
  readonly segments: Map<string, Reason>;
  readonly fresh: boolean;
  readonly tries: Tries;
}

/** How often a run is tried, and in how many parts then, one of which may be what it fails for. */
export interface Tries {
  readonly attempts: number;
  readonly left: { parts: number };
}

/** What is to be counted once the runs under way have ended: what waits, and runs made of that which have not begun. */
export class QueuedRuns {
  private readonly waiting = new Map<SiteState, Work>();
  private readonly coming = new Map<SiteState, Run[]>();

  /** Sites of which something waits, the longest waiting first. */
  get sites(): Iterable<SiteState> {
    return this.waiting.keys();
  }

  add(state: SiteState, segment: string, { cause, watched }: Reason, fresh: boolean): void {
    const work = this.waiting.get(state) ?? { state, segments: new Map<string, Reason>(), fresh, without: new Set() };
    const known = work.segments.get(segment);
    work.segments.set(segment, { cause: known?.cause ?? cause, watched: watched || known?.watched === true });
    work.fresh ||= fresh;
    this.waiting.set(state, work);
  }

  /** Has segments not be counted with what they refer to and waits, unless they wait themselves. */
  leaveOut(state: SiteState, segments: Iterable<string>): void {
    for (const id of segments) this.waiting.get(state)?.without.add(id);
  }

  /** Gives what waits of a site, which waits no longer. */
  take(state: SiteState): Work | undefined {
    const work = this.waiting.get(state);
    this.waiting.delete(state);
    return work;
  }

  /** Has runs come before those that were to come next. */
  put(state: SiteState, runs: readonly Run[]): void {
    this.coming.set(state, [...runs, ...(this.coming.get(state) ?? [])]);
  }

  /** Gives the run of a site that comes next, which has begun from then on. */
  next(state: SiteState): Run | undefined {
    return this.coming.get(state)?.shift();
  }

  has(state: SiteState, segment: string): boolean {
    return this.all(state).some((segments) => segments.has(segment));
  }

  /** Takes segments out; gives those that were in. */
  remove(state: SiteState, segments: readonly string[]): string[] {
    const all = this.all(state);
    return segments.filter((id) => all.map((queued) => queued.delete(id)).includes(true));
  }

  /** Forgets what waits; runs that are to come find that the server stops. */
  clear(): void {
    this.waiting.clear();
  }

  private all(state: SiteState): readonly Map<string, Reason>[] {
    const waiting = this.waiting.get(state);
    const runs = this.coming.get(state) ?? [];
    return [...(waiting === undefined ? [] : [waiting]), ...runs].map(({ segments }) => segments);
  }
}
