import type { Criteria, Window } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import { InvalidRequestError } from '../../http/errors.js';
import { checkCriteria } from '../definition.js';
import type { SegmentDirectory } from '../directory.js';
import { requireMembers } from '../insight/distribution.js';
import { aboutEvent, askedAbout } from './asked-about.js';

/** What groups are compared in: whether people did something in the last days, or are members of a segment. */
export type Outcome = EventOutcome | { readonly segment: SegmentDefinition };

export interface EventOutcome {
  readonly event: string;
  readonly days: number;
  /** What holds of the event besides, as of the `where` of a condition; checked here. */
  readonly where?: unknown;
}

/** An outcome as criteria, with what is looked at to explain it. */
export interface OutcomeMeaning {
  readonly criteria: Criteria;
  /** In which behaviour is looked at. */
  readonly window: Window;
  /** What would say of the outcome no more than that it is itself. */
  readonly itself: ReadonlySet<string>;
}

/**
 * Behaviour is looked at over `days` *before* the days of the outcome, since what people do because of it, or after it,
 * says nothing of who comes to it. Membership has no beginning that all share, so there it is the last days.
 *
 * @throws ConflictError `request_time_segment`; InvalidRequestError `invalid_criteria`
 */
export function meaningOf(directory: SegmentDirectory, site: number, outcome: Outcome, days: number): OutcomeMeaning {
  if ('event' in outcome) {
    const { event, where } = outcome;
    const past = (amount: number) => ({ amount, unit: 'days' }) as const;
    const did = { type: 'event', event, count: { atLeast: 1 }, window: { rolling: past(outcome.days) } };
    return {
      criteria: checked(directory, site, where === undefined ? did : { ...did, where }),
      window: { past: { from: past(outcome.days + days), to: past(outcome.days) } },
      itself: new Set([aboutEvent(event)]),
    };
  }
  const { segment } = outcome;
  requireMembers(segment);
  return {
    criteria: { type: 'segment', segment: segment.id },
    window: { rolling: { amount: days, unit: 'days' } },
    itself: askedAbout(directory, site, segment.id),
  };
}

/** Criteria made of an outcome; their faults are told where they stand in the request. */
function checked(directory: SegmentDirectory, site: number, input: unknown): Criteria {
  const result = checkCriteria(directory, site, input, null);
  if (result.ok) return result.criteria;
  const faults = result.faults.map((fault) => ({ ...fault, path: `outcome.${fault.path}` }));
  throw new InvalidRequestError('The outcome has faults.', faults, 'invalid_criteria');
}
