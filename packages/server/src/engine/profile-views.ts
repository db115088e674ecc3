import type { Profile } from '@kindred/live';
import type { ProfileView } from './contract.js';
import type { Core } from './core.js';
import type { People } from './people.js';
import type { SiteState } from './site-state.js';
import type { Transitions } from './transitions.js';

/** People as those who ask see them: with their ids, and what they are in at this very instant. */
export class ProfileViews {
  constructor(
    private readonly core: Core,
    private readonly people: People,
    private readonly transitions: Transitions,
    private readonly now: () => number,
  ) {}

  /** In the order of the ids. One that has become part of another shows that other; people of other sites are not found. */
  async of(state: SiteState, ids: readonly number[]): Promise<readonly ProfileView[]> {
    const present = await this.people.profiles(ids);
    const found = new Map(present.map((profile) => [profile.id, profile]));
    const moved = ids.filter((id) => !found.has(id));
    if (moved.length > 0) {
      for (const row of await this.core.identities.byNumber(moved)) {
        const [other] = row.profile === row.id ? [] : await this.people.profiles([row.profile]);
        if (other !== undefined) found.set(row.id, other);
      }
    }
    const views: ProfileView[] = [];
    for (const id of ids) {
      const profile = found.get(id);
      if (profile?.site === state.site.id) views.push(await this.view(state, profile));
    }
    return views;
  }

  private async view(state: SiteState, profile: Profile): Promise<ProfileView> {
    const identities = await this.core.identities.of(profile.id);
    const anonymousIds = identities.filter((row) => row.kind === 'anonymous').map((row) => row.value);
    const { id, userId, traits, traitTimes, groups, firstSeen, lastSeen } = profile;
    const memberships = this.memberships(state, profile);
    return { id, userId, anonymousIds, traits, traitTimes, groups, firstSeen, lastSeen, memberships };
  }

  /** What the profile is in, whether or not the sweep has come by. */
  private memberships(state: SiteState, profile: Profile): { segment: string; since: number }[] {
    const now = this.now();
    const shown = state.index.kept.filter((version) => version.phase === 'shown');
    const holding =
      profile.dueAt !== null && profile.dueAt <= now
        ? this.transitions.holding(state, profile, shown, now, null)
        : null;
    return shown.flatMap((version) => {
      const since = profile.memberships.get(version.set ?? 0);
      if (holding === null ? since === undefined : !holding.includes(version)) return [];
      return [{ segment: version.definition.id, since: since ?? profile.dueAt ?? now }];
    });
  }
}
