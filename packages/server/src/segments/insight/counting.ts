import { accountSubject, type Criteria, compileEvaluation } from '@kindred/criteria';
import type { SegmentDefinition, Site } from '@kindred/store';
import type { Audience, ComparedPeople, Warehouse } from '@kindred/warehouse';
import { calendarOf } from '../../auth/sites.js';
import type { Engine } from '../../engine/contract.js';
import { accountsIn } from '../account-members.js';
import type { Previews } from '../previews.js';

export interface InsightParts {
  readonly engine: Engine;
  /** The present (ms). */
  readonly clock: () => number;
  readonly warehouse: Warehouse;
  readonly previews: Previews;
}

/** Criteria counted by one statement: the engine copies all that a pass yields for each use of it, so not too many. */
const usually = 4;

/**
 * How many of a segment's people, and of everyone, satisfy each of these criteria, as previews count; of a segment of
 * accounts how many of its accounts, and of all. What is asked of accounts is about their own traits.
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
  if (segment.subject === 'account') return countAccounts(parts, site, segment, criteria);
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

/** All of a site's accounts are in memory: each is asked where it is. */
async function countAccounts(
  { engine, clock }: InsightParts,
  site: Site,
  segment: SegmentDefinition,
  criteria: readonly Criteria[],
): Promise<readonly ComparedPeople[]> {
  const members = await accountsIn(engine, segment);
  const inside = new Set(engine.accountIds(site.id, [...members.keys()]).values());
  const calendar = calendarOf(site);
  const asked = criteria.map((each) => ({ holds: compileEvaluation(each, calendar), segment: 0, everyone: 0 }));
  const now = clock();
  for (const { id, traits } of engine.groups(site.id, 'account')) {
    const input = {
      subject: accountSubject({ id, traits }),
      request: null,
      events: [],
      isMember: () => false,
      now,
      calendar,
    };
    for (const counted of asked) {
      if (counted.holds(input) !== true) continue;
      counted.everyone += 1;
      if (inside.has(id)) counted.segment += 1;
    }
  }
  return asked.map(({ segment: some, everyone }) => ({ segment: some, everyone }));
}
