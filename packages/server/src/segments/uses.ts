import { referencedSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { SiteRegistry } from '../auth/sites.js';
import type { Fault } from '../http/errors.js';
import { pathOfReference, underCriteria } from './definition.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import type { SegmentFault } from './errors.js';
import { usesElsewhere } from './inherited.js';

/** Who refers to a segment, as somebody may know of it. */
export interface Uses {
  readonly here: readonly SegmentDefinition[];
  /** At other sites that they may see. */
  readonly elsewhere: readonly {
    readonly site: string;
    readonly copy: string;
    readonly segment: SegmentDefinition;
  }[];
  /** How many there are at sites of which they need not know. */
  readonly hidden: number;
}

interface UseParts {
  readonly directory: SegmentDirectory;
  readonly sites: SiteRegistry;
}

/** @param sees whether whoever asks may see a site */
export function usesOf(
  { directory, sites }: UseParts,
  site: number,
  id: string,
  sees: (site: number) => boolean,
): Uses {
  const others = usesElsewhere(directory, id);
  return {
    here: directory.list(site).filter((other) => referencedSegments(other.criteria).includes(id)),
    elsewhere: others
      .filter((use) => sees(use.site))
      .map(({ site: other, copy, segment }) => ({ site: sites.byId(other)?.slug ?? String(other), copy, segment })),
    hidden: others.filter((use) => !sees(use.site)).length,
  };
}

/** The same as faults of a change that is refused because of them. */
export function faultsOfUses(directory: SegmentDirectory, id: string, { here, elsewhere, hidden }: Uses): Fault[] {
  return [
    ...here.map((segment) => faultOf(directory, segment, id)),
    ...elsewhere.map(
      ({ site, copy, segment }): SegmentFault => ({
        ...faultOf(directory, segment, copy),
        message: `The criteria of “${nameOf(segment)}” of the site “${site}” refer to this segment`,
        site,
      }),
    ),
    ...(hidden === 0 ? [] : [faultOfHidden(hidden)]),
  ];
}

/** Of segments that go unnamed. */
export function faultOfHidden(count: number): Fault {
  const message = `${count === 1 ? 'A segment of another site refers' : `${count} segments of other sites refer`} to this segment`;
  return { path: '', code: 'refers_to_it', message };
}

export function faultOf(directory: SegmentDirectory, other: SegmentDefinition, id: string): SegmentFault {
  return {
    path: underCriteria(pathOfReference(other.criteria, id) ?? ''),
    code: 'refers_to_it',
    message: `The criteria of “${nameOf(other)}” refer to this segment`,
    segment: directory.reference(other.site, other.id),
  };
}

/** How many segments are counted by uses. */
export function countOf({ here, elsewhere, hidden }: Uses): number {
  return here.length + elsewhere.length + hidden;
}
