import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Unused } from '../dropping.js';
import type { Flusher } from '../flusher.js';
import { forgetUnused } from '../in-force.js';
import type { SiteState } from '../site-state.js';

/**
 * Takes segments out of force between two pieces of whatever is being counted, which goes on with what it has of them and
 * shows nothing of that. Nobody is told of exits: the segment has ended, not their membership.
 */
export class Withdrawal {
  /** @param tell tells everybody of the switches of a site that are still open */
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly flusher: Flusher,
    private readonly tell: (state: SiteState) => Promise<void>,
  ) {}

  /** To be called once its definition is not active any more, or is gone. */
  async of(state: SiteState, segment: string): Promise<void> {
    for (let unused: Unused | null = null; unused === null; ) {
      // Those who came and went when it began to show what it does are told first.
      if (isOpen(state, segment)) await this.tell(state);
      unused = await this.applier.exclusively(async () =>
        isOpen(state, segment) ? null : this.takeOut(state, segment),
      );
      if (unused !== null) this.core.dropping.add(unused);
    }
  }

  /** Gives what nobody reads any more. */
  private async takeOut(state: SiteState, segment: string): Promise<Unused> {
    const { segments, leaves } = this.core.options.definitions;
    // What has happened so far is recorded before the members cease to be kept.
    await this.applier.sweep();
    await this.flusher.idle();
    await this.flusher.flush();
    await this.core.periods.close(segment);
    state.batches.delete(segment);
    await segments.deleteRuntime(segment);
    const version = state.shown(segment);
    if (version === undefined) return { leaves: [], sets: [] };
    state.withdraw(segment);
    const unused = forgetUnused(state);
    await leaves.abandon(unused.leaves);
    return version.set === null ? unused : { ...unused, sets: [...unused.sets, version.set] };
  }
}

/** Whether a switch of the segment's set is still being told of. */
function isOpen({ switches }: SiteState, segment: string): boolean {
  return switches.some(({ pairs }) => pairs.some((pair) => pair.segment === segment));
}
