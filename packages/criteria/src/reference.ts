import { isOperandList } from './comparison/operands.js';
import type { Criteria, PropertyNode } from './criteria.js';
import { isRequestLeaf } from './evaluate.js';
import { leavesOf, referencedSegments } from './leaves.js';

/** Finds the criteria of a segment by id; undefined for one that does not exist. */
export type SegmentLookup = (segment: string) => Criteria | undefined;

/** Whether criteria read the present request, at any depth through the segments they refer to. Safe on cycles. */
export function readsRequest(criteria: Criteria, segment: SegmentLookup): boolean {
  const seen = new Set<string>();
  const waiting: Criteria[] = [criteria];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    for (const leaf of leavesOf(current)) {
      if (isRequestLeaf(leaf)) return true;
      if (leaf.type === 'people') waiting.push(leaf.of);
    }
    for (const id of referencedSegments(current)) {
      if (seen.has(id)) continue;
      seen.add(id);
      const referenced = segment(id);
      if (referenced !== undefined) waiting.push(referenced);
    }
  }
  return false;
}

/**
 * The way by which a segment with these criteria would depend on itself, from its own id back to it
 * (`['a', 'b', 'a']`), or null. `segment` need not know the new criteria of `id`. Visits each segment once.
 */
export function findCycle(id: string, criteria: Criteria, segment: SegmentLookup): string[] | null {
  const cameFrom = new Map<string, string>();
  const waiting: string[] = [];
  const enter = (from: string, references: readonly string[]): boolean => {
    for (const reference of references) {
      if (cameFrom.has(reference)) continue;
      cameFrom.set(reference, from);
      if (reference === id) return true;
      waiting.push(reference);
    }
    return false;
  };
  let found = enter(id, referencedSegments(criteria));
  for (let next = waiting.shift(); !found && next !== undefined; next = waiting.shift()) {
    const referenced = segment(next);
    if (referenced !== undefined) found = enter(next, referencedSegments(referenced));
  }
  if (!found) return null;
  const path = [id];
  let step = cameFrom.get(id);
  while (step !== undefined && step !== id) {
    path.unshift(step);
    step = cameFrom.get(step);
  }
  return [id, ...path];
}

/**
 * Whether the criteria can hold of known users only, because a condition that guests never satisfy (a user id, being
 * known) must hold. Decides whether a new segment includes guests. Segments referred to are not looked into.
 */
export function needsKnownUser(criteria: Criteria): boolean {
  switch (criteria.type) {
    case 'all':
      return criteria.of.some(needsKnownUser);
    case 'any':
      return criteria.of.every(needsKnownUser);
    case 'atLeast':
      return criteria.of.filter((part) => !needsKnownUser(part)).length < criteria.count;
    case 'not':
      return holdsOfEveryGuest(criteria.of);
    case 'property':
      return asksForUserId(criteria) || (isKnownField(criteria) && !allows(criteria, false));
    default:
      return false;
  }
}

function holdsOfEveryGuest(criteria: Criteria): boolean {
  switch (criteria.type) {
    case 'all':
      return criteria.of.every(holdsOfEveryGuest);
    case 'any':
      return criteria.of.some(holdsOfEveryGuest);
    case 'atLeast':
      return criteria.of.filter(holdsOfEveryGuest).length >= criteria.count;
    case 'not':
      return needsKnownUser(criteria.of);
    case 'property':
      return isKnownField(criteria) && allows(criteria, false);
    default:
      return false;
  }
}

/** A guest has no user id, so no comparison of it holds. */
function asksForUserId(node: PropertyNode): boolean {
  return node.property === 'profile.userId';
}

function isKnownField(node: PropertyNode): boolean {
  return node.property === 'profile.known';
}

/** Whether a comparison of a truth value holds of this one. */
function allows(node: PropertyNode, value: boolean): boolean {
  if (node.operator === 'known') return true;
  if (node.operator === 'oneOf') return isOperandList(node.value) && node.value.includes(value);
  return node.value === value;
}
