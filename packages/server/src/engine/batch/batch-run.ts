import type { SegmentDefinition } from '@kindred/store';
import { nextTime } from '../../schedule.js';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import { compileAccountsFor, compileFor, forgetUnused, type LeafSource } from '../in-force.js';
import { presentReferences, referencesOf } from '../meaning.js';
import { chunk, longestForward, type Progress, runtimeOf, WarehouseBehindError } from '../recount/recount-run.js';
import type { SiteState, Version } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { membersOf, questionFor } from '../verification.js';
import { type BatchState, encodeBatchState, pauseAfter } from './batch-state.js';

/** The enters and exits that a run comes to. */
interface Differences {
  readonly entering: readonly number[];
  readonly exiting: readonly number[];
}

/** A segment with its own set alone has no conditions that need state. */
const nothingKept: Omit<LeafSource, 'calendar'> = {
  leafFor: () => {
    throw new TypeError('A batch segment keeps no state of its conditions');
  },
  setOf: () => {
    throw new TypeError('A batch segment keeps no sets of people');
  },
};

/**
 * Runs of batch segments: the warehouse is asked who is in, at one log position and instant, and whoever differs from the
 * set that is shown enters or exits. Nothing is changed before the whole answer is there, and everything is written with
 * what it changes, so a run that fails or is broken off is simply made again.
 */
export class BatchRuns {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
    private readonly goOn: (progress: Progress) => void,
  ) {}

  async run(
    state: SiteState,
    definition: SegmentDefinition,
    batch: BatchState,
    progress: Progress,
    reason: string,
    shown: () => void,
  ): Promise<void> {
    const { core } = this;
    const asked = await this.applier.exclusively(async () => {
      await this.applier.sweep();
      await this.write();
      const at = { now: core.now, position: core.position, number: core.nextNumber };
      // Whatever changes from here on is later than the answer.
      core.now += 1;
      return at;
    });
    if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
    const { calendar } = state;
    const asking = { definition, calendar, references: referencesOf(definition.criteria, presentReferences(state)) };
    const question = await questionFor(core, state, asking, asked.now, asked.position);
    const wanted = new Set<number>();
    for await (const block of core.warehouse.matching(question, { purpose: 'backfill', tag: progress.tag })) {
      this.goOn(progress);
      for (const id of block) wanted.add(id);
    }
    const cause = await this.applier.exclusively(async () => {
      this.goOn(progress);
      shown();
      return this.takeOver(state, asking, batch, reason);
    });
    const { entering, exiting } = await this.differences(batch.set, wanted);
    progress.total = entering.length + exiting.length;
    let [entered, exited] = [0, 0];
    for (const [ids, inside] of [
      [exiting, false],
      [entering, true],
    ] as const) {
      for (let from = 0; from < ids.length; from += chunk) {
        this.goOn(progress);
        const part = ids.slice(from, from + chunk);
        const changed = await this.applier.exclusively(async () => {
          await this.applier.sweep();
          return this.apply(state, definition, part, inside, cause);
        });
        if (inside) entered += changed;
        else exited += changed;
        progress.done += part.length;
      }
    }
    batch.lastRun = {
      at: asked.now,
      position: asked.position,
      number: asked.number,
      finishedAt: core.options.clock(),
      entered,
      exited,
    };
    batch.failures = 0;
    batch.retryAt = null;
    batch.error = null;
    batch.underway = null;
    this.plan(state, definition, batch);
    await this.save(state, definition, batch);
  }

  /** Takes note that a run did not succeed, and whether it is to be tried again before its time; the members stay. */
  async failed(
    state: SiteState,
    definition: SegmentDefinition,
    batch: BatchState,
    error: string,
    again: boolean,
  ): Promise<void> {
    batch.failures++;
    batch.error = error;
    batch.retryAt = again ? this.core.options.clock() + pauseAfter(batch.failures) : null;
    this.plan(state, definition, batch);
    await this.save(state, definition, batch);
  }

  /** Has it run by another schedule from now on. */
  async reschedule(state: SiteState, definition: SegmentDefinition, batch: BatchState): Promise<void> {
    if (batch.lastRun === null) return;
    batch.nextRun = this.core.options.clock();
    this.plan(state, definition, batch);
    await this.save(state, definition, batch);
  }

  /** Sets the next time of its schedule, where the last one has come, or another time zone has. */
  private plan(state: SiteState, { id, schedule }: SegmentDefinition, batch: BatchState): void {
    const now = this.core.options.clock();
    const present = state.definitions.get(id)?.schedule ?? schedule;
    if (present == null || (batch.nextRun > now && 'every' in present)) return;
    batch.nextRun = nextTime(present, batch.nextRun, now, state.calendar);
  }

  /** Keeps the state of the runs, of a segment that is shown. */
  async save(state: SiteState, { id }: SegmentDefinition, batch: BatchState): Promise<void> {
    const { segments } = this.core.options.definitions;
    const version = state.shown(id);
    if (version === undefined || version.set !== batch.set || version.definition.kind !== 'batch') return;
    const runtime = runtimeOf(version, this.core.now, this.core.periods.sinceOf(id));
    await segments.saveRuntimes([{ ...runtime, batch: encodeBatchState(batch) }]);
  }

  /**
   * Has the segment show its set as it stands, by the definition that the run is of: kept by events no longer, if it was.
   * From here on a run that is broken off is known to have been, and for what reason.
   */
  private async takeOver(
    state: SiteState,
    { definition, references, calendar }: Pick<Version, 'definition' | 'references' | 'calendar'>,
    batch: BatchState,
    reason: string,
  ): Promise<string> {
    const { core } = this;
    const shown = state.shown(definition.id);
    const cause = batch.underway ?? (shown === undefined ? 'backfill' : reason);
    batch.underway = cause;
    if (shown?.definition === definition) {
      shown.references = references;
      shown.calendar = calendar;
      await this.save(state, definition, batch);
      return cause;
    }
    await this.write();
    const common = { definition, references, calendar, phase: 'shown', size: shown?.size ?? 0 } as const;
    const source = { calendar, ...nothingKept };
    state.withdraw(definition.id);
    if (definition.subject === 'account') {
      const audience = compileAccountsFor(state, definition, references, source);
      state.accounts.versions.add({ ...common, set: batch.set, audience });
    } else {
      const audience = compileFor(state, definition, references, new Map(), source);
      state.versions.add({ ...common, set: batch.set, audience });
    }
    const unused = forgetUnused(state);
    const since = core.periods.sinceOf(definition.id) ?? core.now;
    core.periods.open(definition.id, since);
    await this.save(state, definition, batch);
    await core.options.definitions.leaves.abandon(unused.leaves);
    core.dropping.add(unused);
    this.applier.accounts.scheduleAll(state, core.now);
    return cause;
  }

  private async differences(set: number, wanted: Set<number>): Promise<Differences> {
    const exiting: number[] = [];
    await this.applier.exclusively(() => this.write());
    for await (const members of membersOf(this.core, set)) {
      for (const id of members) if (!wanted.delete(id)) exiting.push(id);
    }
    return { entering: [...wanted], exiting };
  }

  /**
   * Has people or accounts enter (or exit). Whoever is no more by now is passed over. Written before anything else
   * happens: the log does not hold it.
   */
  private async apply(
    state: SiteState,
    { id, subject }: SegmentDefinition,
    ids: readonly number[],
    inside: boolean,
    cause: string,
  ): Promise<number> {
    const { accounts } = this.applier;
    const ofPeople = state.index.shown.get(id);
    const ofAccounts = state.accounts.shown(id);
    let changed = 0;
    if (subject === 'person' && ofPeople !== undefined) {
      changed = await this.people(state, ofPeople, ids, inside, cause);
    } else if (ofAccounts !== undefined) {
      changed = ids.filter((number) => accounts.hold(state, number, ofAccounts, inside, cause)).length;
    }
    await accounts.settle(this.core.now, cause);
    await this.write();
    this.core.options.failpoint?.('amid-batch-run');
    const version = ofPeople ?? ofAccounts;
    if (changed < ids.length && version !== undefined && version.set !== null) {
      version.size = await this.core.store.recountSet(version.set);
    }
    return changed;
  }

  private async people(
    state: SiteState,
    { set }: Version,
    ids: readonly number[],
    inside: boolean,
    cause: string,
  ): Promise<number> {
    const { core, transitions } = this;
    if (set === null) return 0;
    const nobody = new Set(ids);
    let changed = 0;
    for (const profile of await this.applier.people.profiles(ids)) {
      nobody.delete(profile.id);
      transitions.settle(state, profile, core.now);
      // What is stored differs from what is known: it is written anew.
      if (profile.memberships.has(set) === inside) {
        core.unwritten.membership(set, profile.id, profile.memberships.get(set) ?? null);
        continue;
      }
      transitions.setMember(state, profile, set, inside ? core.now : null, core.now, cause);
      transitions.follow(state, profile, set, core.now, cause);
      transitions.schedule(state, profile, core.now);
      core.touch(profile);
      changed++;
    }
    for (const id of nobody) core.unwritten.membership(set, id, null);
    return changed;
  }

  private async write(): Promise<void> {
    await this.flusher.idle();
    await this.flusher.flush();
  }
}
