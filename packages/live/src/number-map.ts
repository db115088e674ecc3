/**
 * A small map from ids to values in two arrays sorted by id: a profile holds a few of the many leaves and segments that
 * there are, and what it holds shall lie together in memory. (Objects with far-apart integer keys have room for all
 * the keys between; a Map takes several hundred bytes for its first entry.) Finding costs O(log n), adding O(n).
 */
export class NumberMap<V> {
  private constructor(
    private ids: readonly number[],
    private values: V[],
  ) {}

  static empty<V>(): NumberMap<V> {
    return new NumberMap<V>(none, []);
  }

  /** From an object with integer keys, as JSON has it. */
  static from<V>(entries: Readonly<Record<number, V>>): NumberMap<V> {
    // Engines list integer keys in ascending order.
    const ids = Object.keys(entries);
    return ids.length === 0 ? NumberMap.empty() : new NumberMap(ids.map(Number), Object.values(entries));
  }

  get size(): number {
    return this.ids.length;
  }

  get(id: number): V | undefined {
    const at = this.place(id);
    return this.ids[at] === id ? this.values[at] : undefined;
  }

  has(id: number): boolean {
    return this.ids[this.place(id)] === id;
  }

  set(id: number, value: V): void {
    const at = this.place(id);
    if (this.ids[at] === id) {
      this.values[at] = value;
      return;
    }
    this.ids = inserted(this.ids, at, id);
    this.values = inserted(this.values, at, value);
  }

  delete(id: number): boolean {
    const at = this.place(id);
    if (this.ids[at] !== id) return false;
    this.ids = this.ids.filter((_, index) => index !== at);
    this.values = this.values.filter((_, index) => index !== at);
    return true;
  }

  /** Ascending; what is put in or taken out meanwhile is not seen. */
  keys(): readonly number[] {
    return this.ids;
  }

  toJSON(): Record<number, V> {
    const entries: Record<number, V> = {};
    for (const [index, value] of this.values.entries()) entries[this.ids[index] ?? 0] = value;
    return entries;
  }

  /** Of the first id that is not less. */
  private place(id: number): number {
    const { ids } = this;
    let from = 0;
    let to = ids.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((ids[middle] ?? 0) < id) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

const none: readonly number[] = [];

/** A copy with one more item, without the room to grow that `push` and `splice` would leave. */
function inserted<T>(items: readonly T[], at: number, item: T): T[] {
  if (items.length === 0) return [item];
  const all = items.slice(0, at);
  return at === items.length ? all.concat([item]) : all.concat([item], items.slice(at));
}
