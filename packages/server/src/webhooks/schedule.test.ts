import { describe, expect, it } from 'vitest';
import { delayAfter, retryDelays } from './schedule.js';

describe('the wait after a failed attempt', () => {
  it('grows with each attempt, whatever the chance', () => {
    const delays = retryDelays.map((_, index) => index + 1);
    for (const attempts of delays.slice(1)) {
      const longestBefore = delayAfter(retryDelays, attempts - 1, 0.999);
      const shortest = delayAfter(retryDelays, attempts, 0);
      expect(shortest ?? 0).toBeGreaterThan(longestBefore ?? Number.POSITIVE_INFINITY);
    }
  });

  it('stays within a fifth of the plan, and ends', () => {
    expect([delayAfter([1_000], 1, 0), delayAfter([1_000], 1, 0.5), delayAfter([1_000], 1, 1)]).toEqual([
      800, 1_000, 1_200,
    ]);
    expect(delayAfter([1_000], 2, 0.5)).toBeNull();
  });
});
