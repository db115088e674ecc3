import { type EvaluationInput, type Explanation, explain } from '@kindred/criteria';
import { readAccount } from '../evaluate/account.js';
import { Definitions } from '../evaluate/definitions.js';
import { isObject, type JsonObject, QuestionFault } from '../evaluate/fault.js';
import { readVisitor, withMemberships, worded } from '../evaluate/question.js';
import { isMember, type SegmentDefinition } from '../evaluate/segments.js';
import type { Example, ExampleFile } from './examples.js';

/** One segment of one example. */
export interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  /** Why it came out otherwise, a line each. */
  readonly why: readonly string[];
}

const answers = new Map<boolean | null, string>([
  [true, 'in'],
  [false, 'out'],
  [null, 'neither in nor out without a visit'],
]);

/** Every expectation of a file, in its order. An example without a time, in a file without one, is of this instant. */
export function runExamples(file: ExampleFile, clock: () => number): Outcome[] {
  return file.examples.flatMap((example) => {
    const expectations = [
      ...example.in.map((segment) => ({ segment, expected: true })),
      ...example.out.map((segment) => ({ segment, expected: false })),
      ...example.depends.map((segment) => ({ segment, expected: null })),
    ];
    let inputOf: (definition: SegmentDefinition) => EvaluationInput;
    try {
      inputOf = example.given.account === undefined ? ofVisitor(example, file, clock) : ofAccount(example, file, clock);
    } catch (error) {
      const why = [told(error)];
      return expectations.map(({ segment, expected }) => ({
        name: nameOf(example, segment, expected),
        passed: false,
        why,
      }));
    }
    return expectations.map(({ segment, expected }) => {
      const name = nameOf(example, segment, expected);
      try {
        return { name, ...check(file, segment, expected, inputOf) };
      } catch (error) {
        return { name, passed: false, why: [told(error)] };
      }
    });
  });
}

function told(error: unknown): string {
  const { message, path } = worded(error);
  return `${path === '' ? '' : `${path}: `}${message}`;
}

function ofVisitor(example: Example, file: ExampleFile, clock: () => number) {
  const visitor = visitorOf(example, file, clock);
  return (definition: SegmentDefinition): EvaluationInput => {
    requireSubject(definition, 'person', example);
    return withMemberships(definition.references, file.segments, visitor);
  };
}

/** An account may be called by its name in the file, as may its people. */
function ofAccount({ given, path, ...example }: Example, file: ExampleFile, clock: () => number) {
  const account = named(given.account, file.accounts, `${path}.account`);
  if (!isObject(account)) throw new QuestionFault('not_an_object', 'An account is an object.', `${path}.account`);
  const people = Array.isArray(account.people)
    ? account.people.map((one, index) => named(one, file.people, `${path}.account.people[${index}]`))
    : account.people;
  const question = { account: { ...account, people }, now: given.now ?? file.now };
  const known = new Definitions();
  return (definition: SegmentDefinition): EvaluationInput => {
    requireSubject(definition, 'account', { given, path, ...example });
    return readAccount(question, definition, file.segments, file.calendar, known, clock);
  };
}

function requireSubject({ subject }: SegmentDefinition, wanted: SegmentDefinition['subject'], { path }: Example): void {
  if (subject === wanted) return;
  const what =
    wanted === 'person'
      ? 'The segment is one of accounts: give the example an account.'
      : 'The segment is one of people: give the example a person.';
  throw new QuestionFault('segment_of_others', what, path);
}

function named(value: unknown, list: JsonObject, path: string): unknown {
  if (typeof value !== 'string') return value;
  if (Object.hasOwn(list, value)) return list[value];
  throw new QuestionFault('unknown_name', `There is no “${value}” in the file.`, path);
}

function visitorOf(example: Example, file: ExampleFile, clock: () => number): EvaluationInput {
  const { given, path } = example;
  let profile = given.person ?? given.profile;
  if (typeof profile === 'string') {
    if (!Object.hasOwn(file.people, profile)) {
      throw new QuestionFault('unknown_person', `There is nobody called “${profile}” in people.`, `${path}.person`);
    }
    profile = file.people[profile];
  }
  // A person of the file may have a history of their own, which the example goes on with.
  const own = isObject(profile) && Array.isArray(profile.events) ? profile.events : [];
  const events = Array.isArray(given.events) ? [...own, ...given.events] : (given.events ?? own);
  const question = { profile, events, request: given.request, now: given.now ?? file.now };
  return readVisitor(question, file.calendar, clock, `${path}.`);
}

function check(
  file: ExampleFile,
  segment: string,
  expected: boolean | null,
  inputOf: (definition: SegmentDefinition) => EvaluationInput,
): Omit<Outcome, 'name'> {
  const definition = file.segments.definitions.get(segment);
  if (definition === undefined) return { passed: false, why: [`There is no segment “${segment}”.`] };
  const input = inputOf(definition);
  const found = isMember(definition, input);
  if (found === expected) return { passed: true, why: [] };
  const { criteria, subject } = definition;
  return { passed: false, why: [`is ${answers.get(found)}`, ...reasons(explain(criteria, input, { subject }))] };
}

function nameOf(example: Example, segment: string, expected: boolean | null): string {
  const how = expected === null ? 'depends on the visit for' : expected ? 'is in' : 'is out of';
  return `${example.name} ${how} ${segment}`;
}

/** The conditions themselves with what was found, as deep as they stand. */
function reasons(explanation: Explanation, depth = 0): string[] {
  const mark = explanation.matches === null ? '?' : explanation.matches ? 'yes' : 'no';
  const { found: value, foundText = JSON.stringify(value) } = explanation;
  const found = explanation.of === undefined ? `, found ${foundText}` : '';
  const parts = (explanation.of ?? []).flatMap((part) => reasons(part, depth + 1));
  return [`${'  '.repeat(depth)}${mark}: ${explanation.sentence}${found}`, ...parts];
}
