import { type Fault, InvalidRequestError } from '../http/errors.js';

/** One thing that is wrong with a request, with each place where it is. */
export interface Refusal {
  readonly code: string;
  /** A sentence that a person can act on. */
  readonly detail: string;
  readonly faults: readonly Fault[];
}

/**
 * Refuses a request for all that is wrong with it at once. One thing keeps its own code and sentence.
 *
 * @throws InvalidRequestError
 */
export function throwAll(refusals: readonly Refusal[]): void {
  const [first, ...others] = refusals;
  if (first === undefined) return;
  if (others.length === 0) throw new InvalidRequestError(first.detail, first.faults, first.code);
  const faults = refusals.flatMap((refusal) => refusal.faults);
  throw new InvalidRequestError(`There are ${faults.length} faults.`, faults, 'invalid_segment');
}
