import type { Criteria, Leaf } from '../criteria.js';

/** A leaf's number doubled, one more where the leaf must not hold. */
export type Literal = number;

/** True when every clause has a literal that holds; where `flipped`, when not. */
export interface NormalForm {
  readonly clauses: readonly (readonly Literal[])[];
  readonly flipped: boolean;
}

const mostClauses = 12;

/**
 * A tree as clauses, or the opposite of it as clauses, whichever is shorter: groups of groups two deep are short in one
 * of the two. Null where both are long.
 */
export function normalForm(criteria: Criteria, numberOf: (leaf: Leaf) => number): NormalForm | null {
  const straight = clausesOf(criteria, false, numberOf);
  const opposite = clausesOf(criteria, true, numberOf);
  if (straight !== null && (opposite === null || straight.length <= opposite.length)) {
    return { clauses: straight, flipped: false };
  }
  return opposite === null ? null : { clauses: opposite, flipped: true };
}

function clausesOf(criteria: Criteria, negated: boolean, numberOf: (leaf: Leaf) => number): Literal[][] | null {
  switch (criteria.type) {
    case 'not':
      return clausesOf(criteria.of, !negated, numberOf);
    case 'all':
    case 'any': {
      const every = (criteria.type === 'all') !== negated;
      let clauses: Literal[][] | null = null;
      for (const part of criteria.of) {
        const more = clausesOf(part, negated, numberOf);
        if (more === null) return null;
        if (clauses === null) clauses = more;
        else clauses = every ? [...clauses, ...more] : product(clauses, more);
        if (clauses.length > mostClauses) return null;
      }
      return clauses;
    }
    case 'atLeast':
      return null;
    default:
      return [[numberOf(criteria) * 2 + (negated ? 1 : 0)]];
  }
}

/** One of these or one of those, clause by clause; what holds in any case is left out. */
function product(left: readonly Literal[][], right: readonly Literal[][]): Literal[][] {
  const clauses: Literal[][] = [];
  for (const some of left) {
    for (const others of right) {
      const clause = [...new Set([...some, ...others])];
      if (!clause.some((literal) => clause.includes(literal ^ 1))) clauses.push(clause);
    }
  }
  return clauses;
}
