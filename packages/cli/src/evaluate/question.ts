import { type Calendar, type EvaluationInput, type Explanation, explain } from '@kindred/criteria';
import { readAccount } from './account.js';
import { readCalendar, readNow } from './calendar.js';
import type { Definitions } from './definitions.js';
import { isObject, type JsonObject, QuestionFault } from './fault.js';
import { readHistory } from './history.js';
import { readWording } from './language.js';
import { readProfile } from './profile.js';
import { readRequest } from './request.js';
import { membershipsOf, readSegments, type SegmentsGiven } from './segments.js';

/** What one line is answered with; `id` is the question's own, given back. */
export type Answer =
  | { readonly id?: string | number; readonly matches: boolean | null; readonly explanation?: Explanation }
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
  const ofAccount = isObject(question.account) && (question.profile === undefined || question.profile === null);
  const subject = ofAccount ? 'account' : 'person';
  const wording = readWording(question, subject);
  const definition = definitions.of(question.criteria, calendar, 'criteria', subject);
  const segments = readSegments(question.segments, calendar, definitions, 'segments');
  if (ofAccount) {
    const input = readAccount(question, definition, segments, calendar, definitions, clock);
    const matches = definition.matches(input);
    if (!explained) return { matches };
    return { matches, explanation: explain(definition.criteria, input, wording) };
  }
  const visitor = readVisitor(question, calendar, clock, '');
  const input = withMemberships(definition.references, segments, visitor);
  const matches = definition.matches(input);
  return explained ? { matches, explanation: explain(definition.criteria, input, wording) } : { matches };
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
