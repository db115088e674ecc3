import type { Criteria, EventNode, Leaf } from '../criteria.js';
import { longestMilliseconds } from '../duration.js';
import { isRequestLeaf } from '../evaluate.js';
import { countRange } from './counts.js';
import type { Finding } from './finding.js';
import type { FindingPhrases } from './finding-phrases.js';
import { placesOf } from './places.js';

const year = 366 * 86_400_000;
const keptCheaply = 1_000;

/** What cannot be counted beforehand, and what keeps much for each person. */
export function costsOf(criteria: Criteria, phrases: FindingPhrases): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { node, path, event } of placesOf(criteria)) {
    if (event !== null || node.type === 'all' || node.type === 'any' || node.type === 'not' || node.type === 'atLeast')
      continue;
    if (isRequestLeaf(node)) {
      findings.push({ code: 'request_time', severity: 'info', path, message: phrases.requestTime });
    }
    const message = costOf(node, phrases);
    if (message !== null) findings.push({ code: 'costly', severity: 'info', path, message });
  }
  return findings;
}

function costOf(leaf: Leaf, phrases: FindingPhrases): string | null {
  switch (leaf.type) {
    case 'event':
      return leaf.of === undefined ? costOfCount(leaf, phrases) : unlessWindow(leaf, phrases.distinctKept);
    case 'aggregate':
      return unlessWindow(leaf, phrases.valuesKept);
    case 'sequence':
      return unlessWindow(leaf, phrases.stepsKept);
    default:
      return null;
  }
}

function costOfCount(node: EventNode, phrases: FindingPhrases): string | null {
  const { low, high } = countRange(node);
  const kept = Number.isFinite(high) ? high + 1 : low;
  if (kept > keptCheaply && node.window !== undefined) {
    return phrases.timesKept(kept);
  }
  const { window } = node;
  if (window === undefined || !('rolling' in window) || longestMilliseconds(window.rolling) <= year) return null;
  return phrases.keptOverAYear;
}

function unlessWindow(node: { readonly window?: unknown }, message: string): string | null {
  return node.window === undefined ? message : null;
}
