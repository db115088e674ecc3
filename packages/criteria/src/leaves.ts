import { leafKey } from './canonical.js';
import type { Criteria, Leaf } from './criteria.js';

/** The distinct conditions of a tree, in the order in which they are first met; what is inside `where` belongs to its event, what is asked of an account’s people to that condition. */
export function leavesOf(criteria: Criteria): Leaf[] {
  const leaves = new Map<string, Leaf>();
  visitLeaves(criteria, (leaf) => {
    const key = leafKey(leaf);
    if (!leaves.has(key)) leaves.set(key, leaf);
  });
  return [...leaves.values()];
}

/** Ids of the segments that a tree asks about by itself, of an account or of its people, each once. */
export function referencedSegments(criteria: Criteria): string[] {
  const segments = new Set<string>();
  const visit = (leaf: Leaf): void => {
    if (leaf.type === 'segment') segments.add(leaf.segment);
    else if (leaf.type === 'people') visitLeaves(leaf.of, visit);
  };
  visitLeaves(criteria, visit);
  return [...segments];
}

function visitLeaves(criteria: Criteria, visit: (leaf: Leaf) => void): void {
  switch (criteria.type) {
    case 'all':
    case 'any':
    case 'atLeast':
      for (const part of criteria.of) visitLeaves(part, visit);
      return;
    case 'not':
      visitLeaves(criteria.of, visit);
      return;
    default:
      visit(criteria);
  }
}

/** The same criteria about segments of other names, for where ids differ: two servers, or files that name segments by key. */
export function renameSegments(criteria: Criteria, rename: (segment: string) => string): Criteria {
  switch (criteria.type) {
    case 'all':
    case 'any':
    case 'atLeast':
      return { ...criteria, of: criteria.of.map((part) => renameSegments(part, rename)) };
    case 'not':
    case 'people':
      return { ...criteria, of: renameSegments(criteria.of, rename) };
    case 'segment':
      return { ...criteria, segment: rename(criteria.segment) };
    default:
      return criteria;
  }
}
