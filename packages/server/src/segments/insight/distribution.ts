import { everyone } from '@kindred/criteria';
import type { SegmentDefinition, Site } from '@kindred/store';
import type { ComparedPeople } from '@kindred/warehouse';
import { ConflictError } from '../../http/errors.js';
import { peopleOf } from '../report.js';
import { type CountedRow, countAspect, type Shown } from './aspects.js';
import { countWithin, type InsightParts } from './counting.js';
import { type Lift, liftOf } from './lift.js';
import type { Aspect } from './rows.js';

export interface Distribution {
  readonly of: Aspect;
  readonly shown: Shown;
  readonly rows: readonly (CountedRow & { readonly lift: Lift | null })[];
}

export interface Distributions {
  readonly asOf: number;
  readonly people: ComparedPeople;
  readonly items: readonly Distribution[];
}

/** Aspects counted side by side, so that an editor's previews keep a connection. */
const atOnce = 2;

/**
 * How the people of a segment differ from everyone in each aspect: counts of every row, in the segment and in all, and the
 * lift between the two; of a segment of accounts how its accounts differ from all of them. A row's figure is the size of the segment that one makes of its criteria.
 *
 * @param path where the aspects stand in the request, for faults
 * @throws ConflictError `request_time_segment`; InvalidRequestError `invalid_property`
 */
export async function distributionsOf(
  parts: InsightParts,
  site: Site,
  segment: SegmentDefinition,
  aspects: readonly Aspect[],
  path: string,
): Promise<Distributions> {
  requireMembers(segment);
  const { asOf } = await parts.previews.settle();
  const members = await parts.previews.question(site, peopleOf(segment));
  const [people = { segment: 0, everyone: 0 }] = await countWithin(parts, site, segment, [everyone]);
  const distribution = async (of: Aspect, index: number): Promise<Distribution> => {
    const { shown, rows } = await countAspect(
      { ...parts, site, segment, members, people },
      of,
      `${path}[${index}].property`,
    );
    return { of, shown, rows: rows.map((row) => ({ ...row, lift: liftOfCounts(row, people) })) };
  };
  const items: Distribution[] = [];
  for (let at = 0; at < aspects.length; at += atOnce) {
    const some = aspects.slice(at, at + atOnce).map((of, index) => distribution(of, at + index));
    items.push(...(await Promise.all(some)));
  }
  return { asOf, people, items };
}

export function liftOfCounts(count: ComparedPeople, people: ComparedPeople): Lift | null {
  return liftOf({
    segment: { with: count.segment, all: people.segment },
    everyone: { with: count.everyone, all: people.everyone },
  });
}

/** Refuses a segment whose members are decided per request: there are none to look at. */
export function requireMembers(segment: SegmentDefinition): void {
  if (segment.kind !== 'requestTime') return;
  throw new ConflictError('request_time_segment', 'This segment is decided at each visit, so it has no members.');
}
