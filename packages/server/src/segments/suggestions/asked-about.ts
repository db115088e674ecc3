import { type Criteria, leavesOf, propertiesRead, referencedSegments } from '@kindred/criteria';
import type { SegmentDirectory } from '../directory.js';

/** What a condition is about, as requests and answers name it: a property by its id, an event as `event:` and its name. */
export const aboutEvent = (name: string): string => `event:${name}`;

/**
 * Everything that a segment asks about, at any depth through the segments that it refers to. A group that is told apart
 * by the same would say of the segment's members no more than how they were chosen.
 */
export function askedAbout(directory: SegmentDirectory, site: number, segment: string): ReadonlySet<string> {
  const about = new Set<string>();
  const seen = new Set([segment]);
  const waiting = [segment];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const criteria = directory.get(site, id)?.criteria;
    if (criteria === undefined) continue;
    addLeaves(criteria, about);
    for (const reference of referencedSegments(criteria)) {
      if (seen.has(reference)) continue;
      seen.add(reference);
      waiting.push(reference);
    }
  }
  return about;
}

function addLeaves(criteria: Criteria, about: Set<string>): void {
  for (const leaf of leavesOf(criteria)) {
    switch (leaf.type) {
      case 'property':
        for (const property of propertiesRead(leaf)) about.add(property);
        break;
      case 'event':
      case 'aggregate':
      case 'eventTime':
        about.add(aboutEvent(leaf.event));
        break;
      case 'sequence':
        for (const { event } of leaf.steps) about.add(aboutEvent(event));
        break;
      case 'people':
        addLeaves(leaf.of, about);
        break;
      case 'bucket':
      case 'segment':
        break;
    }
  }
}
