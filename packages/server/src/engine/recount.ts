import { compareMarks, type Mark } from '@kindred/criteria';
import { type LeafState, type LiveLeaf, mergeLeaf } from '@kindred/live';
import type { SegmentDefinition, SegmentRuntime } from '@kindred/store';
import type { Applier } from './applier.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import { compileFor, isRequestTime, leafRow, namedIn, registerLeaf, residents, unusedLeaves } from './in-force.js';
import type { RegisteredLeaf, SiteState, Version } from './site-state.js';
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
  ) {}

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
      progress.total =
        profiles * ((started.leaves.length > 0 ? 1 : 0) + (started.versions.some((one) => one.set !== null) ? 1 : 0));
      if (started.leaves.length > 0) await this.countHistory(state, started, progress, profiles);
      if (progress.total !== null) progress.done = Math.max(progress.done, started.leaves.length > 0 ? profiles : 0);
      await this.fill(state, started.versions, progress);
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
    const versions = definitions.map((definition): Version => {
      const audience = compileFor(state, definition, resident, (key, node) => {
        const ready = fresh ? undefined : state.readyLeaf(key);
        if (ready !== undefined) return ready.leaf;
        const leaf = leaves.get(key) ?? registerLeaf(core, state, key, node);
        leaves.set(key, leaf);
        return leaf.leaf;
      });
      const set = isRequestTime(state, definition) ? null : core.nextIdentity++;
      return { definition, set, audience, phase: 'collecting', size: 0 };
    });
    for (const version of versions) state.versions.add(version);
    state.reindex();
    await core.options.definitions.leaves.save([...leaves.values()].map((leaf) => leafRow(state.site.id, leaf)));
    await this.flusher.idle();
    await this.flusher.flush();
    return { versions, leaves: [...leaves.values()], position: core.position };
  }

  private async countHistory(state: SiteState, started: Started, progress: Progress, profiles: number): Promise<void> {
    if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
    let index = 0;
    for (const { id, leaf } of started.leaves) {
      const rows = this.history(state, leaf, started.position);
      let seen = 0;
      for await (const block of rows) {
        for (let from = 0; from < block.length; from += chunk) {
          const part = block.slice(from, from + chunk);
          await this.applier.exclusively(() => this.mergeHistory(id, leaf, part));
        }
        seen += block.length;
        progress.done = Math.round(
          (profiles * (index + Math.min(1, seen / Math.max(1, profiles)))) / started.leaves.length,
        );
      }
      index++;
    }
  }

  /** The state of one leaf as of a position, of everybody who has any. */
  private async *history(state: SiteState, leaf: LiveLeaf, position: number): AsyncGenerator<readonly PastState[]> {
    const { warehouse } = this.core;
    const { calendar, site } = state;
    const run = { purpose: 'backfill' } as const;
    if (leaf.form === 'count') {
      for await (const block of warehouse.leafCounts(site.id, leaf.node, leaf.keep, position, run, calendar)) {
        yield block.map(({ profile, count, times }) => ({ profile, state: { n: count, t: [...times] } }));
      }
      return;
    }
    for await (const block of warehouse.leafEvents(site.id, leaf.node, position, run, calendar)) {
      const marks = new Map<number, Mark[]>();
      for (const event of block) {
        const mark = leaf.behaviour.mark(event);
        if (mark === null || leaf.behaviour.expires(mark) <= this.core.now) continue;
        const known = marks.get(event.profile);
        if (known === undefined) marks.set(event.profile, [mark]);
        else known.push(mark);
      }
      yield [...marks].map(([profile, found]) => ({ profile, state: { e: found.sort(compareMarks) } }));
    }
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
      const merged = mergeLeaf(leaf, profile.leaves[id], row.state);
      if (merged !== undefined) profile.leaves[id] = merged;
      core.touch(profile);
    }
    if (this.flusher.unwrittenProfiles > chunk * 8) {
      await this.flusher.idle();
      await this.flusher.flush();
    }
  }

  /** Evaluates everyone for the new sets; from here on the live path keeps them too. */
  private async fill(state: SiteState, versions: readonly Version[], progress: Progress): Promise<void> {
    const kept = versions.filter((version) => version.set !== null);
    await this.applier.exclusively(async () => {
      for (const version of versions) version.phase = 'filling';
      state.reindex();
      await this.flusher.idle();
      await this.flusher.flush();
    });
    if (kept.length === 0) return;
    for (let after = 0; ; ) {
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
        if (this.flusher.unwrittenProfiles > chunk * 8) {
          await this.flusher.idle();
          await this.flusher.flush();
        }
      });
      progress.done += ids.length;
    }
  }

  /** The one step: stored first, then seen. */
  private async show(state: SiteState, started: Started, cause: string): Promise<void> {
    const { core } = this;
    const { definitions } = core.options;
    await this.applier.sweep();
    await this.flusher.idle();
    await this.flusher.flush();
    for (const leaf of started.leaves) leaf.state = 'ready';
    await definitions.leaves.save(started.leaves.map((leaf) => leafRow(state.site.id, leaf)));
    const olds = started.versions.map((version) => state.shown(version.definition.id));
    const number = core.nextIdentity++;
    const pairs = started.versions.flatMap(({ definition, set }, index) =>
      set === null ? [] : [{ segment: definition.id, old: olds[index]?.set ?? null, next: set }],
    );
    if (pairs.length > 0) {
      state.switches = [...state.switches, { number, at: core.now, cause, pairs }];
      await this.switchPass.save(state);
    }
    await definitions.segments.saveRuntimes(started.versions.map((version) => runtimeOf(version, core.now)));
    for (const old of olds) if (old !== undefined) state.versions.delete(old);
    for (const version of started.versions) version.phase = 'shown';
    core.switchNumber = number;
    const unused = unusedLeaves(state);
    for (const id of unused) state.leaves.delete(id);
    state.reindex();
    await definitions.leaves.delete(unused);
  }

  private async abandon(state: SiteState, started: Started): Promise<void> {
    for (const version of started.versions) {
      if (version.phase === 'shown') continue;
      state.versions.delete(version);
      if (version.set !== null)
        void this.core.store
          .dropSet(version.set)
          .catch((error: unknown) => this.core.options.onError(error, 'dropping a set'));
    }
    const unused = unusedLeaves(state);
    for (const id of unused) state.leaves.delete(id);
    state.reindex();
    await this.core.options.definitions.leaves.delete(unused);
  }
}

/** What a leaf keeps of one profile's past. */
interface PastState {
  readonly profile: number;
  readonly state: LeafState;
}

interface Started {
  readonly versions: readonly Version[];
  readonly leaves: readonly RegisteredLeaf[];
  readonly position: number;
}

function runtimeOf(version: Version, now: number): SegmentRuntime {
  return {
    segment: version.definition.id,
    state: 'ready',
    shownVersion: version.definition.version,
    set: version.set,
    shown: JSON.stringify(version.definition),
    error: null,
    updatedAt: now,
  };
}

/** The warehouse did not take what was forwarded within ten minutes. */
export class WarehouseBehindError extends Error {
  readonly code = 'warehouse_behind';
  constructor() {
    super('The warehouse has not caught up with the log within ten minutes; the segment keeps its last good members.');
  }
}
