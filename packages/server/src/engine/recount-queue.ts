import { randomUUID } from 'node:crypto';
import type { Job, SegmentDefinition, SegmentState } from '@kindred/store';
import type { Applier } from './applier.js';
import type { SegmentStatus } from './contract.js';
import type { Core } from './core.js';
import { whyDisabled } from './disabled.js';
import type { Flusher } from './flusher.js';
import { dependents, forgetUnused } from './in-force.js';
import { sameMeaning } from './meaning.js';
import type { Recount } from './recount.js';
import { type Progress, RecountCancelledError, RecountStoppedError } from './recount-run.js';
import type { SiteState } from './site-state.js';

const attempts = 3;
const retryDelay = 2_000;
const reportInterval = 500;
/** Sites whose segments are counted at the same time; each piece of their work is one that live events wait for. */
const sitesAtOnce = 3;

interface Work {
  readonly state: SiteState;
  readonly segments: Set<string>;
  fresh: boolean;
  cause: string;
}

/**
 * Segments waiting to be put into force: one run a site at a time, everything that came in meanwhile in the next one. A few
 * sites are counted side by side, the others in turn, so that none waits for a long count of another.
 */
export class RecountQueue {
  private readonly waiting = new Map<SiteState, Work>();
  private readonly states = new Map<string, { state: SegmentState; error: string | null; progress: Progress | null }>();
  private readonly running = new Map<SiteState, Promise<void>>();
  /** Counts whose segments are not shown yet, by job. */
  private readonly cancellable = new Map<string, { readonly site: number; readonly progress: Progress }>();
  private closing = false;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly recount: Recount,
    private readonly flusher: Flusher,
  ) {}

  /** A definition that means what it did before, under another name for instance, counts nothing anew. */
  async apply(state: SiteState, definition: SegmentDefinition): Promise<void> {
    const { id, active } = definition;
    const before = state.definitions.get(id);
    state.definitions.set(id, definition);
    if (!active) await this.withdraw(state, id);
    const affected = [
      ...(active && !this.comesToShow(state, definition, before) ? [id] : []),
      ...(before !== undefined && sameMeaning(before, definition) ? [] : dependents(state, id)),
    ];
    if (affected.length > 0) this.add(state, affected, false, 'edit');
  }

  /** Whether what is shown, or is being counted to be shown next, is what this definition means. */
  private comesToShow(state: SiteState, definition: SegmentDefinition, before: SegmentDefinition | undefined): boolean {
    const underway = this.states.get(definition.id)?.state;
    if (underway === 'failed' || underway === 'disabled') return false;
    const next = underway === undefined ? state.shown(definition.id)?.definition : before;
    return next?.active === true && sameMeaning(next, definition);
  }

  async remove(state: SiteState, segment: string): Promise<void> {
    state.definitions.delete(segment);
    await this.withdraw(state, segment);
    this.states.delete(segment);
  }

  add(state: SiteState, segments: readonly string[], fresh: boolean, cause: string): void {
    const work = this.waiting.get(state) ?? { state, segments: new Set<string>(), fresh, cause };
    for (const id of segments) {
      work.segments.add(id);
      this.states.set(id, { state: 'backfilling', error: null, progress: null });
    }
    work.fresh ||= fresh;
    this.waiting.set(state, work);
    this.next();
  }

  status(state: SiteState, segment: string): SegmentStatus {
    const shown = state.shown(segment);
    const known = this.states.get(segment);
    return {
      state: known?.state ?? (shown === undefined ? 'inactive' : 'ready'),
      size: shown === undefined || shown.set === null ? null : shown.size,
      error: known?.error ?? null,
      progress: known?.progress ?? null,
      lastChange: state.lastChanges.get(segment) ?? null,
    };
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  async close(): Promise<void> {
    this.closing = true;
    this.waiting.clear();
    this.recount.stop();
    await this.idle();
  }

  /** Begins with as many of the waiting sites as may run, the longest waiting first. */
  private next(): void {
    for (const state of this.waiting.keys()) {
      if (this.running.size >= sitesAtOnce) return;
      if (!this.running.has(state)) this.running.set(state, this.run(state));
    }
  }

  private async run(state: SiteState): Promise<void> {
    try {
      // Lets one request that applies several segments have them in one run.
      await new Promise((resolve) => setImmediate(resolve));
      const work = this.waiting.get(state);
      this.waiting.delete(state);
      if (work === undefined) return;
      this.disable(work);
      if (work.segments.size > 0) await this.attempt(work);
    } catch (error) {
      this.core.options.onError(error, 'putting segments into force');
    } finally {
      this.running.delete(state);
      this.next();
    }
  }

  /** Takes out what cannot be put into force; it keeps the members that it showed last, if any. */
  private disable({ state, segments }: Work): void {
    for (const id of segments) {
      const definition = state.definitions.get(id);
      const reason = definition?.active === true ? whyDisabled(state, definition) : null;
      if (reason === null) continue;
      segments.delete(id);
      this.states.set(id, { state: 'disabled', error: reason, progress: null });
    }
  }

  private async attempt({ state, segments, fresh, cause }: Work): Promise<void> {
    const job = randomUUID();
    const progress: Progress = { done: 0, total: null, tag: job, cancelled: false };
    for (const id of segments) this.states.set(id, { state: 'backfilling', error: null, progress });
    const createdAt = this.core.options.clock();
    const report = async (result: Job['state'], error: string | null): Promise<void> => {
      await this.core.options.definitions.jobs.save({
        id: job,
        site: state.site.id,
        type: 'backfill',
        state: result,
        done: Math.round(progress.done),
        total: progress.total,
        detail: JSON.stringify({ segments: [...segments] }),
        error,
        createdAt,
        updatedAt: this.core.options.clock(),
      });
    };
    this.cancellable.set(job, { site: state.site.id, progress });
    await report('running', null);
    const timer = setInterval(() => {
      report('running', null).catch((error: unknown) => this.core.options.onError(error, 'reporting progress'));
    }, reportInterval);
    let failure: unknown = null;
    try {
      for (let attempt = 1; attempt <= attempts && !this.closing; attempt++) {
        try {
          // Nothing is erased or parted while the past is counted.
          await this.core.past.reading(() =>
            this.recount.run(state, [...segments], fresh, progress, cause, () => {
              this.cancellable.delete(job);
              this.done(state, segments);
            }),
          );
          failure = null;
          break;
        } catch (error) {
          failure = progress.cancelled ? new RecountCancelledError() : error;
          if (progress.cancelled) break;
          // Left as a crash would leave it: the next start counts these segments.
          if (error instanceof RecountStoppedError) return;
          this.core.options.onError(error, 'putting segments into force');
          if (attempt < attempts && !this.closing) await new Promise((resolve) => setTimeout(resolve, retryDelay));
        }
      }
    } finally {
      this.cancellable.delete(job);
      clearInterval(timer);
    }
    if (failure === null) this.done(state, segments);
    const message = failure instanceof Error ? failure.message : failure === null ? null : String(failure);
    for (const id of segments) {
      if (message === null || this.isWaiting(state, id)) continue;
      this.states.set(id, { state: 'failed', error: message, progress: null });
    }
    await report(message === null ? 'done' : progress.cancelled ? 'cancelled' : 'failed', message);
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

  /** Segments show what they mean, unless they are to be counted again already. */
  private done(state: SiteState, segments: ReadonlySet<string>): void {
    for (const id of segments) if (!this.isWaiting(state, id)) this.states.delete(id);
  }

  private isWaiting(state: SiteState, segment: string): boolean {
    return this.waiting.get(state)?.segments.has(segment) === true;
  }

  /** Takes a segment out of force. Nobody is told of exits: the segment has ended, not their membership. */
  private async withdraw(state: SiteState, segment: string): Promise<void> {
    this.waiting.get(state)?.segments.delete(segment);
    while (this.running.has(state)) await this.running.get(state);
    const { definitions } = this.core.options;
    const version = state.shown(segment);
    const dropped: number[] = [];
    await this.recount.tell(state);
    await this.applier.exclusively(async () => {
      // What has happened so far is recorded before the members cease to be kept.
      await this.applier.sweep();
      await this.flusher.idle();
      await this.flusher.flush();
      await this.core.periods.close(segment);
      await definitions.segments.deleteRuntime(segment);
      if (version === undefined) return;
      state.withdraw(segment);
      const unused = forgetUnused(state);
      await definitions.leaves.delete(unused.leaves);
      dropped.push(...unused.sets);
    });
    this.states.delete(segment);
    for (const set of dropped) await this.core.store.dropSet(set);
    if (version !== undefined && version.set !== null) await this.core.store.dropSet(version.set);
  }
}
