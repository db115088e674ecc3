import { isTooMuch, isUnanswered, type LeafState, type LiveLeaf, leafDue, mergeLeaf } from '@kindred/live';
import type { PastRow } from '@kindred/store';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import { type PastState, pastOf } from '../past.js';
import { PastDues } from '../past-dues.js';
import type { SiteState } from '../site-state.js';
import { encodePast, togetherOf } from '../stored-past.js';
import type { Transitions } from '../transitions.js';
import {
  chunk,
  longestForward,
  type Progress,
  type Started,
  WarehouseBehindError,
  wholesaleChunk,
} from './recount-run.js';

/** Pasts ready to be written, with what they were made of. */
interface Prepared {
  readonly counted: readonly PastState[];
  readonly rows: readonly PastRow[];
}

/** Profiles of which it takes all parts of what was counted to tell when they are due. */
interface Later {
  /** Several parts were counted. */
  readonly inParts: Set<number>;
  /** Something came live, is in their rows, and they are in memory no longer. */
  readonly changed: Set<number>;
}

/**
 * Counts history up to a position while the live path counts what comes after. What was counted of a profile is kept beside
 * its row, and becomes part of it when next the profile is needed and written; profiles in memory get it at once.
 */
export class HistoryPass {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
    private readonly goOn: (progress: Progress) => void,
  ) {}

  async run(state: SiteState, started: Started, progress: Progress, profiles: number): Promise<void> {
    if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
    // A share of all leaves is done once everybody may have come by for it.
    const share = profiles / started.leaves.length;
    const seen = new Map<LiveLeaf, number>();
    const dues = new PastDues();
    const later: Later = { inParts: new Set(), changed: new Set() };
    for await (const { leaf, rows } of pastOf(this.core, state, started, progress.tag)) {
      await this.merge(state, leaf, rows, dues, later, progress);
      const before = seen.get(leaf) ?? 0;
      const now = Math.min(share, before + rows.length / started.leaves.length);
      seen.set(leaf, now);
      progress.done += now - before;
    }
    await this.bringTogether(state, started, later, dues, progress);
    await this.applier.exclusively(() => dues.save(this.core));
    progress.done = Math.round(progress.done);
  }

  private async merge(
    state: SiteState,
    leaf: LiveLeaf,
    rows: readonly PastState[],
    dues: PastDues,
    later: Later,
    progress: Progress,
  ): Promise<void> {
    const apart: PastState[] = [];
    const inMemory: PastState[] = [];
    for (const row of rows) {
      (isForMemory(row.state) ? inMemory : apart).push(row);
      if (!row.whole) later.inParts.add(row.profile);
    }
    let writing = Promise.resolve();
    for (let from = 0; from < apart.length; from += wholesaleChunk) {
      this.goOn(progress);
      // Made ready while those before are written.
      const prepared = this.prepare(leaf, apart.slice(from, from + wholesaleChunk), dues);
      await writing;
      writing = this.applier.exclusively(() => this.writeApart(state, leaf, prepared, later));
    }
    await writing;
    for (let from = 0; from < inMemory.length; from += chunk) {
      this.goOn(progress);
      const part = inMemory.slice(from, from + chunk);
      await this.applier.exclusively(() => this.mergeInMemory(state, leaf, part));
    }
  }

  private prepare(leaf: LiveLeaf, rows: readonly PastState[], dues: PastDues): Prepared {
    const { now } = this.core;
    for (const { profile, state, whole } of rows) if (whole) dues.add(leaf.id, profile, leafDue(leaf, state, now));
    return { counted: rows, rows: rows.map(({ profile, state }) => ({ profile, body: encodePast(state, now) })) };
  }

  private async writeApart(state: SiteState, leaf: LiveLeaf, { counted, rows }: Prepared, later: Later): Promise<void> {
    const { core, transitions } = this;
    const isGone = ({ profile }: { readonly profile: number }): boolean => state.gone?.has(profile) === true;
    const someGone = rows.some(isGone);
    const present = someGone ? rows.filter((row) => !isGone(row)) : rows;
    const sequence = await this.applier.people.addPasts(() => core.store.addPast(leaf.id, present));
    for (const row of counted) {
      if (someGone && isGone(row)) continue;
      const { profile: id, state: past } = row;
      const profile = core.profiles.peek(id);
      if (profile === undefined) {
        if (state.changed?.has(id) === true) later.changed.add(id);
        continue;
      }
      transitions.settle(state, profile, core.now);
      const before = profile.leaves.get(leaf.id);
      const merged = mergeLeaf(leaf, before, past, core.now);
      if (merged !== undefined) profile.leaves.set(leaf.id, merged);
      profile.pasts = sequence;
      if (merged !== undefined) transitions.scheduleLeaf(profile, leaf, merged, core.now);
      // Its row tells when it is due by what came live alone; by the past alone, in one part or several, it is told with the pasts.
      if (before !== undefined && state.changed?.has(id) === true) core.touch(profile);
    }
    if (someGone) await this.mergeInMemory(state, leaf, counted.filter(isGone));
    else await this.writeBehind();
  }

  /** Of what came in parts it is all parts together that say when time alone changes it, and whether it is too much to keep. */
  private async bringTogether(
    state: SiteState,
    { leaves }: Started,
    { inParts, changed }: Later,
    dues: PastDues,
    progress: Progress,
  ): Promise<void> {
    const { core } = this;
    const counted = new Map(leaves.map(({ leaf }) => [leaf.id, leaf]));
    const profiles = Float64Array.from(inParts).sort();
    for (let from = 0; from < profiles.length; from += wholesaleChunk) {
      this.goOn(progress);
      await this.applier.exclusively(async () => {
        const asked = Array.from(profiles.subarray(from, from + wholesaleChunk), (profile) => ({ profile, after: 0 }));
        const unanswered: number[] = [];
        for (const { profile, leaf, past, at } of togetherOf(counted, await core.store.pasts(asked))) {
          if (isUnanswered(past, at)) unanswered.push(profile);
          else dues.add(leaf.id, profile, leafDue(leaf, past, at));
        }
        await this.lookAt(state, unanswered);
      });
    }
    const ids = [...changed];
    for (let from = 0; from < ids.length; from += chunk) {
      this.goOn(progress);
      await this.applier.exclusively(() => this.lookAt(state, ids.slice(from, from + chunk)));
    }
  }

  /** Has these profiles wait for when they are due by all that is known of them. */
  private async lookAt(state: SiteState, ids: readonly number[]): Promise<void> {
    const { core, transitions } = this;
    for (const profile of await this.applier.people.profiles(ids)) {
      transitions.settle(state, profile, core.now);
      transitions.schedule(state, profile, core.now);
      core.touch(profile);
    }
    await this.writeBehind();
  }

  private async mergeInMemory(state: SiteState, leaf: LiveLeaf, rows: readonly PastState[]): Promise<void> {
    if (rows.length === 0) return;
    const { core, transitions } = this;
    const { people } = this.applier;
    const found = new Map((await people.profiles(rows.map((row) => row.profile))).map((each) => [each.id, each]));
    const moved = rows.filter((row) => !found.has(row.profile));
    const now = new Map<number, number>();
    if (moved.length > 0) {
      // Joined to somebody else since the position of this count.
      await this.flusher.idle();
      if (this.flusher.dirty) await this.flusher.flush();
      for (const row of await core.store.identitiesById(moved.map((one) => one.profile))) now.set(row.id, row.profile);
      for (const each of await people.profiles([...now.values()])) found.set(each.id, each);
    }
    for (const row of rows) {
      const profile = found.get(now.get(row.profile) ?? row.profile);
      if (profile === undefined) continue;
      transitions.settle(state, profile, core.now);
      const merged = mergeLeaf(leaf, profile.leaves.get(leaf.id), row.state, core.now);
      if (merged !== undefined) {
        profile.leaves.set(leaf.id, merged);
        transitions.scheduleLeaf(profile, leaf, merged, core.now);
      }
      core.touch(profile);
    }
    await this.writeBehind();
  }

  private async writeBehind(): Promise<void> {
    if (this.flusher.unwrittenProfiles <= chunk * 8) return;
    await this.flusher.idle();
    await this.flusher.flush();
  }
}

/** More marks than are kept are a matter for the live state, which asks the warehouse instead. */
function isForMemory(state: LeafState): boolean {
  return 'e' in state && isTooMuch(state.e);
}
