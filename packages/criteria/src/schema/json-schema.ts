import { groupKinds, type Operator } from '../criteria.js';
import { operators } from '../operators.js';
import { criteriaLimits } from '../parse/faults.js';

/** A part of a JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const of = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const named = (...names: readonly string[]): JsonSchema => ({ enum: names });
const text: JsonSchema = { type: 'string', minLength: 1, maxLength: criteriaLimits.text };
const count = (minimum: number): JsonSchema => ({ type: 'integer', minimum, maximum: criteriaLimits.count });
const percent = (minimum: number): JsonSchema => ({ type: 'integer', minimum, maximum: 100 });

function object(required: Readonly<Record<string, JsonSchema>>, optional: Readonly<Record<string, JsonSchema>> = {}) {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  } satisfies JsonSchema;
}

function node(type: string, required: Readonly<Record<string, JsonSchema>>, optional?: Record<string, JsonSchema>) {
  return object({ type: { const: type }, ...required }, optional);
}

/** The combinations of one kind of tree: over a visitor, or over one event inside `where`. */
function combinations(tree: string): Readonly<Record<string, JsonSchema>> {
  const parts: JsonSchema = { type: 'array', items: of(tree), minItems: 1, maxItems: criteriaLimits.nodes };
  return {
    [`${tree}All`]: node('all', { of: parts }),
    [`${tree}Any`]: node('any', { of: parts }),
    [`${tree}Not`]: node('not', { of: of(tree) }),
    [`${tree}AtLeast`]: node('atLeast', { count: { type: 'integer', minimum: 1 }, of: parts }),
  };
}

function oneOf(tree: string, ...leaves: readonly string[]): JsonSchema {
  return { anyOf: [`${tree}All`, `${tree}Any`, `${tree}Not`, `${tree}AtLeast`, ...leaves].map(of) };
}

const comparing = {
  operator: named(...operators),
};
const compared: Readonly<Record<string, JsonSchema>> = {
  value: of('operand'),
  exactCase: { type: 'boolean' },
  as: named('number', 'decimal', 'version', 'duration', 'date'),
  quantifier: named('any', 'all'),
};
const withoutValue: readonly Operator[] = ['known'];

/** A comparison; each operator asks for a value of its own shape. */
function comparison(schema: JsonSchema): JsonSchema {
  const when = (names: readonly Operator[], then: JsonSchema): JsonSchema => ({
    if: { properties: { operator: named(...names) }, required: ['operator'] },
    then,
  });
  const value = (shape: JsonSchema): JsonSchema => ({ properties: { value: shape }, required: ['value'] });
  const list: JsonSchema = { type: 'array', items: of('scalar'), minItems: 1, maxItems: criteriaLimits.values };
  return {
    ...schema,
    allOf: [
      when(withoutValue, { not: { required: ['value'] } }),
      when(['equals', 'greaterThan', 'atLeast', 'lessThan', 'atMost'], value(of('scalar'))),
      when(['contains', 'startsWith', 'endsWith', 'matches', 'before', 'after', 'on'], value(text)),
      when(['oneOf'], value(list)),
      when(['between'], value({ type: 'array', items: of('scalar'), minItems: 2, maxItems: 2 })),
      when(['inLast', 'inNext', 'moreThanAgo', 'moreThanAhead'], value(of('span'))),
      when(
        ['anniversary'],
        value(object({ days: { type: 'integer', minimum: 0, maximum: criteriaLimits.anniversaryDays } })),
      ),
      when(['inNetwork'], value({ anyOf: [text, { ...list, maxItems: criteriaLimits.networks }] })),
      when(['near'], value(of('circle'))),
    ],
  };
}

const match: Readonly<Record<string, JsonSchema>> = { event: text };
const where: Record<string, JsonSchema> = { where: of('eventCriteria') };
const eventProperty: JsonSchema = { ...text, pattern: '^(properties|context)\\.[\\s\\S]' };
const accountProperty: JsonSchema = { ...text, pattern: '^account\\.[\\s\\S]' };
const subjectProperty: JsonSchema = { ...text, pattern: `^(user|profile|${groupKinds.join('|')}|request)\\.[\\s\\S]` };
const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

/**
 * The JSON Schema (draft 2020-12) of criteria. What passes the parser passes the schema; the parser refuses more, because
 * depth, the number of nodes, properties by name, dates and patterns are beyond a schema.
 */
export const criteriaSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Kindred criteria',
  description: `Who is in a segment of people, or which accounts are in one of accounts. At most ${criteriaLimits.depth} levels deep and ${criteriaLimits.nodes} nodes, those inside “where” included.`,
  anyOf: [of('criteria'), of('accountCriteria')],
  $defs: {
    criteria: oneOf('criteria', 'property', 'event', 'aggregate', 'eventTime', 'sequence', 'bucket', 'segment'),
    accountCriteria: oneOf('accountCriteria', 'accountProperty', 'people', 'segment'),
    eventCriteria: oneOf('eventCriteria', 'eventProperty'),
    ...combinations('criteria'),
    ...combinations('accountCriteria'),
    ...combinations('eventCriteria'),
    scalar: { anyOf: [{ type: 'string', maxLength: criteriaLimits.text }, { type: 'number' }, { type: 'boolean' }] },
    operand: {
      anyOf: [of('scalar'), { type: 'array', items: of('scalar') }, of('span'), of('circle'), { type: 'object' }],
    },
    span: object(
      { amount: { type: 'integer', minimum: 1 }, unit: named(...units.slice(1)) },
      { calendar: { type: 'boolean' } },
    ),
    circle: object({
      latitude: { type: 'number', minimum: -90, maximum: 90 },
      longitude: { type: 'number', minimum: -180, maximum: 180 },
      kilometers: { type: 'number', minimum: 0, maximum: criteriaLimits.kilometers },
    }),
    duration: object({ amount: { type: 'integer', minimum: 1 }, unit: named(...units) }),
    window: {
      anyOf: [
        object({ rolling: of('duration') }),
        object(
          { calendar: named('day', 'week', 'month', 'quarter', 'year') },
          { ago: { type: 'integer', minimum: 0, maximum: criteriaLimits.periodsAgo } },
        ),
        object({ past: object({ from: of('duration'), to: of('duration') }) }),
        object({ fixed: { ...object({}, { from: text, to: text }), minProperties: 1 } }),
      ],
    },
    count: {
      anyOf: [
        object({ atLeast: count(1) }),
        object({ atMost: count(0) }),
        object({ exactly: count(0) }),
        object({ between: { type: 'array', items: count(0), minItems: 2, maxItems: 2 } }),
      ],
    },
    share: {
      anyOf: [
        object({ atLeast: percent(1) }),
        object({ atMost: percent(0) }),
        object({ exactly: percent(0) }),
        object({ between: { type: 'array', items: percent(0), minItems: 2, maxItems: 2 } }),
      ],
    },
    distinct: {
      anyOf: [
        object({ distinct: named('days', 'sessions') }),
        object({ distinct: { const: 'values' }, property: eventProperty }),
      ],
    },
    property: comparison(
      node('property', { property: subjectProperty, ...comparing }, { ...compared, of: { const: 'size' } }),
    ),
    accountProperty: comparison(
      node('property', { property: accountProperty, ...comparing }, { ...compared, of: { const: 'size' } }),
    ),
    eventProperty: comparison(
      node('property', { property: eventProperty, ...comparing }, { ...compared, of: { const: 'size' } }),
    ),
    event: node('event', { ...match, count: of('count') }, { ...where, window: of('window'), of: of('distinct') }),
    aggregate: comparison(
      node(
        'aggregate',
        {
          ...match,
          function: named('sum', 'average', 'minimum', 'maximum', 'first', 'last', 'mostFrequent'),
          property: eventProperty,
          ...comparing,
        },
        { ...where, window: of('window'), ...compared },
      ),
    ),
    eventTime: comparison(
      node(
        'eventTime',
        { ...match, which: named('first', 'last'), ...comparing },
        { ...where, window: of('window'), value: of('operand'), as: { const: 'date' } },
      ),
    ),
    sequence: node(
      'sequence',
      { steps: { type: 'array', items: of('step'), minItems: 2, maxItems: criteriaLimits.steps } },
      {
        within: of('duration'),
        same: { anyOf: [eventProperty, { type: 'array', items: eventProperty }] },
        window: of('window'),
      },
    ),
    step: object(match, {
      ...where,
      without: { type: 'array', items: object(match, where), minItems: 1, maxItems: criteriaLimits.steps },
      absent: { type: 'boolean' },
    }),
    bucket: node('bucket', {
      salt: text,
      from: { type: 'number', minimum: 0, maximum: 100 },
      to: { type: 'number', minimum: 0, maximum: 100 },
    }),
    people: {
      anyOf: [
        node('people', { of: of('criteria'), count: of('count') }),
        node('people', { of: of('criteria'), share: of('share') }),
      ],
    },
    segment: node('segment', { segment: text }),
  },
};
