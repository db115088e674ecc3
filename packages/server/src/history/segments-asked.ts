import type { SegmentDefinition } from '@kindred/store';
import { type Fault, InvalidRequestError } from '../http/errors.js';
import { nameOf, type SegmentDirectory } from '../segments/directory.js';

const most = 8;

/** The segments of a list of ids, all of one subject. */
export function segmentsOf(directory: SegmentDirectory, site: number, list: string): readonly SegmentDefinition[] {
  const ids = list.split(',').map((id) => id.trim());
  const faults: Fault[] = [];
  const found: SegmentDefinition[] = [];
  if (ids.length > most) {
    const message = `These are ${ids.length} segments`;
    faults.push({ path: 'segments', code: 'too_many', message, expected: `at most ${most}` });
  }
  ids.forEach((id, index) => {
    const path = `segments[${index}]`;
    const segment = directory.get(site, id);
    if (segment === undefined) {
      faults.push({
        path,
        code: 'unknown_segment',
        message: `There is no segment “${id}”`,
        expected: 'the id of a segment',
      });
    } else if (found.includes(segment)) {
      faults.push({
        path,
        code: 'repeated',
        message: `“${nameOf(segment)}” is there twice`,
        expected: 'each segment once',
      });
    } else {
      const [first] = found;
      if (first !== undefined && first.subject !== segment.subject) {
        const message = `“${nameOf(segment)}” is of ${segment.subject}s, “${nameOf(first)}” is not`;
        faults.push({ path, code: 'other_subject', message, expected: `a segment of ${first.subject}s` });
      }
      found.push(segment);
    }
  });
  if (faults.length > 0)
    throw new InvalidRequestError('These segments cannot be compared.', faults, 'invalid_segments');
  return found;
}
