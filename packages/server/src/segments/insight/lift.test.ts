import { describe, expect, it } from 'vitest';
import { liftOf } from './lift.js';

const shares = (a: number, n: number, all: number, everyone: number) => ({
  segment: { with: a, all: n },
  everyone: { with: all, all: everyone },
});

/** Repeatable chance in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('the lift of a segment', () => {
  it('is its share over the share of everyone', () => {
    expect(liftOf(shares(50, 100, 200, 1000))?.value).toBeCloseTo(2.5);
    expect(liftOf(shares(20, 100, 200, 1000))?.value).toBeCloseTo(1);
  });

  it('is narrow for many and wide for few', () => {
    const few = liftOf(shares(5, 10, 200, 1000));
    const many = liftOf(shares(5000, 10_000, 200_000, 1_000_000));
    expect(few?.value).toBeCloseTo(2.5);
    expect((few?.high ?? 0) - (few?.low ?? 0)).toBeGreaterThan(1);
    expect((many?.high ?? 0) - (many?.low ?? 0)).toBeLessThan(0.2);
  });

  it('has an interval where none or all of the segment have it, within what is possible', () => {
    const none = liftOf(shares(0, 20, 300, 1000));
    expect(none).toMatchObject({ value: 0, low: 0 });
    expect(none?.high).toBeGreaterThan(0);
    expect(none?.high).toBeLessThan(1);
    const all = liftOf(shares(20, 20, 20, 1000));
    expect(all?.value).toBeCloseTo(50);
    expect(all?.low).toBeGreaterThan(1);
    expect(all?.high).toBeLessThanOrEqual(50 + 1e-9);
  });

  it('is 1 of everyone, and nothing where there is nothing to compare', () => {
    expect(liftOf(shares(30, 100, 30, 100))).toEqual({ value: 1, low: 1, high: 1 });
    expect(liftOf(shares(0, 0, 30, 100))).toBeNull();
    expect(liftOf(shares(0, 10, 0, 100))).toBeNull();
  });

  it('is held by its interval about 95 times in 100', () => {
    const random = seeded(7);
    const drawn = (of: number, chance: number) => Array.from({ length: of }, random).filter((x) => x < chance).length;
    for (const [n, m, p, q] of [
      [80, 920, 0.4, 0.2],
      [300, 700, 0.1, 0.15],
      [40, 400, 0.3, 0.3],
      [30, 2000, 0.05, 0.02],
    ] as const) {
      const truth = p / ((n * p + m * q) / (n + m));
      let held = 0;
      const rounds = 2000;
      for (let round = 0; round < rounds; round++) {
        const [a, b] = [drawn(n, p), drawn(m, q)];
        const lift = liftOf(shares(a, n, a + b, n + m));
        if (lift !== null && lift.low <= truth && truth <= lift.high) held += 1;
      }
      expect(held / rounds).toBeGreaterThan(0.93);
      expect(held / rounds).toBeLessThan(0.975);
    }
  });
});
