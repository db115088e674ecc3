/**
 * Hot rows by key. Unwritten rows are pinned: they stay until the flush that writes them has committed, so a miss always
 * means that the store's row is the present one. The rest lives in two generations, which costs no bookkeeping a read, and
 * goes with the next rows but so many: what has to stay for a piece of work is pinned by `need`.
 */
export class ResidentCache<K, V> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();
  private dirty = new Map<K, V>();
  private flushing = new Map<K, V>();
  private needed = new Map<K, V>();

  /** @param capacity rows of one generation; up to twice as many stay, besides pinned ones */
  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const pinned = this.dirty.get(key) ?? this.flushing.get(key);
    if (pinned !== undefined) return pinned;
    const old = this.old.get(key);
    if (old === undefined) return this.needed.get(key);
    this.keep(key, old);
    return old;
  }

  has(key: K): boolean {
    return this.peek(key) !== undefined;
  }

  /** What is held, without taking it for needed: for a look at everybody. */
  peek(key: K): V | undefined {
    return (
      this.young.get(key) ?? this.old.get(key) ?? this.dirty.get(key) ?? this.flushing.get(key) ?? this.needed.get(key)
    );
  }

  /** Holds a row just read from the store. */
  keep(key: K, value: V): void {
    if (this.young.size >= this.capacity) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  /** Pins rows too, however many others come in, until other rows are needed. Of a row held already that one stays. */
  need(rows: Iterable<readonly [K, V]>): void {
    const needed = new Map<K, V>();
    for (const [key, value] of rows) needed.set(key, this.peek(key) ?? value);
    this.needed = needed;
  }

  /** Holds a row that the store does not have yet. */
  write(key: K, value: V): void {
    this.dirty.set(key, value);
    if (this.needed.has(key)) this.needed.set(key, value);
    if (this.young.get(key) !== value) this.keep(key, value);
  }

  /** Drops a row that is to be deleted, also while it is being written. */
  forget(key: K): void {
    this.young.delete(key);
    this.old.delete(key);
    this.dirty.delete(key);
    this.flushing.delete(key);
    this.needed.delete(key);
  }

  get unwritten(): number {
    return this.dirty.size;
  }

  /** Hands out the unwritten rows; they stay pinned until `written`. */
  takeUnwritten(): V[] {
    this.flushing = this.dirty;
    this.dirty = new Map();
    return [...this.flushing.values()];
  }

  written(): void {
    this.flushing = new Map();
  }

  get size(): number {
    return this.young.size + this.old.size;
  }
}
