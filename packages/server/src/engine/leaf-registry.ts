import type { Calendar } from '@kindred/criteria';
import { calendarKey, type LiveLeaf } from '@kindred/live';

/** A registered leaf: the same condition in several segments is one. */
export interface RegisteredLeaf {
  readonly id: number;
  readonly key: string;
  readonly leaf: LiveLeaf;
  /** By which it counts; what it has counted by another says nothing of this one. */
  readonly calendar: Calendar;
  readonly state: 'backfilling' | 'ready';
}

/**
 * A site's leaves by id. During a recount two leaves of the same key and calendar stand side by side, of which at most one
 * is ready.
 */
export class LeafRegistry {
  private readonly byId = new Map<number, RegisteredLeaf>();
  private readonly readyLeaves = new Map<string, RegisteredLeaf>();

  add(leaf: RegisteredLeaf): RegisteredLeaf {
    this.byId.set(leaf.id, leaf);
    if (leaf.state === 'ready') this.readyLeaves.set(calendarKey(leaf.key, leaf.calendar), leaf);
    return leaf;
  }

  /** Its history has been counted. A leaf of the same key that was ready before stays until nobody uses it. */
  makeReady(leaf: RegisteredLeaf): RegisteredLeaf {
    return this.add({ ...leaf, state: 'ready' });
  }

  ready(key: string, calendar: Calendar): RegisteredLeaf | undefined {
    return this.readyLeaves.get(calendarKey(key, calendar));
  }

  delete(id: number): void {
    const leaf = this.byId.get(id);
    if (leaf === undefined) return;
    this.byId.delete(id);
    const place = calendarKey(leaf.key, leaf.calendar);
    if (this.readyLeaves.get(place)?.id === id) this.readyLeaves.delete(place);
  }

  get(id: number): RegisteredLeaf | undefined {
    return this.byId.get(id);
  }

  ids(): Iterable<number> {
    return this.byId.keys();
  }

  values(): Iterable<RegisteredLeaf> {
    return this.byId.values();
  }
}
