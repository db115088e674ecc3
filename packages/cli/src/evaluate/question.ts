import { type Calendar, type EvaluationInput, type Explanation, explain, type SegmentSubject } from '@kindred/criteria';
import { readAccount } from './account.js';
import { readCalendar, readNow } from './calendar.js';
import type { Definitions } from './definitions.js';
import { isObject, type JsonObject, QuestionFault } from './fault.js';
import { readHistory } from './history.js';
import { readWording, withSubjects } from './language.js';
import { leftOutOf, type Warning } from './left-out.js';
import { readProfile } from './profile.js';
import { readRequest } from './request.js';
import { membershipsOf, readSegments, type SegmentsGiven } from './segments.js';

/** What one line is answered with; `id` is the question's own, given back. */
export type Answer =
  | {
      readonly id?: string | number;
      readonly matches: boolean | null;
      readonly explanation?: Explanation;
      readonly warnings?: readonly Warning[];
    }
  | {
      readonly id?: string | number;
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly path: string;
        readonly faults?: QuestionFault['faults'];
      };
    };

export interface Asking {
  readonly definitions: Definitions;
  readonly clock: () => number;
  readonly explained: boolean;
}

/** Answers one question; whatever is wrong with it is an answer too. */
export function answer(question: unknown, asking: Asking): Answer {
  const id =
    isObject(question) && (typeof question.id === 'string' || typeof question.id === 'number')
      ? { id: question.id }
      : {};
  try {
    if (!isObject(question)) throw new QuestionFault('not_an_object', 'A question is a JSON object.', '');
    return { ...id, ...answered(question, asking) };
  } catch (error) {
    return { ...id, error: worded(error) };
  }
}

function answered(question: JsonObject, { definitions, clock, explained }: Asking): Answer {
  const calendar = readCalendar(question);
  const subject = subjectOf(question);
  const definition = definitions.of(question.criteria, calendar, 'criteria', subject);
  const segments = readSegments(question.segments, calendar, definitions, 'segments');
  const wording = withSubjects(readWording(question, subject), definition.references, segments.definitions);
  const input =
    subject === 'account'
      ? readAccount(question, definition, segments, calendar, definitions, clock)
      : withMemberships(definition.references, segments, readVisitor(question, calendar, clock, ''));
  const histories = input.people === undefined ? [input] : input.people;
  const summed = [definition, ...segments.definitions.values()].flatMap((each) => each.summed);
  const warnings = histories.flatMap(({ events }, index) =>
    leftOutOf(events, summed, input.people === undefined ? 'events' : `account.people[${index}].events`),
  );
  return {
    matches: definition.matches(input),
    ...(explained ? { explanation: explain(definition.criteria, input, wording) } : {}),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

/**
 * A question is about a person, or about an account.
 *
 * @throws QuestionFault where it speaks of both
 */
function subjectOf({ account, profile, events }: JsonObject): SegmentSubject {
  if (account === undefined || account === null) return 'person';
  if (!isObject(account)) throw new QuestionFault('not_an_object', 'account must be an object.', 'account');
  if (profile !== undefined && profile !== null) {
    const what =
      'A question is about an account or about a person, and has no profile beside an account. The accounts of a person stand in profile.groups.account, the people of an account in account.people.';
    throw new QuestionFault('account_and_profile', what, 'profile');
  }
  if (Array.isArray(events) && events.length > 0) {
    const what = 'An account does nothing by itself: events stand with its people, in account.people.';
    throw new QuestionFault('account_and_events', what, 'events');
  }
  return 'account';
}

/** Everything of a question but the criteria and the segments. */
export function readVisitor(
  question: JsonObject,
  calendar: Calendar,
  clock: () => number,
  path: string,
): EvaluationInput {
  const now = readNow(question.now, calendar, clock, `${path}now`);
  const subject = readProfile(question.profile, `${path}profile`);
  return {
    subject,
    request: readRequest(question.request, { now, calendar, signedIn: subject.userId !== null }, `${path}request`),
    events: readHistory(question.events, now, `${path}events`),
    isMember: () => null,
    now,
    calendar,
  };
}

export function withMemberships(
  references: readonly string[],
  segments: SegmentsGiven,
  visitor: EvaluationInput,
): EvaluationInput {
  if (references.length === 0) return visitor;
  const memberships = membershipsOf(references, segments, visitor);
  return { ...visitor, isMember: (segment) => memberships.get(segment) ?? null };
}

/** No line may end the program, so what is not foreseen is told like any other fault. */
export function worded(error: unknown): Extract<Answer, { error: unknown }>['error'] {
  if (error instanceof QuestionFault) {
    const { code, message, path, faults } = error;
    return faults === undefined ? { code, message, path } : { code, message, path, faults };
  }
  if (error instanceof RangeError) return { code: 'too_deep', message: 'The question is nested too deeply.', path: '' };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error), path: '' };
}
