import { isUnanswered, type LeafState, type LiveLeaf, leafDue, mergeLeaf, mostMarks } from '@kindred/live';
import type { PastRow } from '@kindred/store';
import type { Applier } from './applier.js';
import type { Core } from './core.js';
import type { Flusher } from './flusher.js';
import type { Forwarder } from './forwarder.js';
import { type PastState, pastOf } from './past.js';
import { PastDues } from './past-dues.js';
import {
  chunk,
  longestForward,
  type Progress,
  type Started,
  WarehouseBehindError,
  wholesaleChunk,
} from './recount-run.js';
import type { SiteState } from './site-state.js';
import { encodePast } from './stored-past.js';
import type { Transitions } from './transitions.js';

/** Pasts ready to be written, with what they were made of. */
interface Prepared {
  readonly rows: readonly PastRow[];
  readonly states: ReadonlyMap<number, LeafState>;
}

/**
 * Counts history up to a position while the live path counts what comes after. What is known of a profile for good is
 * kept beside its row, and becomes part of it when next the profile is needed; profiles in memory, and those of whom
 * more may come, get it at once.
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
    for await (const { leaf, rows } of pastOf(this.core, state, started, progress.tag)) {
      await this.merge(state, leaf, rows, dues, progress);
      const before = seen.get(leaf) ?? 0;
      const now = Math.min(share, before + rows.length / started.leaves.length);
      seen.set(leaf, now);
      progress.done += now - before;
    }
    await this.applier.exclusively(() => dues.save(this.core));
    progress.done = Math.round(progress.done);
  }

  private async merge(
    state: SiteState,
    leaf: LiveLeaf,
    rows: readonly PastState[],
    dues: PastDues,
    progress: Progress,
  ): Promise<void> {
    const apart: PastState[] = [];
    const inMemory: PastState[] = [];
    for (const row of rows) (isKeptApart(row) ? apart : inMemory).push(row);
    let writing = Promise.resolve();
    for (let from = 0; from < apart.length; from += wholesaleChunk) {
      this.goOn(progress);
      // Made ready while those before are written.
      const prepared = this.prepare(leaf, apart.slice(from, from + wholesaleChunk), dues);
      await writing;
      writing = this.applier.exclusively(() => this.writeApart(state, leaf, prepared));
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
    for (const { profile, state } of rows) dues.add(leaf.id, profile, leafDue(leaf, state, now));
    return {
      rows: rows.map(({ profile, state }) => ({ profile, body: encodePast(state, now) })),
      states: new Map(rows.map(({ profile, state }) => [profile, state])),
    };
  }

  private async writeApart(state: SiteState, leaf: LiveLeaf, { rows, states }: Prepared): Promise<void> {
    const { core } = this;
    const { people } = this.applier;
    const gone = rows.filter(({ profile }) => state.gone?.has(profile) === true).map(({ profile }) => profile);
    const present = gone.length === 0 ? rows : rows.filter(({ profile }) => state.gone?.has(profile) !== true);
    const warm = await people.writeCold(
      present.map(({ profile }) => profile),
      (cold) =>
        core.store.addPast(
          leaf.id,
          present.filter(({ profile }) => cold.has(profile)),
        ),
    );
    const stateOf = (profile: number): PastState[] => {
      const found = states.get(profile);
      return found === undefined ? [] : [{ profile, state: found, whole: true }];
    };
    await this.mergeInMemory(state, leaf, [...warm, ...gone].flatMap(stateOf));
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
      if (merged !== undefined) profile.leaves.set(leaf.id, merged);
      if (isUnanswered(merged, core.now)) core.ask({ site: profile.site, profile: profile.id, leaf: leaf.id });
      transitions.schedule(state, profile, core.now);
      core.touch(profile);
    }
    if (this.flusher.unwrittenProfiles > chunk * 8) {
      await this.flusher.idle();
      await this.flusher.flush();
    }
  }
}

/** More marks than are kept are a matter for the live state, which asks the warehouse instead. */
function isKeptApart({ whole, state }: PastState): boolean {
  return whole && !('e' in state && state.e.length > mostMarks);
}
