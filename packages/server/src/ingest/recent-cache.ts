/**
 * A bounded map that forgets what has not been asked for in a while. Two generations, so that a hit costs one lookup
 * and changes nothing: when the younger one is full it becomes the older, whose entries are forgotten unless asked for.
 */
export class RecentCache<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  /** @param capacity at most so many entries are remembered, and half as many of the latest always */
  constructor(private readonly capacity: number) {}

  /** The value of `key`, made at most once while it stays remembered. */
  get(key: string, make: (key: string) => V): V {
    const known = this.young.get(key);
    if (known !== undefined) return known;
    const value = this.old.get(key) ?? make(key);
    if (this.young.size >= this.capacity / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
    return value;
  }
}
