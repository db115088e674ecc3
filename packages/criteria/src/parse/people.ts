import type { PeopleNode } from '../criteria.js';
import { readCount, type WhereParser } from './behaviour.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { type Fields, join, refuseOthers } from './fields.js';

/** So many, or such a share, of an account's people. */
export function parsePeople(
  input: unknown,
  fields: Fields,
  parsePerson: WhereParser,
  faults: FaultList,
): PeopleNode | null {
  refuseOthers(input, fields.path, ['type', 'of', 'count', 'share'], faults);
  const at = join(fields.path, 'of');
  if (!fields.has('of')) faults.add(at, 'missing', '“of” is missing', 'the condition about each of the people');
  const of = fields.has('of') ? parsePerson(fields.get('of'), at) : null;
  if (fields.has('count') && fields.has('share')) {
    const expected = '“count”, a number of people, or “share”, in percent of all of the account’s people';
    faults.add(fields.path, 'not_allowed_here', 'People are either counted or a share', expected);
    return null;
  }
  const shared = fields.has('share');
  const count = shared
    ? readCount(fields, 'share', 100, faults)
    : readCount(fields, 'count', criteriaLimits.count, faults);
  if (of === null || count === null) return null;
  return shared ? { type: 'people', of, share: count } : { type: 'people', of, count };
}
