import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readInput } from './input-faults.js';
import { rule } from './rule.js';

const language = z.string().regex(/^[a-z]{2}$/, 'A language tag such as en');
const schedule = z.union([
  z.strictObject({ daily: z.string() }),
  z.strictObject({ every: z.object({ amount: z.int() }) }),
]);

/** Schemas, what is read by them, and where, what and what would be right. */
const cases: readonly (readonly [string, z.ZodType, unknown, string, string, string | undefined])[] = [
  ['what is missing', z.object({ a: z.string() }), {}, 'a', 'This is missing', 'text'],
  [
    'what may be absent but was given',
    z.object({ a: z.string().optional() }),
    { a: null },
    'a',
    'This is null, not text',
    'text',
  ],
  ['a choice that is missing', z.object({ a: z.enum(['x', 'y']) }), {}, 'a', 'This is missing', 'one of x, y'],
  [
    'a choice that there is not',
    z.enum(['x', 'y']),
    'z',
    '',
    '“z” is not one of the values that can stand here',
    'one of x, y',
  ],
  [
    'text for an object',
    z.object({ a: z.record(language, z.string()) }),
    { a: 'x' },
    'a',
    'This is text, not an object',
    'an object',
  ],
  [
    'a name that cannot be',
    z.record(language, z.string()),
    { English: 'x' },
    'English',
    'This name cannot stand here',
    'A language tag such as en',
  ],
  ['an empty text', z.string().min(1), '', '', 'This is empty', 'at least 1 character long'],
  ['a text that is too long', z.string().max(3), 'abcd', '', 'This has to be at most 3 characters long', undefined],
  ['a number that is too large', z.int().max(3), 4, '', 'This has to be at most 3', undefined],
  ['a broken number', z.int(), 1.5, '', 'This is the number 1.5, not a whole number', 'a whole number'],
  ['a text that is no number', z.coerce.number(), 'x', '', 'This is not a number', undefined],
  ['an empty list', z.array(z.string()).min(1), [], '', 'This has to be a list of at least 1 entry', undefined],
  [
    'a time that is none',
    z.iso.datetime(),
    'noon',
    '',
    'This is not a date-time such as 2026-05-04T09:30:00Z',
    undefined,
  ],
  [
    'neither of two kinds',
    z.union([z.string(), z.number()]),
    true,
    '',
    'This is true, and cannot stand here',
    'text or a number',
  ],
  ['one of several forms with a fault', schedule, { every: {} }, 'every.amount', 'This is missing', 'a number'],
  ['a key that means nothing', z.strictObject({}), { a: 1 }, 'a', '“a” means nothing here', undefined],
  ['what the schema has words for', language, 'x', '', 'A language tag such as en', undefined],
];

describe('a fault of the input is told in plain words', () => {
  it.each(cases)('%s', (_what, schema, input, path, message, expected) => {
    expect(readInput(schema, input)).toEqual({
      faults: [{ path, code: expect.any(String), message, ...(expected === undefined ? {} : { expected }) }],
    });
  });

  it('has the code of the rule that is broken', () => {
    const even = (code?: string) =>
      z.int().refine((value) => value % 2 === 0, code === undefined ? 'An even number' : rule(code, 'An even number'));
    const codeOf = (schema: z.ZodType) => readInput(schema, 3);
    expect(codeOf(even('odd'))).toMatchObject({ faults: [{ code: 'odd', message: 'An even number' }] });
    expect(codeOf(even())).toMatchObject({ faults: [{ code: 'invalid_value', message: 'An even number' }] });
  });
});
