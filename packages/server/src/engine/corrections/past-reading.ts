import { type LeafState, type LiveLeaf, leafAfter, NumberMap, type Profile, touchedBy } from '@kindred/live';
import type { IdentityRow } from '@kindred/store';
import type { IdentityEvent } from '@kindred/warehouse';
import type { Applier } from '../applier.js';
import type { Core } from '../core.js';
import type { Flusher } from '../flusher.js';
import type { Forwarder } from '../forwarder.js';
import { WarehouseBehindError } from '../recount/recount-run.js';
import type { SiteState } from '../site-state.js';

const longestForward = 600_000;

/** Everything that somebody did, as far as any condition of the site can ask. */
export interface Past {
  readonly identities: readonly IdentityRow[];
  readonly events: readonly PastEvent[];
}

export interface PastEvent extends IdentityEvent {}

/**
 * Reads the past of a few people while traffic goes on: from the warehouse up to a log position, and from the live path
 * what was applied to them since. To be used within `PastLock`.
 */
export class PastReading {
  constructor(
    private readonly core: Core,
    private readonly applier: Applier,
    private readonly flusher: Flusher,
    private readonly forwarder: Forwarder,
  ) {}

  /** Makes everything applied so far readable from the store; to be called between two pieces of work. */
  async write(): Promise<void> {
    await this.flusher.idle();
    await this.flusher.flush();
  }

  /** Brings everything applied so far into the warehouse. */
  async settle(): Promise<void> {
    await this.applier.exclusively(() => this.write());
    if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
  }

  /**
   * @param use is called between two pieces of work with the past of each by the profile that they are part of by then,
   *   complete up to that moment; everything that it changes is part of one flush
   */
  async of<T>(
    state: SiteState,
    profiles: readonly number[],
    use: (pasts: ReadonlyMap<number, Past>) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const outcome = await this.attempt(state, profiles, use);
      if (outcome !== joinedMeanwhile) return outcome;
    }
  }

  private async attempt<T>(
    state: SiteState,
    profiles: readonly number[],
    use: (pasts: ReadonlyMap<number, Past>) => Promise<T>,
  ): Promise<T | typeof joinedMeanwhile> {
    const { core } = this;
    const begun = await this.applier.exclusively(async () => {
      await this.write();
      const present = await core.identities.present(profiles);
      const identities = new Map<number, readonly IdentityRow[]>();
      for (const id of present) identities.set(id, await core.identities.of(id));
      const followings = present.map((id) => [id, core.followed.begin(id)] as const);
      return { position: core.position, identities, followings };
    });
    try {
      if (!(await this.forwarder.settle(longestForward))) throw new WarehouseBehindError();
      const ofIdentity = await this.read(state, [...begun.identities.values()].flat(), begun.position);
      return await this.applier.exclusively(async () => {
        if (begun.followings.some(([, { joined }]) => joined)) return joinedMeanwhile;
        // Who comes or goes by what is put right does so now, not when something happened last.
        await this.applier.sweep();
        await this.applier.people.profiles([...begun.identities.keys()]);
        const pasts = new Map<number, Past>();
        for (const [id, { events: since }] of begun.followings) {
          const before = (begun.identities.get(id) ?? []).flatMap((row) => ofIdentity.get(row.id) ?? []);
          const later = since.map(({ identity, event }): PastEvent => ({ ...event, id: event.messageId, identity }));
          const events = [...before, ...later].sort((a, b) => a.time - b.time);
          pasts.set(id, { identities: await core.identities.of(id), events });
        }
        return await use(pasts);
      });
    } finally {
      for (const [id] of begun.followings) core.followed.end(id);
    }
  }

  private async read(
    state: SiteState,
    identities: readonly IdentityRow[],
    position: number,
  ): Promise<ReadonlyMap<number, PastEvent[]>> {
    const found = new Map<number, PastEvent[]>();
    const pages = this.core.warehouse.eventsOf(
      state.site.id,
      identities.map(({ id }) => id),
      namesOf([...state.leaves.values()].map(({ leaf }) => leaf)),
      position,
      { purpose: 'backfill' },
    );
    for await (const page of pages) {
      for (const event of page) {
        const known = found.get(event.identity);
        if (known === undefined) found.set(event.identity, [event]);
        else known.push(event);
      }
    }
    return found;
  }
}

const joinedMeanwhile = Symbol('somebody joined the profile meanwhile');

/** Names of the events that any of these leaves is touched by; null: all. */
function namesOf(leaves: readonly LiveLeaf[]): string[] | null {
  const names = new Set<string>();
  for (const leaf of leaves) {
    const touching = touchedBy(leaf);
    if (touching === null) return null;
    for (const name of touching) names.add(name);
  }
  return [...names];
}

/** The state of every leaf of a site after these events. */
export function statesAfter(state: SiteState, events: readonly PastEvent[], now: number): Profile['leaves'] {
  const touching = new Map<LiveLeaf, PastEvent[]>();
  for (const event of events) {
    if (event.name === '') continue;
    for (const leaf of state.index.leavesByEvent.touched(event)) {
      const known = touching.get(leaf);
      if (known === undefined) touching.set(leaf, [event]);
      else known.push(event);
    }
  }
  const leaves = NumberMap.empty<LeafState>();
  for (const [leaf, its] of touching) {
    const counted = leafAfter(leaf, its, now);
    if (counted !== undefined) leaves.set(leaf.id, counted);
  }
  return leaves;
}
