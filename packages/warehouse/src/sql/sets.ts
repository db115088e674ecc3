import type { BucketNode } from '@kindred/criteria';
import { type Fragment, float64, sql, text } from '../statement.js';

/** Bitmaps of the profiles that satisfy a node whatever the request, and of those that may. One object where equal. */
export interface Sets {
  readonly certain: Fragment;
  readonly possible: Fragment;
  /** Whether only profiles that exist are in them; events outlive the profile that they were of. */
  readonly bounded: boolean;
}

/** A node that reads the profile's row alone stays a condition on the row, so that a whole subtree costs one bitmap. */
export type Compiled = { readonly row: Fragment } | Sets;

export function combine(type: 'all' | 'any', left: Sets, right: Sets): Sets {
  const both = (a: Fragment, b: Fragment): Fragment =>
    type === 'all' ? sql`bitmapAnd(${a}, ${b})` : sql`bitmapOr(${a}, ${b})`;
  const certain = both(left.certain, right.certain);
  const bounded = type === 'all' ? left.bounded || right.bounded : left.bounded && right.bounded;
  const exact = left.certain === left.possible && right.certain === right.possible;
  return { certain, possible: exact ? certain : both(left.possible, right.possible), bounded };
}

export function mapSets({ certain, possible, bounded }: Sets, change: (set: Fragment) => Fragment): Sets {
  const changed = change(certain);
  return { certain: changed, possible: certain === possible ? changed : change(possible), bounded };
}

/** The place of a profile among everyone, as `inBucket` has it. */
export function bucketCondition({ salt, from, to }: BucketNode): Fragment {
  const place = sql`(murmurHash3_32(concat(${text(`${salt}:`)}, toString(id))) / 4294967296. * 100.)`;
  return sql`(${place} >= ${float64(from)} AND ${place} < ${float64(to)})`;
}
