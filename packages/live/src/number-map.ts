/**
 * A small map from ids to values in two arrays sorted by id: a profile holds a few of the many leaves and segments that
 * there are, and what it holds shall lie together in memory. (Objects with far-apart integer keys have room for all
 * the keys between; a Map takes several hundred bytes for its first entry.) Finding costs O(log n), adding O(n); most ids
 * that are not there are told by `signs`, without a look at the arrays, which are seldom in the processor's cache.
 */
export class NumberMap<V> {
  /** The signs of all ids that are there. */
  private signs: number;

  private constructor(
    private ids: readonly number[],
    private values: V[],
  ) {
    this.signs = signsOf(ids);
  }

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
    if ((this.signs & signOf(id)) === 0) return undefined;
    const at = this.place(id);
    return this.ids[at] === id ? this.values[at] : undefined;
  }

  has(id: number): boolean {
    if ((this.signs & signOf(id)) === 0) return false;
    return this.ids[this.place(id)] === id;
  }

  set(id: number, value: V): void {
    const at = this.place(id);
    if (this.ids[at] === id) {
      this.values[at] = value;
      return;
    }
    this.signs |= signOf(id);
    this.ids = inserted(this.ids, at, id);
    this.values = inserted(this.values, at, value);
  }

  delete(id: number): boolean {
    const at = this.place(id);
    if (this.ids[at] !== id) return false;
    this.ids = this.ids.filter((_, index) => index !== at);
    this.values = this.values.filter((_, index) => index !== at);
    this.signs = signsOf(this.ids);
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

/** One of 30 bits, so that their union is a small integer to the engine; neighbours have different ones. */
function signOf(id: number): number {
  return 1 << (id % 30);
}

function signsOf(ids: readonly number[]): number {
  let signs = 0;
  for (const id of ids) signs |= signOf(id);
  return signs;
}

/** A copy with one more item, without the room to grow that `push` and `splice` would leave. */
function inserted<T>(items: readonly T[], at: number, item: T): T[] {
  if (items.length === 0) return [item];
  const all = items.slice(0, at);
  return at === items.length ? all.concat([item]) : all.concat([item], items.slice(at));
}
