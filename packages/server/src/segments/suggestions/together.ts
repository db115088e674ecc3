import { countBoth, inEither, type People } from './bits.js';

/** Several groups as one: anybody who is in one of them. */
export interface Together {
  /** Places of the groups, in the order in which they were added. */
  readonly of: readonly number[];
  readonly size: number;
  readonly having: number;
}

const mostParts = 5;

interface Union extends Together {
  readonly people: People;
}

/**
 * Which of the groups, taken together, meet the people with the outcome best: of those found, the one that adds most to
 * the F₁ score is added until none adds to it, five at most. F₁ is the harmonic mean of precision (the share of those
 * found who have the outcome) and recall (the share of those with the outcome who are found), 2·having ÷ (size + outcome)
 * (van Rijsbergen 1979, Information Retrieval, 2nd ed., chapter 7). Null of less than two groups.
 */
export function together(groups: readonly People[], outcome: People, having: number): Together | null {
  const score = (union: Union): number => (2 * union.having) / (union.size + having);
  let best: Union | null = null;
  for (let parts = 0; parts < mostParts; parts += 1) {
    const present: Union | null = best;
    const [first]: Union[] = widened(present, groups, outcome).sort((a, b) => score(b) - score(a));
    if (first === undefined || (present !== null && score(first) <= score(present))) break;
    best = first;
  }
  if (best === null || best.of.length < 2) return null;
  return { of: best.of, size: best.size, having: best.having };
}

/** A union with each of the groups that are not in it. */
function widened(union: Union | null, groups: readonly People[], outcome: People): Union[] {
  return groups.flatMap((group, at) => {
    if (union?.of.includes(at) === true) return [];
    const people = union === null ? group : inEither(union.people, group);
    return [{ of: [...(union?.of ?? []), at], people, ...countBoth(people, people, outcome) }];
  });
}
