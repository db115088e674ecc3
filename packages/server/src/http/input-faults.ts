import type { z } from 'zod';
import type { Fault } from './fault.js';

type Issue = z.core.$ZodIssue;

/** Input as its schema has it, or all that is wrong with it. */
export type ReadInput<T> = { readonly value: T } | { readonly faults: readonly [Fault, ...Fault[]] };

/** Reads outside data by a schema; what is wrong is told in plain words, with its path and what would be right. */
export function readInput<T>(schema: z.ZodType<T>, data: unknown): ReadInput<T> {
  const parsed = schema.safeParse(data, { error: wrong });
  if (parsed.success) return { value: parsed.data };
  const [first = unexplained, ...rest] = parsed.error.issues.flatMap((issue) => faultsOf(issue));
  return { faults: [first, ...rest] };
}

const unexplained: Fault = { path: '', code: 'invalid_value', message: 'This cannot be used' };

/** A fault in one sentence, for answers that have no place for more. */
export function sentenceOf({ message, expected }: Fault): string {
  return expected === undefined || message.endsWith(expected) ? `${message}.` : `${message}; expected ${expected}.`;
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  nonoptional: 'a value',
  never: 'nothing',
};

const forms: Readonly<Record<string, string>> = {
  datetime: 'a date-time such as 2026-05-04T09:30:00Z',
  date: 'a date such as 2026-05-04',
  time: 'a time such as 09:30:00',
  email: 'an e-mail address',
  url: 'an address such as https://example.com/path',
  uuid: 'a UUID',
};

/** What is wrong, where the schema does not say so itself. */
function wrong(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined) return 'This is missing';
  switch (issue.code) {
    case 'invalid_type':
      // Of query parameters, which are read as numbers.
      if (Number.isNaN(input)) return 'This is not a number';
      return `This is ${named(input)}, not ${names[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `${shown(input)} is not one of the values that can stand here`;
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'This is empty';
      return `This has to be ${least(issue)}`;
    case 'too_big':
      return `This has to be ${most(issue)}`;
    case 'not_multiple_of':
      return `This has to be a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return `This is not ${forms[issue.format] ?? 'written in the form that it needs'}`;
    case 'unrecognized_keys':
      return 'This has keys that mean nothing here';
    case 'invalid_key':
      return 'This name cannot stand here';
    case 'invalid_union':
      return `This is ${named(input)}, and cannot stand here`;
    default:
      return 'This cannot be used';
  }
}

/** What would be right; undefined where the sentence about the fault says it. */
function right(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return names[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return least(issue);
    case 'too_big':
      return most(issue);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return forms[issue.format];
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'invalid_union':
      return eitherOf(issue.errors.flatMap((branch) => branch.filter(({ path }) => path.length === 0).map(right)));
    default:
      return undefined;
  }
}

function faultsOf(issue: Issue, above: readonly PropertyKey[] = []): Fault[] {
  const at = [...above, ...issue.path];
  const path = at.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      code: 'unknown_key',
      message: `“${key}” means nothing here`,
    }));
  }
  if (issue.code === 'invalid_union') {
    const meant = meantBranch(issue.errors);
    if (meant !== null) return meant.flatMap((one) => faultsOf(one, at));
  }
  const expected = right(issue);
  const { message } = issue;
  return [
    {
      path,
      code: codeOf(issue),
      message,
      ...(expected === undefined || message === `This has to be ${expected}` || message === `This is not ${expected}`
        ? {}
        : { expected }),
    },
  ];
}

function codeOf(issue: Issue): string {
  if (issue.code !== 'custom') return issue.code;
  const code: unknown = issue.params?.code;
  return typeof code === 'string' ? code : 'invalid_value';
}

/** Of the forms of a union the only one that the input was of, as none of its faults lies in its kind or its keys. */
function meantBranch(branches: readonly Issue[][]): readonly Issue[] | null {
  const close = branches.filter((issues) =>
    issues.every(({ code, path }) => path.length > 0 || (code !== 'invalid_type' && code !== 'unrecognized_keys')),
  );
  const [only] = close;
  return close.length === 1 && only !== undefined ? only : null;
}

interface Bound {
  readonly origin: string;
  readonly inclusive?: boolean;
}

function least({ origin, minimum, inclusive }: Bound & { readonly minimum: number | bigint }): string {
  if (origin === 'string') return `at least ${counted(minimum, 'character')} long`;
  if (origin === 'array' || origin === 'set') return `a list of at least ${counted(minimum, 'entry', 'entries')}`;
  return `${inclusive === false ? 'more than' : 'at least'} ${minimum}`;
}

function most({ origin, maximum, inclusive }: Bound & { readonly maximum: number | bigint }): string {
  if (origin === 'string') return `at most ${counted(maximum, 'character')} long`;
  if (origin === 'array' || origin === 'set') return `a list of at most ${counted(maximum, 'entry', 'entries')}`;
  return `${inclusive === false ? 'less than' : 'at most'} ${maximum}`;
}

function counted(count: number | bigint, one: string, many = `${one}s`): string {
  return `${count} ${Number(count) === 1 ? one : many}`;
}

function oneOf(values: readonly unknown[]): string {
  const words = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  return words.length === 1 ? String(words[0]) : `one of ${words.join(', ')}`;
}

function eitherOf(words: readonly (string | undefined)[]): string | undefined {
  const different = [...new Set(words.filter((word) => word !== undefined))];
  return different.length === 0 ? undefined : different.join(' or ');
}

/** Text is shown so that one finds it again, but never at length. */
function shown(input: unknown): string {
  if (typeof input === 'string' && input.length <= 60) return `“${input}”`;
  if (typeof input === 'number' || typeof input === 'boolean' || input === null) return String(input);
  return 'This';
}

/** What the input is, as it is read in a sentence. */
function named(input: unknown): string {
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'number') return Number.isFinite(input) ? `the number ${input}` : 'no finite number';
  if (typeof input === 'boolean') return String(input);
  return typeof input === 'string' ? 'text' : 'an object';
}
