import {
  accountSubject,
  type Calendar,
  type EvaluationInput,
  type GroupRecord,
  type PersonInput,
  readsRequest,
} from '@kindred/criteria';
import { bagAt } from './bag.js';
import { readNow } from './calendar.js';
import type { Definition, Definitions } from './definitions.js';
import { isObject, type JsonObject, listAt, QuestionFault, textAt } from './fault.js';
import { readHistory } from './history.js';
import { readProfile } from './profile.js';
import { membershipsOf, readSegments, type SegmentsGiven } from './segments.js';

/**
 * The account that a question is about: `account` with `id`, `traits` and `people`, each of these a profile with its
 * `events` and, where it differs, its own `segments`. They belong to the account without saying so.
 *
 * @throws QuestionFault
 */
export function readAccount(
  question: JsonObject,
  definition: Definition,
  segments: SegmentsGiven,
  calendar: Calendar,
  known: Definitions,
  clock: () => number,
): EvaluationInput {
  const now = readNow(question.now, calendar, clock, 'now');
  const { account: given } = question;
  if (!isObject(given)) throw new QuestionFault('not_an_object', 'account must be an object.', 'account');
  const id = textAt(given.id, 'account.id');
  if (id === null) throw new QuestionFault('missing_id', 'An account needs an id.', 'account.id');
  const account: GroupRecord = { id, traits: bagAt(given.traits, 'account.traits') };
  if (readsRequest(definition.criteria, (reference) => segments.definitions.get(reference)?.criteria)) {
    const what = 'A segment that it refers to is decided per request, and accounts make none.';
    throw new QuestionFault('request_time_segment', what, 'criteria');
  }
  const asked = peopleReferences(definition, segments);
  const people = listAt(given.people, 'account.people').map((person, index): PersonInput => {
    const path = `account.people[${index}]`;
    if (!isObject(person)) throw new QuestionFault('not_an_object', `${path} must be an object.`, path);
    const { groups, ...profile } = readProfile(person, path);
    const others = (groups.account ?? []).filter((other) => other.id !== id);
    const input: EvaluationInput = {
      subject: { ...profile, groups: { ...groups, account: [account, ...others] } },
      events: readHistory(person.events, now, `${path}.events`),
      request: null,
      isMember: () => null,
      now,
      calendar,
    };
    const own = readSegments(person.segments, calendar, known, `${path}.segments`);
    const memberships = membershipsOf(asked, together(segments, own), input, 'personOfAccount');
    return { subject: input.subject, events: input.events, isMember: (segment) => memberships.get(segment) ?? null };
  });
  const input: EvaluationInput = {
    subject: accountSubject(account),
    people,
    events: [],
    request: null,
    isMember: () => null,
    now,
    calendar,
  };
  if (definition.references.length === 0) return input;
  const memberships = membershipsOf(definition.references, segments, input, 'account');
  return { ...input, isMember: (segment) => memberships.get(segment) ?? null };
}

/** What is asked of people, by the criteria and by the segments of accounts that they lead to. */
function peopleReferences(definition: Definition, segments: SegmentsGiven): readonly string[] {
  const found = new Set(definition.peopleReferences);
  const seen = new Set<string>();
  const waiting = [...definition.references];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const target = seen.has(id) ? undefined : segments.definitions.get(id);
    seen.add(id);
    if (target === undefined) continue;
    for (const reference of target.peopleReferences) found.add(reference);
    waiting.push(...target.references);
  }
  return [...found];
}

/** What is said of everybody, and of one person, which comes first. */
function together(all: SegmentsGiven, own: SegmentsGiven): SegmentsGiven {
  return {
    memberships: new Map([...all.memberships, ...own.memberships]),
    definitions: new Map([...all.definitions, ...own.definitions]),
  };
}
