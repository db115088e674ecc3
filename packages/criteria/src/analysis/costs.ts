import type { Criteria, EventNode, Leaf } from '../criteria.js';
import { longestMilliseconds } from '../duration.js';
import { isRequestLeaf } from '../evaluate.js';
import { countRange } from './counts.js';
import type { Finding } from './finding.js';
import { placesOf } from './places.js';

const year = 366 * 86_400_000;
const keptCheaply = 1_000;

/** What cannot be counted beforehand, and what keeps much for each person. */
export function costsOf(criteria: Criteria): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { node, path, inWhere } of placesOf(criteria)) {
    if (inWhere || node.type === 'all' || node.type === 'any' || node.type === 'not' || node.type === 'atLeast')
      continue;
    if (isRequestLeaf(node)) {
      const message =
        'This is known only during a visit: the segment is decided for each request, and has no size, members, webhooks or exports';
      findings.push({ code: 'request_time', severity: 'info', path, message });
    }
    const message = costOf(node);
    if (message !== null) findings.push({ code: 'costly', severity: 'info', path, message });
  }
  return findings;
}

function costOf(leaf: Leaf): string | null {
  switch (leaf.type) {
    case 'event':
      return leaf.of === undefined ? costOfCount(leaf) : unlessWindow(leaf, 'What is distinct is kept for each person');
    case 'aggregate':
      return unlessWindow(leaf, 'Every value that counts is kept for each person');
    case 'sequence':
      return unlessWindow(leaf, 'Every event of a step is kept for each person');
    default:
      return null;
  }
}

function costOfCount(node: EventNode): string | null {
  const { low, high } = countRange(node);
  const kept = Number.isFinite(high) ? high + 1 : low;
  if (kept > keptCheaply && node.window !== undefined) {
    return `The times of the last ${kept.toLocaleString('en')} events are kept for each person`;
  }
  const { window } = node;
  if (window === undefined || !('rolling' in window) || longestMilliseconds(window.rolling) <= year) return null;
  return 'Events are kept for more than a year for each person, so that they can leave the window';
}

function unlessWindow(node: { readonly window?: unknown }, message: string): string | null {
  return node.window === undefined ? `${message}, for ever: a window would bound it` : null;
}
