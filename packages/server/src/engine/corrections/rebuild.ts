import type { Profile } from '@kindred/live';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { SiteState } from '../site-state.js';
import type { Transitions } from '../transitions.js';
import { type PastReading, statesAfter } from './past-reading.js';

/** People whose past is held in memory at a time. */
const chunk = 50;

/** Counts the leaves of some people anew from their events, and asks every segment about them again. */
export class Rebuild {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly transitions: Transitions,
    private readonly past: PastReading,
  ) {}

  /** @param then is called with each of them, as who they are by then, between two pieces of work, before it is written */
  async of(
    state: SiteState,
    profiles: readonly number[],
    cause: string,
    then: (profile: Profile) => void = () => undefined,
  ): Promise<void> {
    for (let from = 0; from < profiles.length; from += chunk) {
      await this.past.of(state, profiles.slice(from, from + chunk), async (pasts) => {
        for (const profile of await this.applier.people.profiles([...pasts.keys()])) {
          this.transitions.settle(state, profile, this.core.now);
          profile.leaves = statesAfter(state, pasts.get(profile.id)?.events ?? [], this.core.now);
          this.askAgain(state, profile, cause);
          then(profile);
        }
        await this.applier.accounts.settle(this.core.now, cause);
        await this.past.write();
      });
    }
  }

  /** Asks every segment about somebody of whom everything may have changed. */
  askAgain(state: SiteState, profile: Profile, cause: string): void {
    const { core } = this;
    this.transitions.evaluate(state, profile, state.index.kept, core.now, cause);
    this.transitions.schedule(state, profile, core.now);
    core.unwritten.snapshots.add(profile.id);
    core.touch(profile);
  }
}
