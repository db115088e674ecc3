import { type Criteria, readsRequest, referencedSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { Fault } from '../http/errors.js';
import { nameOf, type SegmentDirectory } from './directory.js';

/**
 * What segments of accounts cannot have, beyond what criteria say by themselves: nothing in them reads the request, at
 * any depth, and what is asked of their people does not come back to accounts.
 */
export function faultsOfAccounts(
  directory: SegmentDirectory,
  site: number,
  criteria: Criteria,
): readonly Required<Fault>[] {
  const faults: Required<Fault>[] = [];
  const lookup = (id: string) => directory.get(site, id)?.criteria;
  if (readsRequest(criteria, lookup)) {
    faults.push({
      path: '',
      code: 'request_time_segment',
      message: 'A segment that it refers to is decided per request, and accounts make none',
      expected: 'segments that do not read the request',
    });
  }
  const back = accountsAskedOfPeople(directory, site, criteria);
  if (back !== null) {
    faults.push({
      path: '',
      code: 'accounts_of_people',
      message: `What it asks of people leads back to accounts, by “${nameOf(back)}”`,
      expected: 'conditions about people that refer to no segment of accounts',
    });
  }
  return faults;
}

/**
 * What a segment of people must not become while segments of accounts refer to it.
 *
 * @param id of the segment that is to get these criteria
 */
export function faultsOfPeople(
  directory: SegmentDirectory,
  site: number,
  id: string,
  criteria: Criteria,
): readonly Required<Fault>[] {
  const dependent = dependingOn(directory, site, id, ({ subject }) => subject === 'account');
  if (dependent === undefined) return [];
  const lookup = (other: string) => (other === id ? criteria : directory.get(site, other)?.criteria);
  const name = `“${nameOf(dependent)}”, a segment of accounts,`;
  const faults: Required<Fault>[] = [];
  if (readsRequest(criteria, lookup)) {
    const message = `${name} depends on this segment, and accounts make no requests`;
    faults.push({ path: '', code: 'request_time_segment', message, expected: 'criteria that do not read the request' });
  }
  if (accountSegmentWithin(directory, site, criteria) !== null) {
    const message = `${name} asks its people for this segment, which would lead back to accounts`;
    faults.push({ path: '', code: 'accounts_of_people', message, expected: 'criteria without segments of accounts' });
  }
  return faults;
}

/** A segment of some kind that depends on a segment, at any depth. */
export function dependingOn(
  directory: SegmentDirectory,
  site: number,
  id: string,
  wanted: (segment: SegmentDefinition) => boolean,
): SegmentDefinition | undefined {
  const found = new Set([id]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { id: other, criteria } of directory.list(site)) {
      if (referencedSegments(criteria).some((each) => found.has(each))) found.add(other);
    }
  }
  return directory.list(site).find((segment) => segment.id !== id && found.has(segment.id) && wanted(segment));
}

/** The segment of accounts that conditions about people come to, through the segments of accounts referred to as well. */
function accountsAskedOfPeople(
  directory: SegmentDirectory,
  site: number,
  criteria: Criteria,
  seen: Set<string> = new Set(),
): SegmentDefinition | null {
  switch (criteria.type) {
    case 'all':
    case 'any':
    case 'atLeast':
      for (const part of criteria.of) {
        const found = accountsAskedOfPeople(directory, site, part, seen);
        if (found !== null) return found;
      }
      return null;
    case 'not':
      return accountsAskedOfPeople(directory, site, criteria.of, seen);
    case 'people':
      return accountSegmentWithin(directory, site, criteria.of);
    case 'segment': {
      const target = directory.get(site, criteria.segment);
      if (target === undefined || seen.has(target.id)) return null;
      seen.add(target.id);
      return accountsAskedOfPeople(directory, site, target.criteria, seen);
    }
    default:
      return null;
  }
}

/** The segment of accounts that conditions refer to, at any depth. */
export function accountSegmentWithin(
  directory: SegmentDirectory,
  site: number,
  criteria: Criteria,
): SegmentDefinition | null {
  const seen = new Set<string>();
  const waiting = referencedSegments(criteria);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const segment = seen.has(id) ? undefined : directory.get(site, id);
    seen.add(id);
    if (segment === undefined) continue;
    if (segment.subject === 'account') return segment;
    waiting.push(...referencedSegments(segment.criteria));
  }
  return null;
}
