import { decodeProfile, type Profile } from '@kindred/live';
import type { AcceptedEvent } from './contract.js';
import type { Core } from './core.js';
import { usableId } from './identities.js';
import type { SiteState } from './site-state.js';

/** Brings people into memory before anything is done to them. */
export class People {
  constructor(private readonly core: Core) {}

  /** Brings in identities and profiles of these events. */
  async ofEvents(
    state: SiteState,
    events: readonly Pick<AcceptedEvent, 'type' | 'userId' | 'anonymousId' | 'previousId'>[],
  ): Promise<void> {
    const { core } = this;
    const ids = events.map((event) => ({
      user: usableId(event.userId),
      anonymous: usableId(event.type === 'alias' ? (event.previousId ?? event.anonymousId) : event.anonymousId),
    }));
    const site = state.site.id;
    await core.identities.load(site, ids);
    const profiles = new Set<number>();
    for (const { user, anonymous } of ids) {
      if (user !== null) profiles.add(core.identities.find(site, user, null) ?? 0);
      if (anonymous !== null) profiles.add(core.identities.find(site, null, anonymous) ?? 0);
    }
    profiles.delete(0);
    await this.profiles([...profiles]);
  }

  /** The profiles that exist of these ids, by way of memory. */
  async profiles(ids: readonly number[]): Promise<Profile[]> {
    const { core } = this;
    const isGone = (id: number): boolean => core.unwritten.deletedProfiles.has(id) || core.deleting.has(id);
    const missing = ids.filter((id) => !core.profiles.has(id) && !isGone(id));
    if (missing.length > 0) {
      for (const row of await core.store.profiles(missing)) {
        // Somebody else may have brought it in while we waited.
        if (row === null || core.profiles.has(row.id)) continue;
        core.profiles.keep(row.id, this.current(decodeProfile(row)));
      }
    }
    return ids.map((id) => core.profiles.get(id)).filter((profile) => profile !== undefined);
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
