import { describe, expect, it } from 'vitest';
import { logPValue } from './exact-test.js';

const p = (a: number, n: number, b: number, m: number) =>
  Math.exp(logPValue({ group: { having: a, size: n }, others: { having: b, size: m } }));

describe('Fisher’s exact test', () => {
  it('is what one reckons by hand: the lady who tastes tea', () => {
    // Three of four cups right: (C(4,3)·C(4,1) + C(4,4)·C(4,0)) / C(8,4) = 17/70 one-sided.
    expect(p(3, 4, 1, 4)).toBeCloseTo((2 * 17) / 70, 12);
    // All four: 1/70.
    expect(p(4, 4, 0, 4)).toBeCloseTo(2 / 70, 12);
    expect(p(0, 4, 4, 4)).toBeCloseTo(2 / 70, 12);
    // As usual: nothing unusual about it.
    expect(p(2, 4, 2, 4)).toBe(1);
  });

  it('reckons small tables as counting all draws does', () => {
    // 2 of 3 against 1 of 7: (C(3,2)·C(7,1) + C(3,3)·C(7,0)) / C(10,3) = 22/120.
    expect(p(2, 3, 1, 7)).toBeCloseTo((2 * 22) / 120, 12);
    // 5 of 5 against 5 of 15: C(10,5) / C(20,5) = 252/15504.
    expect(p(5, 5, 5, 15)).toBeCloseTo((2 * 252) / 15_504, 12);
  });

  it('has nothing to say where nobody or everybody has it, or nobody else is there', () => {
    expect(p(0, 10, 0, 90)).toBe(1);
    expect(p(10, 10, 90, 90)).toBe(1);
    expect(p(3, 10, 0, 0)).toBe(1);
  });

  it('knows chances too small for a number, of millions of people', () => {
    const log = logPValue({
      group: { having: 90_000, size: 100_000 },
      others: { having: 90_000, size: 900_000 },
    });
    expect(log).toBeLessThan(-100_000);
    expect(Number.isFinite(log)).toBe(true);
    // The normal approximation is good here: z = 3 has a two-sided p of 0.0027.
    const n = 500_000;
    const deviation = Math.sqrt((n * 0.5 * 0.5 * n) / (2 * n - 1));
    const off = Math.round(3 * deviation);
    expect(p(n / 2 + off, n, n / 2 - off, n)).toBeCloseTo(0.0027, 4);
  });

  it('is the same whichever of the two is called the group', () => {
    for (const [a, n, b, m] of [
      [7, 40, 3, 60],
      [0, 20, 9, 50],
      [31, 33, 1, 2],
    ] as const) {
      expect(p(a, n, b, m)).toBeCloseTo(p(b, m, a, n), 10);
    }
  });
});
