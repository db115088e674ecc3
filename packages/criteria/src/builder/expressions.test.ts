import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Criteria, SegmentSubject } from '../criteria.js';
import { writeNotation } from '../notation/notation.js';
import { operators } from '../operators.js';
import { parseCriteria } from '../parse/criteria.js';
import { requestFields } from '../request.js';
import { criteriaSchema } from '../schema/json-schema.js';
import { accountRows, behaviourRows } from './behaviour-rows.js';
import { did } from './builder.js';
import { type BuilderRow, byOperator, propertyRows, whereRows } from './property-rows.js';
import { requestTypes } from './request-fields.js';

const validate = new Ajv2020({ strict: false }).compile(criteriaSchema);

/** The expression gives this JSON, which the parser and the published schema accept and the parser leaves as it is. */
function says([criteria, json]: BuilderRow, subject: SegmentSubject = 'person'): void {
  expect(criteria).toEqual(json);
  expect(JSON.parse(JSON.stringify(criteria))).toEqual(json);
  expect(parseCriteria(criteria, { subject })).toMatchObject({ ok: true });
  expect(validate(JSON.parse(JSON.stringify(criteria)))).toBe(true);
}

function keysAndTexts(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => [key, ...keysAndTexts(value)]);
}

/** The keys of objects and the fixed texts that a JSON Schema names. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'enum' || key === 'const') return [value].flat();
    return key === 'properties' ? [...Object.keys(value), ...namesIn(Object.values(value))] : namesIn(value);
  });
}

const titled = (rows: readonly BuilderRow[]) => rows.map((row) => [writeNotation(row[0]), row] as const);

describe('an expression of the builder is the JSON of the language', () => {
  it.each(titled([...propertyRows, ...behaviourRows]))('%s', (_, row) => says(row));

  it.each(titled(accountRows))('of accounts: %s', (_, row) => says(row, 'account'));

  it.each(whereRows.map(([condition, json]) => [writeNotation(condition), condition, json] as const))(
    'of one event: %s',
    (_, condition, where) => says([did('A', condition), { type: 'event', event: 'A', where, count: { atLeast: 1 } }]),
  );

  it.each(operators)('has a word for the operator %s', (operator) => {
    expect(byOperator[operator][0].operator).toBe(operator);
  });

  it('has an expression for every key and every name in the published schema', () => {
    const rows = [...propertyRows, ...behaviourRows, ...accountRows, ...whereRows];
    const said = new Set(rows.flatMap(([, json]) => keysAndTexts(json)));
    // Both are what is meant where nothing is said.
    const meantAnyway = ['number', 'any'];
    expect(namesIn(criteriaSchema).filter((name) => !said.has(name) && !meantAnyway.includes(name))).toEqual([]);
  });

  it('knows the fields of a request and their types', () => {
    expect(requestTypes).toEqual(Object.fromEntries(requestFields.map(({ id, type }) => [id, type])));
  });

  it('gives nodes in which a reader finds what was said and no word of the builder', () => {
    const defs: Readonly<Record<string, { readonly properties?: object }>> = JSON.parse(
      JSON.stringify(criteriaSchema.$defs),
    );
    for (const [criteria] of [...propertyRows, ...behaviourRows, ...accountRows]) {
      const keys = Object.keys(defs[criteria.type]?.properties ?? {});
      expect(keys.filter((key) => key in criteria && !Object.hasOwn(criteria, key))).toEqual([]);
    }
  });

  it('gives trees that are safe to keep: saying more makes a new one', () => {
    const asked = did('A');
    const twice = asked.atLeast(2);
    const lately: Criteria = twice.inLast('7 days');
    expect([asked.count, twice.count, twice.window]).toEqual([{ atLeast: 1 }, { atLeast: 2 }, undefined]);
    expect(lately).toMatchObject({ count: { atLeast: 2 }, window: { rolling: { amount: 7, unit: 'days' } } });
  });
});
