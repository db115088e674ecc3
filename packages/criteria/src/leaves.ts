import { leafKey } from './canonical.js';
import type { Criteria, Leaf } from './criteria.js';

/** The distinct conditions of a tree, in the order in which they are first met; what is inside `where` belongs to its event. */
export function leavesOf(criteria: Criteria): Leaf[] {
  const leaves = new Map<string, Leaf>();
  visitLeaves(criteria, (leaf) => {
    const key = leafKey(leaf);
    if (!leaves.has(key)) leaves.set(key, leaf);
  });
  return [...leaves.values()];
}

/** Ids of the segments that a tree asks about by itself, each once. */
export function referencedSegments(criteria: Criteria): string[] {
  const segments = new Set<string>();
  visitLeaves(criteria, (leaf) => {
    if (leaf.type === 'segment') segments.add(leaf.segment);
  });
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
