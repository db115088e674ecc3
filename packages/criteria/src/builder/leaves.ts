import type { BucketNode, SegmentNode } from '../criteria.js';
import type { Account, AskedOf, Person } from './asked.js';

/** Members of another segment, by its id. */
export function segment(id: string): SegmentNode & AskedOf<Person | Account> {
  return { type: 'segment', segment: id };
}

/** A stable share of everyone, in percent: from one place up to but not with another. */
export function bucket(salt: string, from: number, to: number): BucketNode & AskedOf<Person> {
  return { type: 'bucket', salt, from, to };
}
