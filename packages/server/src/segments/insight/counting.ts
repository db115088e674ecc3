import type { Criteria } from '@kindred/criteria';
import type { SegmentDefinition, Site } from '@kindred/store';
import type { Audience, ComparedPeople, Warehouse } from '@kindred/warehouse';
import type { Previews } from '../previews.js';

export interface InsightParts {
  readonly warehouse: Warehouse;
  readonly previews: Previews;
}

/** Criteria counted by one statement: the engine copies all that a pass yields for each use of it, so not too many. */
const usually = 4;

/**
 * How many of a segment's people, and of everyone, satisfy each of these criteria, as previews count.
 *
 * @param together how many are counted by one statement; fewer where each is long as SQL, as relative dates are
 */
export async function countWithin(
  parts: InsightParts,
  site: Site,
  segment: SegmentDefinition,
  criteria: readonly Criteria[],
  together = usually,
): Promise<readonly ComparedPeople[]> {
  const counts: ComparedPeople[] = [];
  for (let from = 0; from < criteria.length; from += together) {
    counts.push(...(await countTogether(parts, site, segment, criteria.slice(from, from + together))));
  }
  return counts;
}

async function countTogether(
  { warehouse, previews }: InsightParts,
  site: Site,
  segment: SegmentDefinition,
  criteria: readonly Criteria[],
): Promise<readonly ComparedPeople[]> {
  const member: Criteria = { type: 'segment', segment: segment.id };
  const audience: Audience = {
    criteria: { type: 'any', of: criteria.map((each) => ({ type: 'all', of: [member, each] })) },
    includeGuests: true,
    includes: [],
    excludes: [],
  };
  const { nodes } = await warehouse.breakdown(await previews.question(site, audience), { purpose: 'interactive' });
  const counts = new Map(nodes.map((node) => [node.path, node.certain]));
  return criteria.map((_, index) => ({
    segment: counts.get(`of[${index}]`) ?? 0,
    everyone: counts.get(`of[${index}].of[1]`) ?? 0,
  }));
}
