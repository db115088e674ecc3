import type { PropertyBag } from '@kindred/criteria';
import type { Applier } from './applier.js';
import type { Decision, ProfileView, VisitorIds } from './contract.js';
import type { Core } from './core.js';
import { decide } from './decision.js';
import { usableId } from './identities.js';
import { ProfileViews } from './profile-views.js';
import type { SiteState } from './site-state.js';
import type { Transitions } from './transitions.js';

/** Reads of visitors, exact at the instant at which they are asked for. */
export class Visitors {
  private readonly views: ProfileViews;

  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly now: () => number,
  ) {
    this.views = new ProfileViews(core, applier.people, transitions, now);
  }

  /** The profile of a visitor; null: there is none. */
  async resolve(site: number, ids: VisitorIds): Promise<number | null> {
    const { identities } = this.core;
    const wanted = { user: usableId(ids.userId), anonymous: usableId(ids.anonymousId) };
    const held = identities.findHeld(site, wanted.user, wanted.anonymous);
    if (held !== null) return held;
    await identities.load(site, [wanted]);
    return identities.find(site, wanted.user, wanted.anonymous);
  }

  async profiles(state: SiteState, ids: readonly number[]): Promise<readonly ProfileView[]> {
    await this.accountsUpToNow(state);
    return this.views.of(state, ids);
  }

  async decide(state: SiteState, ids: VisitorIds, request: PropertyBag): Promise<Decision> {
    await this.accountsUpToNow(state);
    const id = await this.resolve(state.site.id, ids);
    const profile =
      id === null ? undefined : (this.core.profiles.get(id) ?? (await this.applier.people.profiles([id]))[0]);
    return decide(this.transitions, state, profile ?? null, usableId(ids.userId), this.now(), request);
  }

  /**
   * What time changes of accounts is not seen in the people who belong to them: where segments of people ask about
   * accounts, what is due has to have come before anybody is read.
   */
  private async accountsUpToNow({ accounts }: SiteState): Promise<void> {
    if (accounts.watches.length === 0) return;
    const { accountDues, dues } = this.core;
    const ofAccounts = accountDues.next ?? Number.POSITIVE_INFINITY;
    const ofPeople = accounts.leaves.size === 0 ? Number.POSITIVE_INFINITY : (dues.next ?? Number.POSITIVE_INFINITY);
    if (Math.min(ofAccounts, ofPeople) <= this.now()) await this.applier.exclusively(() => this.applier.sweep());
  }
}
