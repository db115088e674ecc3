import { canonical } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { AccountVersion, PeopleLeaf } from '../accounts.js';
import type { Applier } from '../applier.js';
import { isBatch } from '../batch/batch-state.js';
import type { Core } from '../core.js';
import type { Unused } from '../dropping.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import {
  compileAccountsFor,
  compileFor,
  forgetUnused,
  isRequestTime,
  type LeafSource,
  namedIn,
  registerLeaf,
  residents,
} from '../in-force.js';
import type { RegisteredLeaf } from '../leaf-registry.js';
import { presentReferences, referencesOf } from '../meaning.js';
import type { Overflows } from '../overflows.js';
import { peopleLeaf } from '../people-leaves.js';
import type { SiteState, Version } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { FillPass } from './fill-pass.js';
import { HistoryPass } from './history-pass.js';
import {
  type Progress,
  passesOf,
  RecountCancelledError,
  RecountStoppedError,
  RequestOfAccountsError,
  rowsOf,
  runtimeOf,
  type Started,
} from './recount-run.js';
import type { SwitchPass } from './switch-pass.js';

/**
 * Puts segments into force: registers their leaves at a log position, counts history up to it by SQL while the live path
 * counts what comes after, merges the two, fills the new sets out of sight, and shows all of them in one step.
 */
export class Recount {
  private readonly historyPass: HistoryPass;
  private readonly fillPass: FillPass;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    transitions: Transitions,
    private readonly flusher: Flusher,
    forwarder: Forwarder,
    private readonly switchPass: SwitchPass,
    private readonly overflows: Overflows,
  ) {
    const goOn = (progress: Progress): void => this.goOn(progress);
    this.historyPass = new HistoryPass(core, applier, transitions, flusher, forwarder, goOn);
    this.fillPass = new FillPass(core, applier, transitions, flusher, forwarder, goOn);
  }

  private stopping = false;

  /** Ends a run under way at its next step: the next start takes it up again. */
  stop(): void {
    this.stopping = true;
  }

  /** @throws RecountStoppedError, RecountCancelledError where a run is to go no further */
  goOn({ cancelled }: Progress): void {
    if (this.stopping) throw new RecountStoppedError();
    if (cancelled) throw new RecountCancelledError();
  }

  /**
   * Resolves once everybody has been told of who came and went.
   *
   * @param fresh counts every leaf anew, also those that are ready
   * @param shown called once the segments are in force
   */
  async run(
    state: SiteState,
    segments: readonly string[],
    fresh: boolean,
    progress: Progress,
    cause: string,
    shown: () => void,
  ): Promise<void> {
    const definitions = segments
      .map((id) => state.definitions.get(id))
      .filter((one) => one?.active === true) as SegmentDefinition[];
    try {
      const started = await this.applier.exclusively(() => this.begin(state, definitions, fresh));
      const profiles = await this.core.store.countProfiles(state.site.id);
      const passes = [started.leaves, ...passesOf(started)].filter((each) => each.length > 0);
      progress.passes = Math.max(1, passes.length);
      progress.total = profiles * progress.passes;
      if (started.leaves.length > 0) {
        await this.historyPass.run(state, started, progress, profiles);
        await this.overflows.settle();
      }
      if (progress.total !== null) progress.done = Math.max(progress.done, started.leaves.length > 0 ? profiles : 0);
      const [first, second] = passesOf(started);
      await this.fillPass.run(state, first, progress);
      await this.fillPass.accounts(state, started.accounts);
      await this.fillPass.run(state, second, progress);
      await this.applier.exclusively(async () => {
        this.goOn(progress);
        await this.show(state, started, cause);
        shown();
      });
      await this.switchPass.run(state);
    } catch (error) {
      await this.applier.exclusively(() => this.abandon(state));
      throw error;
    } finally {
      state.changed = null;
      state.gone = null;
    }
  }

  private async begin(state: SiteState, definitions: readonly SegmentDefinition[], fresh: boolean): Promise<Started> {
    const { core } = this;
    const { calendar } = state;
    const meanings = presentReferences(state, new Set(definitions.map(({ id }) => id)));
    const resident = await residents(
      // Who joined somebody just now is not in the store yet.
      { store: { identitiesById: (ids) => core.identities.byNumber(ids) } },
      definitions.flatMap((one) => namedIn(meanings, one)),
    );
    const leaves = new Map<string, RegisteredLeaf>();
    const people = new Map<string, PeopleLeaf>();
    const source: LeafSource = {
      calendar,
      leafFor: (key, node) => {
        const ready = fresh ? undefined : state.leaves.ready(key, calendar);
        if (ready !== undefined) return ready.leaf;
        const leaf = leaves.get(key) ?? registerLeaf(core, state, key, node, calendar);
        leaves.set(key, leaf);
        return leaf.leaf;
      },
      setOf: (node) => {
        const ready = fresh ? undefined : state.accounts.readyLeaf(node, calendar);
        if (ready !== undefined) return ready.set;
        const key = canonical(node.of);
        const leaf = people.get(key) ?? peopleLeaf(core, state, node, meanings, null, resident, source);
        people.set(key, leaf);
        return leaf.set;
      },
    };
    const ofPeople = definitions.filter(({ subject }) => subject === 'person');
    const versions = ofPeople.map((definition): Version => {
      const references = referencesOf(definition.criteria, meanings);
      const audience = compileFor(state, definition, references, resident, source);
      const set = isRequestTime(references, definition) ? null : core.nextNumber++;
      return { definition, set, audience, references, calendar, phase: 'collecting', size: 0 };
    });
    const ofAccounts = definitions.filter(({ subject }) => subject === 'account');
    const accounts = ofAccounts.map((definition): AccountVersion => {
      const references = referencesOf(definition.criteria, meanings);
      if (isRequestTime(references, definition)) throw new RequestOfAccountsError();
      const audience = compileAccountsFor(state, definition, references, source);
      return { definition, set: core.nextNumber++, audience, references, calendar, phase: 'collecting', size: 0 };
    });
    for (const leaf of people.values()) state.accounts.leaves.set(leaf.set, leaf);
    for (const version of [...versions, ...[...people.values()].map((leaf) => leaf.version)])
      state.versions.add(version);
    for (const version of accounts) state.accounts.versions.add(version);
    state.reindex();
    const started: Started = {
      versions,
      accounts,
      people: [...people.values()],
      leaves: [...leaves.values()],
      calendar,
      position: core.position,
    };
    await this.flusher.idle();
    await this.flusher.flush();
    // Only now are their numbers never given again, whenever the process ends: the next start forgets what was counted by them.
    await core.options.definitions.leaves.save(rowsOf(state, started));
    state.gone = new Set();
    state.changed = new Set();
    return { ...started, position: core.position };
  }

  /** Tells everybody of the switches that are still open. */
  async tell(state: SiteState): Promise<void> {
    await this.switchPass.run(state);
  }

  /** The one step: stored first, then seen. */
  private async show(state: SiteState, started: Started, cause: string): Promise<void> {
    const { core } = this;
    const { definitions } = core.options;
    await this.applier.sweep();
    const number = core.nextNumber++;
    await this.flusher.idle();
    await this.flusher.flush();
    for (const leaf of started.people) leaf.state = 'ready';
    const leaves = started.leaves.map((leaf) => state.leaves.makeReady(leaf));
    await definitions.leaves.save(rowsOf(state, { ...started, leaves }));
    // What is out of force by now is shown no longer.
    const isWanted = ({ definition }: Version | AccountVersion): boolean =>
      state.definitions.get(definition.id)?.active === true;
    const all = [...started.versions, ...started.accounts];
    const coming = all.filter(isWanted);
    const olds = coming.map((version) => state.shown(version.definition.id));
    const pairs = coming.flatMap(({ definition, set }, index) =>
      set === null ? [] : [{ segment: definition.id, old: olds[index]?.set ?? null, next: set }],
    );
    if (pairs.length > 0) {
      state.switches = [...state.switches, { number, at: core.now, cause, pairs }];
      await this.switchPass.save(state);
    }
    const since = coming.map(({ definition, set }, index) => {
      if (set === null) return null;
      return (olds[index]?.set ?? null) === null ? core.now : core.periods.sinceOf(definition.id);
    });
    await definitions.segments.saveRuntimes(
      coming.map((version, index) => runtimeOf(version, core.now, since[index] ?? null)),
    );
    for (const [index, version] of coming.entries()) {
      const kept = since[index] ?? null;
      // What reads the present request now has no members any more.
      if (kept === null) await core.periods.close(version.definition.id);
      else core.periods.open(version.definition.id, kept);
      state.withdraw(version.definition.id);
      const present = state.definitions.get(version.definition.id);
      if (present === undefined || !isBatch(present)) state.batches.delete(version.definition.id);
      version.phase = 'shown';
    }
    core.switchNumber = number;
    const unused = await this.forgetHidden(state);
    this.applier.accounts.scheduleAll(state, core.now);
    this.core.dropping.add(unused);
  }

  private async abandon(state: SiteState): Promise<void> {
    this.core.dropping.add(await this.forgetHidden(state));
  }

  /** Forgets all that is not shown, which is of the one run that a site has; gives what of it is to be dropped. */
  private async forgetHidden(state: SiteState): Promise<Unused> {
    const sets: number[] = [];
    const forget = <V extends Version | AccountVersion>(versions: Set<V>): void => {
      for (const version of versions) {
        const { phase, set } = version;
        // The people of accounts are forgotten with the last that asks for them.
        if (phase === 'shown' || (set !== null && state.accounts.leaves.has(set))) continue;
        versions.delete(version);
        if (set !== null) sets.push(set);
      }
    };
    forget(state.versions);
    forget(state.accounts.versions);
    const unused = forgetUnused(state);
    await this.core.options.definitions.leaves.abandon(unused.leaves);
    return { leaves: unused.leaves, sets: [...sets, ...unused.sets] };
  }
}
