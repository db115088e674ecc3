import { setImmediate as nextTurn } from 'node:timers/promises';
import { decodeProfile, type Profile } from '@kindred/live';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import { idsOfEvent } from './identities.js';
import type { SiteState } from './site-state.js';
import { mergePast } from './stored-past.js';

/** Brings people into memory before anything is done to them. */
export class People {
  /** Loads under way, and what new ones have to wait for. */
  private loading = 0;
  private held: Promise<void> | null = null;

  constructor(private readonly core: Core) {}

  /**
   * Brings in identities and profiles of these events. They stay until it is called again: what one event brings about may
   * bring in every member of a group, reads bring in others, and whoever is missing is taken for somebody new.
   */
  async ofEvents(
    state: SiteState,
    events: readonly Pick<AcceptedEvent, 'type' | 'userId' | 'anonymousId' | 'previousId'>[],
  ): Promise<void> {
    const { core } = this;
    const ids = events.map(idsOfEvent);
    const site = state.site.id;
    await core.identities.load(site, ids);
    core.identities.need(site, ids);
    const profiles = new Set<number>();
    for (const { user, anonymous } of ids) {
      if (user !== null) profiles.add(core.identities.find(site, user, null) ?? 0);
      if (anonymous !== null) profiles.add(core.identities.find(site, null, anonymous) ?? 0);
    }
    profiles.delete(0);
    core.profiles.need((await this.profiles([...profiles])).map((profile) => [profile.id, profile]));
  }

  /** The profiles that exist of these ids, by way of memory. */
  async profiles(ids: readonly number[]): Promise<Profile[]> {
    const { core } = this;
    const isGone = (id: number): boolean => core.unwritten.deletedProfiles.has(id) || core.deleting.has(id);
    const found = new Map<number, Profile>();
    // Each once: what was counted of a profile's past is made part of it as often as it is asked for.
    const missing = new Set<number>();
    for (const id of ids) {
      const profile = core.profiles.get(id);
      if (profile !== undefined) found.set(id, profile);
      else if (!isGone(id)) missing.add(id);
    }
    if (missing.size > 0) for (const [id, profile] of await this.load([...missing])) found.set(id, profile);
    return ids.map((id) => found.get(id) ?? core.profiles.get(id)).filter((profile) => profile !== undefined);
  }

  /** Adds to the stored pasts. Nobody is brought in meanwhile, with or without what is being written. */
  async addPasts<T>(write: () => Promise<T>): Promise<T> {
    let release = (): void => undefined;
    this.held = new Promise((resolve) => {
      release = resolve;
    });
    try {
      while (this.loading > 0) await nextTurn();
      return await write();
    } finally {
      this.held = null;
      release();
    }
  }

  private async load(missing: readonly number[]): Promise<ReadonlyMap<number, Profile>> {
    const { core } = this;
    while (this.held !== null) await this.held;
    this.loading++;
    try {
      const rows = await core.store.profiles(missing);
      const read = rows.flatMap((row) => (row === null ? [] : [this.current(decodeProfile(row))]));
      const pasts = await core.store.pasts(read.map(({ id, pasts }) => ({ profile: id, after: pasts })));
      const found = new Map<number, Profile>();
      const brought = new Map<number, Profile>();
      for (const profile of read) {
        // Somebody else may have brought it in while we waited.
        const known = core.profiles.get(profile.id);
        found.set(profile.id, known ?? profile);
        if (known !== undefined) continue;
        core.profiles.keep(profile.id, profile);
        brought.set(profile.id, profile);
      }
      for (const past of pasts) {
        const profile = brought.get(past.profile);
        const state = profile === undefined ? undefined : core.sites.get(profile.site);
        if (profile !== undefined && state !== undefined) mergePast(state, profile, past, core.now);
      }
      return found;
    } finally {
      this.loading--;
    }
  }

  /** Drops what belongs to leaves and sets that are no more. */
  private current(profile: Profile): Profile {
    const index = this.core.sites.get(profile.site)?.index;
    if (index === undefined) return profile;
    for (const id of profile.leaves.keys()) if (!index.leavesById.has(id)) profile.leaves.delete(id);
    for (const set of profile.memberships.keys()) if (!index.heldSets.has(set)) profile.memberships.delete(set);
    return profile;
  }
}
