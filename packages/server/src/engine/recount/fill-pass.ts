import type { AccountVersion } from '../accounts.js';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import type { SiteState, Version } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { questionFor } from '../verification.js';
import { chunk, longestForward, type Progress, WarehouseBehindError, wholesaleChunk } from './recount-run.js';

/** See `EngineOptions.wholesaleFrom`. */
const wholesaleFrom = 20_000;
/** Versions that the warehouse is asked for one by one; of more, everybody is asked once for all of them. */
const mostQuestions = 8;

/** Finds the members of new sets out of sight; from the beginning of the pass on the live path keeps them too. */
export class FillPass {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
    private readonly goOn: (progress: Progress) => void,
  ) {}

  async run(state: SiteState, versions: readonly Version[], progress: Progress): Promise<void> {
    if (versions.length === 0) return;
    const { core } = this;
    const at = await this.applier.exclusively(async () => {
      for (const version of versions) version.phase = 'filling';
      state.reindex();
      state.changed = new Set();
      await this.flusher.idle();
      await this.flusher.flush();
      return { now: core.now, position: core.position };
    });
    const kept = versions.filter((version) => version.set !== null);
    const profiles = await core.store.countProfiles(state.site.id);
    const asked =
      profiles >= (core.options.wholesaleFrom ?? wholesaleFrom) && kept.length <= mostQuestions
        ? kept.filter((version) => canBeAsked(state, version))
        : [];
    const everybody = kept.filter((version) => !asked.includes(version));
    if (everybody.length > 0) await this.fromEverybody(state, everybody, progress);
    if (asked.length > 0) {
      if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
      for (const version of asked) await this.fromWarehouse(state, version, at, progress);
      if (everybody.length === 0) progress.done += profiles;
    }
    state.changed = null;
  }

  /** Evaluates everyone. */
  private async fromEverybody(state: SiteState, versions: readonly Version[], progress: Progress): Promise<void> {
    for (let after = 0; ; ) {
      this.goOn(progress);
      const ids = (await this.core.store.profilesAfter(state.site.id, after, chunk)).map((row) => row.id);
      if (ids.length === 0) return;
      after = ids[ids.length - 1] ?? after;
      await this.applier.exclusively(async () => {
        for (const profile of await this.applier.people.profiles(ids)) {
          this.transitions.settle(state, profile, this.core.now);
          this.transitions.evaluate(state, profile, versions, this.core.now, 'backfill');
          this.transitions.schedule(state, profile, this.core.now);
          this.core.touch(profile);
        }
        await this.applier.accounts.settle(this.core.now, 'backfill');
        await this.writeBehind();
      });
      progress.done += ids.length;
    }
  }

  /**
   * Asks the warehouse who is in, as of the beginning of the pass. Its answer stands for whoever has not changed since; all
   * others are evaluated. Who is out and changes is in the hands of the live path.
   */
  private async fromWarehouse(
    state: SiteState,
    version: Version,
    { now, position }: { readonly now: number; readonly position: number },
    progress: Progress,
  ): Promise<void> {
    const { core } = this;
    const question = await questionFor(core, state, version, now, position);
    for await (const block of core.warehouse.matching(question, { purpose: 'backfill', tag: progress.tag })) {
      for (let from = 0; from < block.length; from += wholesaleChunk) {
        this.goOn(progress);
        const ids = block.slice(from, from + wholesaleChunk);
        await this.applier.exclusively(() => this.takeIn(state, version, ids, now));
      }
    }
  }

  private async takeIn(state: SiteState, version: Version, ids: readonly number[], since: number): Promise<void> {
    const { core, transitions } = this;
    const { people } = this.applier;
    const { set } = version;
    if (set === null) return;
    const changed = ids.filter((id) => state.changed?.has(id) === true);
    const profiles = ids.filter((id) => state.changed?.has(id) !== true && state.gone?.has(id) !== true);
    const { sequence, added } = await people.addPasts(() => core.store.addPastMembers({ set, since, profiles }));
    version.size += added;
    for (const id of profiles) {
      const profile = core.profiles.peek(id);
      if (profile === undefined) continue;
      profile.memberships.set(set, since);
      profile.pasts = sequence;
    }
    for (const profile of await people.profiles(changed)) {
      transitions.settle(state, profile, core.now);
      transitions.evaluate(state, profile, [version], core.now, 'backfill');
      core.touch(profile);
    }
    await this.writeBehind();
  }

  /** The same of accounts, which are all in memory. */
  async accounts(state: SiteState, versions: readonly AccountVersion[]): Promise<void> {
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

  private async writeBehind(): Promise<void> {
    if (this.flusher.unwrittenProfiles <= chunk * 8) return;
    await this.flusher.idle();
    await this.flusher.flush();
  }
}

/**
 * What time alone changes by traits has to be found of everybody; accounts count people as they come and go; sets of
 * accounts' people are counted by account.
 */
function canBeAsked(state: SiteState, { audience, set }: Version): boolean {
  return audience.dues.size === 0 && audience.accountSegments.size === 0 && !state.accounts.leaves.has(set ?? 0);
}
