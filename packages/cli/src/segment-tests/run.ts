import { type EvaluationInput, type Explanation, explain } from '@kindred/criteria';
import { isObject, QuestionFault } from '../evaluate/fault.js';
import { readVisitor, withMemberships, worded } from '../evaluate/question.js';
import { isMember } from '../evaluate/segments.js';
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
    let visitor: EvaluationInput;
    try {
      visitor = visitorOf(example, file, clock);
    } catch (error) {
      const { message, path } = worded(error);
      const why = [`${path === '' ? '' : `${path}: `}${message}`];
      return expectations.map(({ segment, expected }) => ({
        name: nameOf(example, segment, expected),
        passed: false,
        why,
      }));
    }
    return expectations.map(({ segment, expected }) => check(file, example, segment, expected, visitor));
  });
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
  example: Example,
  segment: string,
  expected: boolean | null,
  visitor: EvaluationInput,
): Outcome {
  const name = nameOf(example, segment, expected);
  const definition = file.segments.definitions.get(segment);
  if (definition === undefined) return { name, passed: false, why: [`There is no segment “${segment}”.`] };
  const input = withMemberships(definition.references, file.segments, visitor);
  const found = isMember(definition, input);
  if (found === expected) return { name, passed: true, why: [] };
  return { name, passed: false, why: [`is ${answers.get(found)}`, ...reasons(explain(definition.criteria, input))] };
}

function nameOf(example: Example, segment: string, expected: boolean | null): string {
  const how = expected === null ? 'depends on the visit for' : expected ? 'is in' : 'is out of';
  return `${example.name} ${how} ${segment}`;
}

/** The conditions themselves with what was found, as deep as they stand. */
function reasons(explanation: Explanation, depth = 0): string[] {
  const mark = explanation.matches === null ? '?' : explanation.matches ? 'yes' : 'no';
  const found = explanation.of === undefined ? `, found ${JSON.stringify(explanation.found)}` : '';
  const parts = (explanation.of ?? []).flatMap((part) => reasons(part, depth + 1));
  return [`${'  '.repeat(depth)}${mark}: ${explanation.sentence}${found}`, ...parts];
}
