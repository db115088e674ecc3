import type { SegmentDefinition } from '@kindred/store';
import { ConflictError, type Fault, InvalidRequestError } from '../http/errors.js';
import { nameOf } from '../segments/directory.js';

/** Nobody enters, exits or is a member of what is decided per request. */
export class RequestTimeSegmentError extends ConflictError {
  constructor(segment: SegmentDefinition, path = '') {
    const message = `“${nameOf(segment)}” is decided per request: it has no members, enters or exits`;
    super('request_time_segment', `${message}.`, [
      { path, code: 'request_time_segment', message, expected: 'a segment that does not read the request' },
    ]);
  }
}

/** Of one or more segments it is not known who was in at an instant. */
export class MembersNotKnownError extends ConflictError {
  constructor(faults: readonly Fault[]) {
    super(
      'members_not_known',
      'Who was in is known from the activation of a segment to its deactivation only.',
      faults,
    );
  }
}

export class InvalidTimeError extends InvalidRequestError {
  constructor(path: string, message: string, expected: string) {
    super('This is no time to ask about.', [{ path, code: 'invalid_time', message, expected }], 'invalid_time');
  }
}
