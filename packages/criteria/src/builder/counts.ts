import type { EventCount } from '../criteria.js';

/** How many. */
export interface Counts<Next> {
  atLeast(count: number): Next;
  atMost(count: number): Next;
  exactly(count: number): Next;
  /** Both ends included. */
  between(low: number, high: number): Next;
}

export function countsOf<Next>(finish: (count: EventCount) => Next): Counts<Next> {
  return {
    atLeast: (count) => finish({ atLeast: count }),
    atMost: (count) => finish({ atMost: count }),
    exactly: (count) => finish({ exactly: count }),
    between: (low, high) => finish({ between: [low, high] }),
  };
}
