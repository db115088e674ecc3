import type { SegmentDefinition, SegmentState } from '@kindred/store';
import type { Applier } from '../applier.js';
import type { BatchRuns } from '../batch/batch-run.js';
import { type BatchState, isBatch, newBatchState } from '../batch/batch-state.js';
import { inOrder } from '../batch/order.js';
import type { SegmentStatus } from '../contract.js';
import type { Core } from '../core.js';
import { whyDisabled } from '../disabled.js';
import type { Flusher } from '../flusher.js';
import { dependents } from '../in-force.js';
import { presentReferences, sameMeaning } from '../meaning.js';
import { overflowingIn } from '../overflowing.js';
import type { SiteState } from '../site-state.js';
import { CancelledCounts } from './cancelled-counts.js';
import { CountJobs, messageOf } from './count-jobs.js';
import { QueuedRuns, type Run, type Tries, type Work } from './queued-runs.js';
import type { Recount } from './recount.js';
import { type Progress, RecountCancelledError, WarehouseBehindError } from './recount-run.js';
import { halves } from './unrelated.js';
import { Withdrawal } from './withdrawal.js';

/** Sites whose segments are counted at the same time; each piece of their work is one that live events wait for. */
const sitesAtOnce = 3;
/** Attempts at a run, and parts of one that failed, at most. */
const most = { attempts: 3, parts: 64 } as const;
/** Cause of the enters and exits that a run of a batch segment finds. */
export const scheduled = 'schedule';

/**
 * Segments waiting to be put into force: one run a site at a time, everything that came in meanwhile in the next one. A few
 * sites are counted side by side, the others in turn, so that none waits for a long count of another.
 */
export class RecountQueue {
  private readonly queued = new QueuedRuns();
  private readonly states = new Map<string, { state: SegmentState; error: string | null; progress: Progress | null }>();
  private readonly running = new Map<SiteState, Promise<void>>();
  private readonly jobs: CountJobs;
  private readonly withdrawal: Withdrawal;
  private cancelled: CancelledCounts;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly recount: Recount,
    private readonly batchRuns: BatchRuns,
    flusher: Flusher,
  ) {
    this.jobs = new CountJobs(core);
    this.cancelled = new CancelledCounts(core, applier);
    this.withdrawal = new Withdrawal(core, applier, flusher, (state) => recount.tell(state));
  }

  /**
   * A definition that means what it did before, under another name for instance, counts nothing anew. Before is what others
   * saw of it, which may be an earlier definition, and what they were to see next.
   */
  async apply(state: SiteState, definition: SegmentDefinition): Promise<void> {
    const { id, active } = definition;
    const before = state.definitions.get(id);
    const seen = presentReferences(state).get(id);
    state.definitions.set(id, definition);
    if (isBatch(definition)) {
      const batch = this.batchOf(state, definition);
      if (!sameSchedule(before, definition)) await this.batchRuns.reschedule(state, definition, batch);
    }
    if (!active) await this.withdraw(state, id);
    const affected = [
      ...(active && !this.comesToShow(state, definition, before) ? [id] : []),
      ...([before, seen].every((one) => one !== undefined && sameMeaning(one, definition))
        ? []
        : dependents(state, id)),
    ];
    if (affected.length > 0) this.add(state, affected, false, 'edit');
  }

  /** What is kept of an active batch segment. Its set is the one that it shows, and stays as long as it is active. */
  private batchOf(state: SiteState, { id }: SegmentDefinition): BatchState {
    const shown = state.shown(id)?.set ?? null;
    const known = state.batches.get(id);
    if (known !== undefined && (shown === null || shown === known.set)) return known;
    const batch = newBatchState(shown ?? this.core.nextNumber++, this.core.options.clock());
    state.batches.set(id, batch);
    return batch;
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

  /** @param watched whether it is a job that people watch and can cancel */
  add(state: SiteState, segments: readonly string[], fresh: boolean, cause: string, watched = true): void {
    for (const id of segments) {
      this.queued.add(state, id, { cause, watched }, fresh);
      this.states.set(id, { state: 'backfilling', error: null, progress: null });
    }
    this.next();
  }

  /**
   * Counts what is active of some segments, or (undefined) of all, anew, each apart from the others. Once this returns it is
   * stored, too, of those whose last count was cancelled.
   *
   * @param cause of enters and exits; null: that of what is counted again, or run, by hand
   */
  async anew(state: SiteState, segments: readonly string[] | undefined, cause: string | null): Promise<void> {
    const asked = [...state.definitions.values()].filter(
      ({ id, active }) => active && segments?.includes(id) !== false,
    );
    for (const definition of asked) {
      this.add(state, [definition.id], true, cause ?? (isBatch(definition) ? scheduled : 'backfill'));
    }
    await this.cancelled.takeUp(asked.map(({ id }) => id));
  }

  /** Takes up which segments show what they did before a count that was cancelled, and why. */
  restore(cancelled: ReadonlyMap<string, string>): void {
    this.cancelled = new CancelledCounts(this.core, this.applier, cancelled.keys());
    for (const [id, error] of cancelled) this.states.set(id, { state: 'failed', error, progress: null });
  }

  status(state: SiteState, segment: string): SegmentStatus {
    const shown = state.shown(segment);
    const known = this.states.get(segment);
    const definition = state.definitions.get(segment);
    const batch = definition !== undefined && isBatch(definition) ? (state.batches.get(segment) ?? null) : null;
    const failed = batch !== null && batch.failures > 0;
    return {
      state: known?.state ?? (failed ? 'failed' : shown === undefined ? 'inactive' : 'ready'),
      // In the midst of its first run a batch segment has some of its members: no number that says anything.
      size: shown === undefined || shown.set === null || batch?.underway === 'backfill' ? null : shown.size,
      error: known?.error ?? batch?.error ?? null,
      progress: known?.progress ?? null,
      lastChange: state.lastChanges.get(segment) ?? null,
      approximate: overflowingIn(state, shown),
      batch,
    };
  }

  /** Whether a segment waits to be put into force, or is being. */
  isUnderway(segment: string): boolean {
    return this.states.get(segment)?.state === 'backfilling';
  }

  /** Whether no segment of a site waits to be counted, or could not be; what somebody cancelled stays as it is. */
  isCounted({ definitions }: SiteState): boolean {
    return [...definitions.keys()].every((id) => {
      const state = this.states.get(id)?.state;
      return state !== 'backfilling' && (state !== 'failed' || this.cancelled.has(id));
    });
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  async close(): Promise<void> {
    this.jobs.close();
    this.queued.clear();
    this.recount.stop();
    await this.idle();
  }

  /** Begins with as many of the waiting sites as may run, the longest waiting first. */
  private next(): void {
    for (const state of this.queued.sites) {
      if (this.running.size >= sitesAtOnce) return;
      if (!this.running.has(state)) this.running.set(state, this.run(state));
    }
  }

  private async run(state: SiteState): Promise<void> {
    try {
      // Lets one request that applies several segments have them in one run.
      await new Promise((resolve) => setImmediate(resolve));
      const work = this.queued.take(state);
      if (work === undefined) return;
      this.takeAlong(work);
      this.disable(work);
      this.queued.put(state, this.runsOf(work));
      for (let run = this.queued.next(state); run !== undefined; run = this.queued.next(state)) {
        await this.attempt(run);
      }
    } catch (error) {
      this.core.options.onError(error, 'putting segments into force');
    } finally {
      this.running.delete(state);
      this.next();
    }
  }

  /** What refers to a segment that is to mean something else from now on is counted with it. */
  private takeAlong({ state, segments, without }: Work): void {
    for (const [id, reason] of segments) {
      const definition = state.definitions.get(id);
      if (definition === undefined) continue;
      for (const other of dependents(state, id)) {
        const before = state.shown(other)?.references.get(id);
        if (before === undefined || sameMeaning(before, definition)) continue;
        if (segments.has(other) || without.has(other)) continue;
        segments.set(other, reason);
        this.states.set(other, { state: 'backfilling', error: null, progress: null });
      }
    }
  }

  /** Batch segments run one by one, after those that they refer to; the rest, which may refer to them, together. */
  private runsOf({ state, segments, fresh }: Work): readonly Run[] {
    const tries: Tries = { attempts: most.attempts, left: { parts: most.parts } };
    const batches = inOrder(state, [...segments.keys()]);
    const runs = batches.flatMap((id): Run[] => {
      const reason = segments.get(id);
      if (reason === undefined) return [];
      const count: Run['count'] = async (progress, shown) => {
        const definition = state.definitions.get(id);
        if (definition === undefined || !isBatch(definition)) return;
        await this.batchRuns.run(state, definition, this.batchOf(state, definition), progress, reason.cause, shown);
      };
      return [{ state, segments: new Map([[id, reason]]), fresh, watched: reason.watched, tries, count }];
    });
    const others = [...segments].filter(([id]) => !batches.includes(id));
    return others.length === 0 ? runs : [...runs, this.together(state, new Map(others), fresh, tries)];
  }

  /** The run of segments that are not batch segments. */
  private together(state: SiteState, segments: Run['segments'], fresh: boolean, tries: Tries): Run {
    const count: Run['count'] = (progress, shown) => {
      const [first] = segments.values();
      return this.recount.run(state, [...segments.keys()], fresh, progress, first?.cause ?? 'edit', () => {
        shown();
        this.done(state, segments.keys());
      });
    };
    return { state, segments, fresh, watched: true, tries, count };
  }

  /** Takes out what cannot be put into force; it keeps the members that it showed last, if any. */
  private disable({ state, segments }: Work): void {
    for (const id of segments.keys()) {
      const definition = state.definitions.get(id);
      const reason = definition?.active === true ? whyDisabled(state, definition) : null;
      if (reason === null) continue;
      segments.delete(id);
      this.states.set(id, { state: 'disabled', error: reason, progress: null });
    }
  }

  private async attempt(run: Run): Promise<void> {
    const { state, watched, count } = run;
    const { attempts } = run.tries;
    if (run.segments.size === 0) return;
    await this.cancelled.takeUp(run.segments.keys());
    const segments: ReadonlySet<string> = new Set(run.segments.keys());
    const ended = await this.jobs.run({ site: state.site.id, segments, watched, attempts, count }, (progress) => {
      for (const id of this.wantedOf(state, segments)) {
        this.states.set(id, { state: 'backfilling', error: null, progress });
      }
    });
    if (ended === null) return;
    if (ended.how === 'done') this.done(state, segments);
    else if (ended.how === 'failed') await this.tryApart(run, ended.failure);
    else await this.goOnWithout(run, ended.segments, messageOf(ended.failure));
  }

  /** The others of a run of which some were cancelled are counted again at once. */
  private async goOnWithout(run: Run, cancelled: ReadonlySet<string>, error: string): Promise<void> {
    const { state, fresh } = run;
    const ending = this.wantedOf(state, cancelled);
    for (const id of ending) await this.failed(state, id, error, true);
    await this.cancelled.add(ending, error);
    for (const id of this.wantedOf(state, run.segments.keys())) {
      if (cancelled.has(id) || this.queued.has(state, id)) continue;
      const { cause, watched } = run.segments.get(id) ?? { cause: 'edit', watched: true };
      this.add(state, [id], fresh, cause, watched);
    }
    this.queued.leaveOut(state, ending);
  }

  /** One of the segments may be what the run failed for: two halves that have nothing to do with each other come next. */
  private async tryApart({ state, segments, fresh, tries: { left } }: Run, failure: unknown): Promise<void> {
    const ids = this.wantedOf(state, segments.keys()).filter((id) => !this.queued.has(state, id));
    // The warehouse being behind is not a matter of any segment.
    const parts = left.parts > 0 && !(failure instanceof WarehouseBehindError) ? halves(state, ids) : null;
    if (parts === null) {
      for (const id of ids) await this.failed(state, id, messageOf(failure), false);
      return;
    }
    left.parts -= parts.length;
    const runs = parts.map((part) => {
      const ofPart = [...segments].filter(([id]) => part.includes(id));
      return this.together(state, new Map(ofPart), fresh, { attempts: 1, left });
    });
    this.queued.put(state, runs);
  }

  /** What was shown stays. */
  private async failed(state: SiteState, id: string, error: string, cancelled: boolean): Promise<void> {
    if (!this.queued.has(state, id)) this.states.set(id, { state: 'failed', error, progress: null });
    const definition = state.definitions.get(id);
    const batch = state.batches.get(id);
    if (definition !== undefined && batch !== undefined && isBatch(definition)) {
      await this.batchRuns.failed(state, definition, batch, error, !cancelled);
    }
  }

  /** Ends a count, see `CountJobs`. */
  cancel(site: number, job: string): Promise<boolean> {
    return this.jobs.cancel(site, job);
  }

  /** Takes a segment out of the queue and ends the count, or the run, that it is in. False where there is neither. */
  async cancelOf(state: SiteState, segment: string): Promise<boolean> {
    const along = dependents(state, segment).filter((id) => !state.batches.has(id));
    const waited = this.queued.has(state, segment) ? this.queued.remove(state, [segment, ...along]) : [];
    this.queued.leaveOut(state, waited);
    const ended = await this.jobs.cancelOf(state.site.id, segment, along);
    const { message } = new RecountCancelledError();
    // The end of the count that it is in is what ends it.
    const others = waited.filter((id) => !ended || id !== segment);
    for (const id of others) await this.failed(state, id, message, true);
    await this.cancelled.add(others, message);
    return ended || waited.length > 0;
  }

  /** Segments show what they mean, unless they are to be counted again already. */
  private done(state: SiteState, segments: Iterable<string>): void {
    for (const id of segments) if (!this.queued.has(state, id)) this.states.delete(id);
  }

  /** Whether it is in force, or to be: it may have been put out of force while it was counted. */
  private isWanted(state: SiteState, segment: string): boolean {
    return state.definitions.get(segment)?.active === true;
  }

  private wantedOf(state: SiteState, segments: Iterable<string>): string[] {
    return [...segments].filter((id) => this.isWanted(state, id));
  }

  /** Takes a segment out of force. What others are being counted goes on; nobody waits for it. */
  private async withdraw(state: SiteState, segment: string): Promise<void> {
    this.queued.remove(state, [segment]);
    await this.jobs.abandon(state.site.id, segment, (id) => this.isWanted(state, id));
    await this.withdrawal.of(state, segment);
    if (!this.isWanted(state, segment)) this.states.delete(segment);
  }
}

function sameSchedule(before: SegmentDefinition | undefined, after: SegmentDefinition): boolean {
  return JSON.stringify(before?.schedule ?? null) === JSON.stringify(after.schedule ?? null);
}
