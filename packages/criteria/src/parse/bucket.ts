import type { BucketNode } from '../criteria.js';
import type { FaultList } from './faults.js';
import { type Fields, readText, refuseOthers } from './fields.js';

/** A stable share of everyone. */
export function parseBucket(input: unknown, fields: Fields, faults: FaultList): BucketNode | null {
  refuseOthers(input, fields.path, ['type', 'salt', 'from', 'to'], faults);
  const salt = readText(fields, 'salt', 'a text that tells this share from others', faults);
  const from = fields.get('from');
  const to = fields.get('to');
  if (typeof from === 'number' && typeof to === 'number' && from >= 0 && from < to && to <= 100) {
    return salt === null ? null : { type: 'bucket', salt, from, to };
  }
  faults.add(fields.path, 'out_of_range', 'A share lies between two percentages', '0 ≤ from < to ≤ 100');
  return null;
}
