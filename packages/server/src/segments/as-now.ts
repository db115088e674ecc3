import { type Criteria, isGroupKind, leavesOf, referencedSegments, scopeOf } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';

/**
 * What is known only as it is now, so that a question about an earlier instant takes it from now: who is known and who is
 * one person (`identities`), traits of people, groups with who belongs to them, and people named in or out. Segments with
 * a schedule (`runs`) answer as if they had run then.
 */
export const asNowKinds = ['identities', 'traits', 'groups', 'names', 'runs'] as const;
export type AsNow = (typeof asNowKinds)[number];

/** Which of these an audience depends on, at any depth through the segments that it refers to. */
export function asTheyAreNow(
  audience: Audience,
  segment: (id: string) => SegmentDefinition | undefined,
): readonly AsNow[] {
  const found = new Set<AsNow>(['identities']);
  const seen = new Set<string>();
  const look = ({ subject, criteria, includes, excludes }: Audience): void => {
    if (subject === 'account') found.add('groups');
    if (includes.length + excludes.length > 0) found.add('names');
    lookAtConditions(criteria, found);
    for (const id of referencedSegments(criteria)) {
      const referenced = segment(id);
      if (referenced === undefined || seen.has(id)) continue;
      seen.add(id);
      if (referenced.schedule !== null) found.add('runs');
      look(referenced);
    }
  };
  look(audience);
  return asNowKinds.filter((kind) => found.has(kind));
}

function lookAtConditions(criteria: Criteria, found: Set<AsNow>): void {
  for (const leaf of leavesOf(criteria)) {
    if (leaf.type === 'people') lookAtConditions(leaf.of, found);
    if (leaf.type !== 'property') continue;
    const scope = scopeOf(leaf.property);
    if (scope === 'user') found.add('traits');
    else if (scope !== null && isGroupKind(scope)) found.add('groups');
  }
}
