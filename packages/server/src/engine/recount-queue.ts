import type { SegmentDefinition, SegmentState } from '@kindred/store';
import type { Applier } from './applier.js';
import type { BatchRuns } from './batch/batch-run.js';
import { type BatchState, isBatch, newBatchState } from './batch/batch-state.js';
import { inOrder } from './batch/order.js';
import type { SegmentStatus } from './contract.js';
import type { Core } from './core.js';
import { type Counting, CountJobs } from './count-jobs.js';
import { whyDisabled } from './disabled.js';
import type { Flusher } from './flusher.js';
import { dependents, forgetUnused } from './in-force.js';
import { presentReferences, sameMeaning } from './meaning.js';
import { overflowingIn } from './overflowing.js';
import type { Recount } from './recount.js';
import { type Progress, RecountCancelledError } from './recount-run.js';
import type { SiteState } from './site-state.js';

/** Sites whose segments are counted at the same time; each piece of their work is one that live events wait for. */
const sitesAtOnce = 3;
/** Cause of the enters and exits that a run of a batch segment finds. */
export const scheduled = 'schedule';

interface Work {
  readonly state: SiteState;
  readonly segments: Map<string, Reason>;
  fresh: boolean;
}

/** Why a segment is to be put into force. */
interface Reason {
  /** Of the enters and exits that come of it. */
  readonly cause: string;
  /** Whether it is a job that people watch: what comes by itself again and again is not. */
  readonly watched: boolean;
}

/** One run: segments that come into force together. */
interface Run extends Omit<Counting, 'site'> {
  readonly state: SiteState;
}

/**
 * Segments waiting to be put into force: one run a site at a time, everything that came in meanwhile in the next one. A few
 * sites are counted side by side, the others in turn, so that none waits for a long count of another.
 */
export class RecountQueue {
  private readonly waiting = new Map<SiteState, Work>();
  private readonly states = new Map<string, { state: SegmentState; error: string | null; progress: Progress | null }>();
  private readonly running = new Map<SiteState, Promise<void>>();
  private readonly jobs: CountJobs;
  /** Segments of which it is stored that their count was cancelled. */
  private readonly cancelled = new Set<string>();

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly recount: Recount,
    private readonly batchRuns: BatchRuns,
    private readonly flusher: Flusher,
  ) {
    this.jobs = new CountJobs(core);
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
    const batch = newBatchState(shown ?? this.core.nextIdentity++, this.core.options.clock());
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
    const work = this.waiting.get(state) ?? { state, segments: new Map<string, Reason>(), fresh };
    for (const id of segments) {
      const known = work.segments.get(id);
      work.segments.set(id, { cause: known?.cause ?? cause, watched: watched || known?.watched === true });
      this.states.set(id, { state: 'backfilling', error: null, progress: null });
    }
    work.fresh ||= fresh;
    this.waiting.set(state, work);
    this.next();
  }

  /** Takes up which segments show what they did before a count that was cancelled, and why. */
  restore(cancelled: ReadonlyMap<string, string>): void {
    for (const [id, error] of cancelled) {
      this.cancelled.add(id);
      this.states.set(id, { state: 'failed', error, progress: null });
    }
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

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  async close(): Promise<void> {
    this.jobs.close();
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
      this.takeAlong(work);
      this.disable(work);
      for (const run of this.runsOf(work)) await this.attempt(run);
    } catch (error) {
      this.core.options.onError(error, 'putting segments into force');
    } finally {
      this.running.delete(state);
      this.next();
    }
  }

  /** What refers to a segment that is to mean something else from now on is counted with it. */
  private takeAlong({ state, segments }: Work): void {
    for (const [id, reason] of segments) {
      const definition = state.definitions.get(id);
      if (definition === undefined) continue;
      for (const other of dependents(state, id)) {
        const before = state.shown(other)?.references.get(id);
        if (before === undefined || sameMeaning(before, definition) || segments.has(other)) continue;
        segments.set(other, reason);
        this.states.set(other, { state: 'backfilling', error: null, progress: null });
      }
    }
  }

  /** Batch segments run one by one, after those that they refer to; the rest, which may refer to them, together. */
  private runsOf({ state, segments, fresh }: Work): readonly Run[] {
    const batches = inOrder(state, [...segments.keys()]);
    const runs = batches.flatMap((id): Run[] => {
      const reason = segments.get(id);
      if (reason === undefined) return [];
      const count: Run['count'] = async (progress, shown) => {
        const definition = state.definitions.get(id);
        if (definition === undefined || !isBatch(definition)) return;
        await this.batchRuns.run(state, definition, this.batchOf(state, definition), progress, reason.cause, shown);
      };
      return [{ state, segments: new Set([id]), watched: reason.watched, count }];
    });
    const others = [...segments].filter(([id]) => !batches.includes(id));
    const [first] = others;
    if (first === undefined) return runs;
    const ids = others.map(([id]) => id);
    const { cause } = first[1];
    const count: Run['count'] = (progress, shown) =>
      this.recount.run(state, ids, fresh, progress, cause, () => {
        shown();
        this.done(state, new Set(ids));
      });
    return [...runs, { state, segments: new Set(ids), watched: true, count }];
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

  private async attempt({ state, ...counting }: Run): Promise<void> {
    const { segments } = counting;
    await this.takeUp(segments);
    const ended = await this.jobs.run({ site: state.site.id, ...counting }, (progress) => {
      for (const id of segments) this.states.set(id, { state: 'backfilling', error: null, progress });
    });
    if (ended === null) return;
    const { error } = ended;
    if (error === null) this.done(state, segments);
    else for (const id of segments) await this.failed(state, id, error, ended.cancelled);
    if (ended.cancelled) await this.noteCancelled([...segments], error);
  }

  /** What was shown stays. */
  private async failed(state: SiteState, id: string, error: string, cancelled: boolean): Promise<void> {
    if (!this.isWaiting(state, id)) this.states.set(id, { state: 'failed', error, progress: null });
    const definition = state.definitions.get(id);
    const batch = state.batches.get(id);
    if (definition !== undefined && batch !== undefined && isBatch(definition)) {
      await this.batchRuns.failed(state, definition, batch, error, !cancelled);
    }
  }

  /** Stores of segments that they are to be counted after all, where their last count was cancelled. */
  async takeUp(segments: Iterable<string>): Promise<void> {
    await this.noteCancelled(
      [...segments].filter((id) => this.cancelled.has(id)),
      null,
    );
  }

  /** Stores that counts were cancelled, so that the next start does not begin them again, or (null) that they are no longer. */
  private async noteCancelled(ids: readonly string[], error: string | null): Promise<void> {
    if (ids.length === 0) return;
    for (const id of ids) {
      if (error === null) this.cancelled.delete(id);
      else this.cancelled.add(id);
    }
    const { segments } = this.core.options.definitions;
    const nothing = { shownVersion: null, set: null, shown: null, shownSince: null, batch: null };
    const note = { state: error === null ? 'ready' : 'failed', error, updatedAt: this.core.options.clock() } as const;
    await this.applier.exclusively(async () => {
      const known = new Map((await segments.runtimes()).map((runtime) => [runtime.segment, runtime]));
      await segments.saveRuntimes(ids.map((segment) => ({ segment, ...nothing, ...known.get(segment), ...note })));
    });
  }

  /** Ends a count, see `CountJobs`. */
  cancel(site: number, job: string): Promise<boolean> {
    return this.jobs.cancel(site, job);
  }

  /** Takes a segment out of the queue and ends the count, or the run, that it is in. False where there is neither. */
  async cancelOf(state: SiteState, segment: string): Promise<boolean> {
    const waited = this.waiting.get(state)?.segments.delete(segment) === true;
    if (await this.jobs.cancelOf(state.site.id, segment)) return true;
    if (!waited) return false;
    const { message } = new RecountCancelledError();
    await this.failed(state, segment, message, true);
    await this.noteCancelled([segment], message);
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
      state.batches.delete(segment);
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

function sameSchedule(before: SegmentDefinition | undefined, after: SegmentDefinition): boolean {
  return JSON.stringify(before?.schedule ?? null) === JSON.stringify(after.schedule ?? null);
}
