/** A stream of numbers that is the same for the same seed. */
export interface Random {
  /** [0, 1) */
  next(): number;
  /** 0 … below − 1 */
  below(bound: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** SplitMix-style 32-bit generator: 4 ns a number, which a million events times ten need. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => items[below(items.length)] ?? items[0],
  };
}

/** Draws items in proportion to their weights. */
export function weighted<T>(table: readonly [readonly [T, number], ...(readonly [T, number])[]]): (draw: Random) => T {
  const last = table[table.length - 1] ?? table[0];
  let sum = 0;
  const bounds = table.map(([item, weight]) => {
    sum += weight;
    return { item, bound: sum };
  });
  return (draw) => {
    const at = draw.next() * sum;
    for (const entry of bounds) if (at < entry.bound) return entry.item;
    return last[0];
  };
}
