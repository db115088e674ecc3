import type { LiveLeaf } from '@kindred/live';

/** A registered leaf: the same condition in several segments is one. */
export interface RegisteredLeaf {
  readonly id: number;
  readonly key: string;
  readonly leaf: LiveLeaf;
  readonly state: 'backfilling' | 'ready';
}

/** A site's leaves by id. During a recount two leaves of the same key stand side by side, of which at most one is ready. */
export class LeafRegistry {
  private readonly byId = new Map<number, RegisteredLeaf>();
  private readonly readyByKey = new Map<string, RegisteredLeaf>();

  add(leaf: RegisteredLeaf): RegisteredLeaf {
    this.byId.set(leaf.id, leaf);
    if (leaf.state === 'ready') this.readyByKey.set(leaf.key, leaf);
    return leaf;
  }

  /** Its history has been counted. A leaf of the same key that was ready before stays until nobody uses it. */
  makeReady(leaf: RegisteredLeaf): RegisteredLeaf {
    return this.add({ ...leaf, state: 'ready' });
  }

  ready(key: string): RegisteredLeaf | undefined {
    return this.readyByKey.get(key);
  }

  delete(id: number): void {
    const leaf = this.byId.get(id);
    if (leaf === undefined) return;
    this.byId.delete(id);
    if (this.readyByKey.get(leaf.key)?.id === id) this.readyByKey.delete(leaf.key);
  }

  ids(): Iterable<number> {
    return this.byId.keys();
  }

  values(): Iterable<RegisteredLeaf> {
    return this.byId.values();
  }
}
