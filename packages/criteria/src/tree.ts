import type { AtLeastNode, Criteria, Leaf } from './criteria.js';
import { InvalidCriteriaError } from './errors.js';

/**
 * Turns a tree into one function. Conditions are asked in the order written and no more of them than needed.
 *
 * @throws InvalidCriteriaError for a group without conditions, which would otherwise hold of everyone
 */
export function compileTree<S>(
  criteria: Criteria,
  compileLeaf: (leaf: Leaf) => (state: S) => boolean,
): (state: S) => boolean {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return joined(
        partsOf(criteria.of).map((part) => compileTree(part, compileLeaf)),
        criteria.type === 'any',
      );
    case 'not': {
      const part = compileTree(criteria.of, compileLeaf);
      return (state) => !part(state);
    }
    case 'atLeast':
      return atLeast(
        countOf(criteria),
        criteria.of.map((part) => compileTree(part, compileLeaf)),
      );
    default:
      return compileLeaf(criteria);
  }
}

/** Where a tree comes out: it holds, or it does not. Places of tests are not negative. */
export const outcome = { holds: -1, fails: -2 } as const;

/**
 * Turns a tree into tests one after the other, each of which tells where to go on if it holds (`yes`) and if not (`no`).
 * Asks in the same order as `compileTree`, and no more than it. Returns the place to begin with.
 *
 * @param place puts a test of a leaf, or of an "at least", before what is there, and returns its place
 * @throws InvalidCriteriaError for a group without conditions
 */
export function compileJumps(
  criteria: Criteria,
  yes: number,
  no: number,
  place: (part: Leaf | AtLeastNode, yes: number, no: number) => number,
): number {
  switch (criteria.type) {
    case 'all':
      return partsOf(criteria.of).reduceRight((next, part) => compileJumps(part, next, no, place), yes);
    case 'any':
      return partsOf(criteria.of).reduceRight((next, part) => compileJumps(part, yes, next, place), no);
    case 'not':
      return compileJumps(criteria.of, no, yes, place);
    default:
      return place(criteria, yes, no);
  }
}

/** The first part that says what decides the group ends it. */
function joined<S>(parts: readonly ((state: S) => boolean)[], deciding: boolean): (state: S) => boolean {
  return (state) => {
    for (const part of parts) if (part(state) === deciding) return deciding;
    return !deciding;
  };
}

/** Asks no more parts than are needed to know. */
function atLeast<S>(count: number, parts: readonly ((state: S) => boolean)[]): (state: S) => boolean {
  return (state) => {
    let missing = count;
    for (let at = 0; at < parts.length && missing <= parts.length - at; at++) {
      if (parts[at]?.(state) && --missing === 0) return true;
    }
    return false;
  };
}

/**
 * As `compileTree` where some conditions are not known yet (null): Kleene's three-valued logic. The result is null
 * only if the unknown conditions can still decide it.
 */
export function compileTreeKleene<S>(
  criteria: Criteria,
  compileLeaf: (leaf: Leaf) => (state: S) => boolean | null,
): (state: S) => boolean | null {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const deciding = criteria.type === 'any';
      const parts = partsOf(criteria.of).map((part) => compileTreeKleene(part, compileLeaf));
      return (state) => {
        let result: boolean | null = !deciding;
        for (const part of parts) {
          const value = part(state);
          if (value === deciding) return deciding;
          if (value === null) result = null;
        }
        return result;
      };
    }
    case 'not': {
      const part = compileTreeKleene(criteria.of, compileLeaf);
      return (state) => {
        const value = part(state);
        return value === null ? null : !value;
      };
    }
    case 'atLeast': {
      const count = countOf(criteria);
      const parts = criteria.of.map((part) => compileTreeKleene(part, compileLeaf));
      return (state) => {
        let certain = 0;
        let unknown = 0;
        for (const part of parts) {
          const value = part(state);
          if (value === true) certain += 1;
          else if (value === null) unknown += 1;
        }
        return kleeneAtLeast(count, certain, unknown);
      };
    }
    default:
      return compileLeaf(criteria);
  }
}

/** "At least so many", when so many parts are true and so many unknown. */
export function kleeneAtLeast(count: number, certain: number, unknown: number): boolean | null {
  if (certain >= count) return true;
  return certain + unknown >= count ? null : false;
}

function countOf({ count, of }: AtLeastNode): number {
  if (count >= 1 && count <= of.length) return count;
  throw new InvalidCriteriaError(`At least ${count} of ${of.length} conditions is no condition`);
}

function partsOf(of: readonly Criteria[]): readonly Criteria[] {
  if (of.length === 0) throw new InvalidCriteriaError('A group needs at least one condition');
  return of;
}
