import { ConflictError, type Fault, InvalidRequestError, NotFoundError } from '../http/errors.js';

export class SegmentNotFoundError extends NotFoundError {
  constructor() {
    super('There is no such segment.', 'unknown_segment');
  }
}

export class SegmentVersionNotFoundError extends NotFoundError {
  constructor(version: number) {
    super(`There is no version ${version} of this segment.`, 'unknown_version');
  }
}

export class SegmentKeyTakenError extends ConflictError {
  constructor(key: string) {
    super('key_taken', `Another segment of this site has the key “${key}”.`, [
      { path: 'key', code: 'key_taken', message: `“${key}” is taken`, expected: 'a key that no other segment has' },
    ]);
  }
}

/** A fault that names the segment it is about, and its site where that is another one. */
export interface SegmentFault extends Fault {
  readonly segment: { readonly id: string; readonly key: string; readonly name: Readonly<Record<string, string>> };
  readonly site?: string;
}

export class InheritedSegmentError extends ConflictError {
  constructor() {
    super('inherited_segment', 'This segment is one of the global site: it is changed there, for all sites at once.');
  }
}

/** Segments of other sites refer to segments of the global one, which therefore stays it. */
export class GlobalInUseError extends ConflictError {
  constructor(faults: readonly Fault[]) {
    super('global_segments_in_use', 'The global site stays: segments of other sites refer to its segments.', faults);
  }
}

export class SegmentInUseError extends ConflictError {
  constructor(faults: readonly Fault[], count = faults.length) {
    const segments = count === 1 ? 'another segment refers' : `${count} other segments refer`;
    super('segment_in_use', `This segment cannot be deleted: ${segments} to it.`, faults);
  }
}

/** An active batch segment is to be put out of force while active segments read who is in it. */
export class ScheduledInUseError extends ConflictError {
  constructor(faults: readonly Fault[], count = faults.length) {
    const segments = count === 1 ? 'another active segment reads' : `${count} active segments read`;
    super('segment_in_use', `This batch segment cannot be put out of force: ${segments} its members.`, faults);
  }
}

export class NobodyToExplainError extends InvalidRequestError {
  constructor(subject: 'person' | 'account') {
    const path = subject === 'person' ? 'profile' : 'account';
    const expected = subject === 'person' ? 'the id of a profile' : 'the id of an account';
    const fault = { path, code: 'missing', message: `“${path}” is missing`, expected };
    super('Criteria are explained for one member.', [fault], 'invalid_request');
  }
}

export class NothingToCompareError extends InvalidRequestError {
  constructor() {
    const fault = {
      path: 'against',
      code: 'missing',
      message: '“against” is missing',
      expected: 'the id of the segment that is compared with',
    };
    super('Who enters and who leaves is told against a saved segment.', [fault], 'invalid_request');
  }
}

export class OtherSubjectError extends InvalidRequestError {
  constructor(subject: 'person' | 'account') {
    const members = subject === 'person' ? 'people' : 'accounts';
    const fault = { path: 'against', code: 'other_subject', message: 'Its members are of another kind' };
    super(
      `These are ${members}; the segment compared with has other members.`,
      [{ ...fault, expected: `a segment of ${members}` }],
      'invalid_request',
    );
  }
}

export class SubjectChangedError extends ConflictError {
  constructor(subject: 'person' | 'account') {
    const members = subject === 'person' ? 'people' : 'accounts';
    super('subject_changed', `This is a segment of ${members}, and stays one: make another segment instead.`, [
      { path: 'subject', code: 'subject_changed', message: `Its members are ${members}`, expected: subject },
    ]);
  }
}

/** A newer question of the same editor, or search of the same name, has taken the place of this one. */
export class SupersededError extends ConflictError {
  constructor() {
    super('superseded', 'A newer one has taken the place of this question, or nobody waits for it any more.');
  }
}
