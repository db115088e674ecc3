import { canonical } from '@kindred/criteria';
import { isUnanswered, type LiveLeaf, mergeLeaf } from '@kindred/live';
import type { SegmentDefinition } from '@kindred/store';
import type { AccountVersion, PeopleLeaf } from './accounts.js';
import type { Applier } from './applier.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import {
  compileAccountsFor,
  compileFor,
  forgetUnused,
  isRequestTime,
  type LeafSource,
  namedIn,
  registerLeaf,
  residents,
} from './in-force.js';
import type { RegisteredLeaf } from './leaf-registry.js';
import type { Overflows } from './overflows.js';
import { type PastState, pastOf } from './past.js';
import { peopleLeaf } from './people-leaves.js';
import {
  passesOf,
  RecountStoppedError,
  RequestOfAccountsError,
  rowsOf,
  runtimeOf,
  type Started,
  WarehouseBehindError,
} from './recount-run.js';
import type { SiteState, Version } from './site-state.js';
import type { SwitchPass } from './switch-pass.js';
import type { Transitions } from './transitions.js';

/** Profiles in one piece of work, so that live traffic waits a few milliseconds at most. */
const chunk = 500;
const longestForward = 600_000;

export interface Progress {
  done: number;
  total: number | null;
}

/**
 * Puts segments into force: registers their leaves at a log position, counts history up to it by SQL while the live path
 * counts what comes after, merges the two, fills the new sets out of sight, and shows all of them in one step.
 */
export class Recount {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
    private readonly switchPass: SwitchPass,
    private readonly overflows: Overflows,
  ) {}

  private stopping = false;

  /** Ends a run under way at its next step: the next start takes it up again. */
  stop(): void {
    this.stopping = true;
  }

  private goOn(): void {
    if (this.stopping) throw new RecountStoppedError();
  }

  /** @param fresh counts every leaf anew, also those that are ready */
  async run(
    state: SiteState,
    segments: readonly string[],
    fresh: boolean,
    progress: Progress,
    cause: string,
  ): Promise<void> {
    const definitions = segments
      .map((id) => state.definitions.get(id))
      .filter((one) => one?.active === true) as SegmentDefinition[];
    const started = await this.applier.exclusively(() => this.begin(state, definitions, fresh));
    try {
      const profiles = await this.core.store.countProfiles(state.site.id);
      const passes = [started.leaves, ...passesOf(started)].filter((each) => each.length > 0);
      progress.total = profiles * passes.length;
      if (started.leaves.length > 0) {
        await this.countHistory(state, started, progress, profiles);
        await this.overflows.settle();
      }
      if (progress.total !== null) progress.done = Math.max(progress.done, started.leaves.length > 0 ? profiles : 0);
      const [first, second] = passesOf(started);
      await this.fill(state, first, progress);
      await this.fillAccounts(state, started.accounts);
      await this.fill(state, second, progress);
      await this.applier.exclusively(() => this.show(state, started, cause));
      await this.switchPass.run(state);
    } catch (error) {
      await this.applier.exclusively(async () => this.abandon(state, started));
      throw error;
    }
  }

  private async begin(state: SiteState, definitions: readonly SegmentDefinition[], fresh: boolean): Promise<Started> {
    const { core } = this;
    const resident = await residents(
      core,
      definitions.flatMap((one) => namedIn(state, one)),
    );
    const leaves = new Map<string, RegisteredLeaf>();
    const people = new Map<string, PeopleLeaf>();
    const source: LeafSource = {
      leafFor: (key, node) => {
        const ready = fresh ? undefined : state.leaves.ready(key);
        if (ready !== undefined) return ready.leaf;
        const leaf = leaves.get(key) ?? registerLeaf(core, state, key, node);
        leaves.set(key, leaf);
        return leaf.leaf;
      },
      setOf: (node) => {
        const ready = fresh ? undefined : state.accounts.readyLeaf(node);
        if (ready !== undefined) return ready.set;
        const key = canonical(node.of);
        const leaf = people.get(key) ?? peopleLeaf(core, state, node, null, resident, source.leafFor);
        people.set(key, leaf);
        return leaf.set;
      },
    };
    const ofPeople = definitions.filter(({ subject }) => subject === 'person');
    const versions = ofPeople.map((definition): Version => {
      const audience = compileFor(state, definition, resident, source);
      const set = isRequestTime(state, definition) ? null : core.nextIdentity++;
      return { definition, set, audience, phase: 'collecting', size: 0 };
    });
    const ofAccounts = definitions.filter(({ subject }) => subject === 'account');
    const accounts = ofAccounts.map((definition): AccountVersion => {
      if (isRequestTime(state, definition)) throw new RequestOfAccountsError();
      const audience = compileAccountsFor(state, definition, source);
      return { definition, set: core.nextIdentity++, audience, phase: 'collecting', size: 0 };
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
      position: core.position,
    };
    await core.options.definitions.leaves.save(rowsOf(state, started));
    await this.flusher.idle();
    await this.flusher.flush();
    return { ...started, position: core.position };
  }

  private async countHistory(state: SiteState, started: Started, progress: Progress, profiles: number): Promise<void> {
    if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
    // A share of all leaves is done once everybody may have come by for it.
    const share = profiles / started.leaves.length;
    const seen = new Map<LiveLeaf, number>();
    for await (const { leaf, rows } of pastOf(this.core, state, started.leaves, started.position)) {
      for (let from = 0; from < rows.length; from += chunk) {
        const part = rows.slice(from, from + chunk);
        this.goOn();
        await this.applier.exclusively(() => this.mergeHistory(leaf.id, leaf, part));
      }
      const before = seen.get(leaf) ?? 0;
      const now = Math.min(share, before + rows.length / started.leaves.length);
      seen.set(leaf, now);
      progress.done += now - before;
    }
    progress.done = Math.round(progress.done);
  }

  private async mergeHistory(id: number, leaf: LiveLeaf, rows: readonly PastState[]): Promise<void> {
    const { core } = this;
    const found = new Set(
      (await this.applier.people.profiles(rows.map((row) => row.profile))).map((profile) => profile.id),
    );
    const moved = rows.filter((row) => !found.has(row.profile));
    const now = new Map<number, number>();
    if (moved.length > 0) {
      // Joined to somebody else since the position of this count.
      await this.flusher.idle();
      if (this.flusher.dirty) await this.flusher.flush();
      for (const row of await core.store.identitiesById(moved.map((one) => one.profile))) now.set(row.id, row.profile);
      await this.applier.people.profiles([...now.values()]);
    }
    for (const row of rows) {
      const profile = core.profiles.get(now.get(row.profile) ?? row.profile);
      if (profile === undefined) continue;
      const merged = mergeLeaf(leaf, profile.leaves.get(id), row.state, core.now);
      if (merged !== undefined) profile.leaves.set(id, merged);
      if (isUnanswered(merged, core.now)) core.ask({ site: profile.site, profile: profile.id, leaf: id });
      core.touch(profile);
    }
    if (this.flusher.unwrittenProfiles > chunk * 8) {
      await this.flusher.idle();
      await this.flusher.flush();
    }
  }

  /** Evaluates everyone for the new sets; from here on the live path keeps them too. */
  private async fill(state: SiteState, versions: readonly Version[], progress: Progress): Promise<void> {
    if (versions.length === 0) return;
    const kept = versions.filter((version) => version.set !== null);
    await this.applier.exclusively(async () => {
      for (const version of versions) version.phase = 'filling';
      state.reindex();
      await this.flusher.idle();
      await this.flusher.flush();
    });
    if (kept.length === 0) return;
    for (let after = 0; ; ) {
      this.goOn();
      const ids = (await this.core.store.profilesAfter(state.site.id, after, chunk)).map((row) => row.id);
      if (ids.length === 0) return;
      after = ids[ids.length - 1] ?? after;
      await this.applier.exclusively(async () => {
        for (const profile of await this.applier.people.profiles(ids)) {
          this.transitions.settle(state, profile, this.core.now);
          this.transitions.evaluate(state, profile, kept, this.core.now, 'backfill');
          this.transitions.schedule(state, profile, this.core.now);
          this.core.touch(profile);
        }
        await this.applier.accounts.settle(this.core.now, 'backfill');
        if (this.flusher.unwrittenProfiles > chunk * 8) {
          await this.flusher.idle();
          await this.flusher.flush();
        }
      });
      progress.done += ids.length;
    }
  }

  /** Tells everybody of the switches that are still open. */
  async tell(state: SiteState): Promise<void> {
    await this.switchPass.run(state);
  }

  /** The same of accounts, which are all in memory. */
  private async fillAccounts(state: SiteState, versions: readonly AccountVersion[]): Promise<void> {
    const { core } = this;
    const { accounts } = this.applier;
    await this.applier.exclusively(async () => {
      for (const version of versions) version.phase = 'filling';
      state.reindex();
    });
    if (versions.length === 0) return;
    const all = [...state.accounts.byId.values()];
    for (let from = 0; from < all.length; from += chunk) {
      await this.applier.exclusively(async () => {
        for (const account of all.slice(from, from + chunk)) {
          if (state.accounts.byId.get(account.id) !== account) continue;
          accounts.evaluate(state, account, versions, core.now, 'backfill');
          accounts.schedule(state, account, core.now);
        }
      });
    }
  }

  /** The one step: stored first, then seen. */
  private async show(state: SiteState, started: Started, cause: string): Promise<void> {
    const { core } = this;
    const { definitions } = core.options;
    await this.applier.sweep();
    await this.flusher.idle();
    await this.flusher.flush();
    for (const leaf of started.people) leaf.state = 'ready';
    const leaves = started.leaves.map((leaf) => state.leaves.makeReady(leaf));
    await definitions.leaves.save(rowsOf(state, { ...started, leaves }));
    const coming = [...started.versions, ...started.accounts];
    const olds = coming.map((version) => state.shown(version.definition.id));
    const number = core.nextIdentity++;
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
      version.phase = 'shown';
    }
    core.switchNumber = number;
    const unused = forgetUnused(state);
    this.applier.accounts.scheduleAll(state, core.now);
    await definitions.leaves.delete(unused.leaves);
    this.drop(unused.sets);
  }

  private async abandon(state: SiteState, started: Started): Promise<void> {
    const sets: number[] = [];
    for (const version of [...started.versions, ...started.accounts]) {
      if (version.phase !== 'shown' && version.set !== null) sets.push(version.set);
    }
    for (const version of started.versions) if (version.phase !== 'shown') state.versions.delete(version);
    for (const version of started.accounts) if (version.phase !== 'shown') state.accounts.versions.delete(version);
    const unused = forgetUnused(state);
    await this.core.options.definitions.leaves.delete(unused.leaves);
    this.drop([...sets, ...unused.sets]);
  }

  private drop(sets: readonly number[]): void {
    for (const set of sets) {
      this.core.store.dropSet(set).catch((error: unknown) => this.core.options.onError(error, 'dropping a set'));
    }
  }
}
