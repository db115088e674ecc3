import { type Criteria, readsRequest } from '@kindred/criteria';
import type { Schedule, SegmentKind } from '@kindred/store';
import type { Fault } from '../http/errors.js';
import { dependingOn } from './accounts.js';
import { nameOf, type SegmentDirectory } from './directory.js';
import type { Refusal } from './refusals.js';

/** The kind of a segment: batch where it has a schedule, which what is decided per request cannot have. */
export function kindOf(
  criteria: Exclude<SegmentKind, 'batch'>,
  schedule: Schedule | null,
): { readonly ok: true; readonly kind: SegmentKind } | { readonly ok: false; readonly refusal: Refusal } {
  if (schedule === null) return { ok: true, kind: criteria };
  if (criteria === 'live') return { ok: true, kind: 'batch' };
  const fault = {
    path: 'schedule',
    code: 'request_time_segment',
    message: 'It reads the request, so it is decided at each visit and cannot run on a schedule',
    expected: 'no schedule, or criteria that do not read the request',
  };
  const detail = 'This segment cannot run on a schedule.';
  return { ok: false, refusal: { code: 'invalid_segment', detail, faults: [fault] } };
}

/**
 * What a segment must not become while batch segments depend on it: they run when nobody visits.
 *
 * @param id of the segment that is to get these criteria
 */
export function faultsOfBatch(
  directory: SegmentDirectory,
  site: number,
  id: string,
  criteria: Criteria,
): readonly Required<Fault>[] {
  const lookup = (other: string) => (other === id ? criteria : directory.get(site, other)?.criteria);
  if (!readsRequest(criteria, lookup)) return [];
  const dependent = dependingOn(directory, site, id, ({ kind }) => kind === 'batch');
  if (dependent === undefined) return [];
  const message = `“${nameOf(dependent)}”, which runs on a schedule, depends on this segment`;
  return [{ path: '', code: 'request_time_segment', message, expected: 'criteria that do not read the request' }];
}
