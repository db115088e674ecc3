import { compileBehaviour } from '../behaviour.js';
import type {
  AggregateFunction,
  AggregateNode,
  BehaviourNode,
  Criteria,
  DistinctOf,
  EventCount,
  EventNode,
  EventTimeNode,
  Operator,
  PropertyNode,
} from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { eventScopes, pathOf, scopeOf } from '../property.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, join, listed, readFields, readText, refuseOthers, shorten } from './fields.js';
import { readName, readWhole, wholeOf } from './numbers.js';
import { parseProperty } from './property.js';
import { readWindow } from './window.js';

/** Reads the tree inside `where` at a path; null after any fault. */
export type WhereParser = (input: unknown, path: string) => Criteria | null;

const eventForm = 'the name of an event, for example Page Viewed';
const countForms = '{"atLeast": 1}, {"atMost": 0}, {"exactly": 2} or {"between": [2, 5]}';
const counts = ['atLeast', 'atMost', 'exactly', 'between'] as const;
const distinct = ['days', 'sessions', 'values'] as const;
const functions: readonly AggregateFunction[] = [
  'sum',
  'average',
  'minimum',
  'maximum',
  'first',
  'last',
  'mostFrequent',
];
const universal = { timeZone: 'UTC', weekStart: 1 };

/** Event name and `where` of a condition; null after any fault. */
export function readMatch(
  fields: Fields,
  parseWhere: WhereParser,
  faults: FaultList,
): { readonly event: string; readonly where?: Criteria } | null {
  const event = readEventName(fields, faults);
  const where = fields.has('where') ? parseWhere(fields.get('where'), join(fields.path, 'where')) : undefined;
  if (event === null || where === null) return null;
  return where === undefined ? { event } : { event, where };
}

/** A name that an event can have; null after a fault. */
function readEventName(fields: Fields, faults: FaultList): string | null {
  const name = readText(fields, 'event', eventForm, faults);
  if (name === null) return null;
  const problem = name.includes('\0') ? 'has a NUL character' : name.trim() === '' ? 'is blank' : null;
  if (problem === null) return name;
  faults.add(
    join(fields.path, 'event'),
    'value_does_not_fit',
    `The name ${problem}, and no event is called so`,
    eventForm,
  );
  return null;
}

/** "Did X so often". */
export function parseEvent(
  input: unknown,
  fields: Fields,
  parseWhere: WhereParser,
  faults: FaultList,
): EventNode | null {
  refuseOthers(input, fields.path, ['type', 'event', 'where', 'count', 'window', 'of'], faults);
  const match = readMatch(fields, parseWhere, faults);
  const count = readCount(fields, 'count', criteriaLimits.count, faults);
  const window = readWindow(fields, faults);
  const of = readDistinct(fields, faults);
  if (match === null || count === null || window === null || of === null) return null;
  return {
    type: 'event',
    ...match,
    count,
    ...(window === undefined ? {} : { window }),
    ...(of === undefined ? {} : { of }),
  };
}

/** A count under a key, up to a number; null after any fault. */
export function readCount(fields: Fields, key: string, most: number, faults: FaultList): EventCount | null {
  const path = join(fields.path, key);
  if (!fields.has(key)) {
    faults.add(path, 'missing', `“${key}” is missing`, countForms);
    return null;
  }
  const input = fields.get(key);
  const count = readFields(input, path, countForms, faults);
  if (count === null) return null;
  refuseOthers(input, path, counts, faults);
  const present = counts.filter((each) => count.has(each));
  const [kind] = present;
  if (kind === undefined || present.length > 1) {
    faults.add(path, 'value_does_not_fit', `A count has one of ${listed(counts)}`, countForms);
    return null;
  }
  if (kind === 'between') return readRange(count.get('between'), join(path, 'between'), most, faults);
  const bound = readWhole(count, kind, kind === 'atLeast' ? 1 : 0, most, faults);
  if (bound === null) return null;
  if (kind === 'atLeast') return { atLeast: bound };
  return kind === 'atMost' ? { atMost: bound } : { exactly: bound };
}

function readRange(value: unknown, path: string, most: number, faults: FaultList): EventCount | null {
  if (!Array.isArray(value) || value.length !== 2) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} is not a pair of numbers`, '[2, 5]');
    return null;
  }
  const low = wholeOf(value[0], `${path}[0]`, 0, most, faults);
  const high = wholeOf(value[1], `${path}[1]`, 0, most, faults);
  if (low === null || high === null) return null;
  if (low <= high) return { between: [low, high] };
  faults.add(path, 'out_of_range', `Nothing lies between ${low} and ${high}`, 'the lower number first');
  return null;
}

function readDistinct(fields: Fields, faults: FaultList): DistinctOf | undefined | null {
  if (!fields.has('of')) return undefined;
  const path = join(fields.path, 'of');
  const input = fields.get('of');
  const of = readFields(input, path, '{"distinct": "days"}', faults);
  if (of === null) return null;
  refuseOthers(input, path, ['distinct', 'property'], faults);
  const what = readName(of, 'distinct', distinct, 'something to count', faults);
  if (what === null) return null;
  if (what === 'values') {
    const property = readEventProperty(of, faults);
    return property === null ? null : { distinct: what, property };
  }
  if (!of.has('property')) return { distinct: what };
  faults.add(join(path, 'property'), 'not_allowed_here', `Different ${what} have no property`, 'no property');
  return null;
}

/** The name of a property of an event; null after a fault. */
export function readEventProperty(fields: Fields, faults: FaultList): string | null {
  const property = readText(fields, 'property', 'a name that begins with properties. or context.', faults);
  return property === null ? null : eventProperty(property, join(fields.path, 'property'), faults);
}

/** A name that is one of a property of an event; null after a fault. */
export function eventProperty(property: string, path: string, faults: FaultList): string | null {
  const scope = scopeOf(property);
  if (eventScopes.some((each) => each === scope) && pathOf(property) !== '') return property;
  const message = `“${shorten(property)}” is not a property of an event`;
  faults.add(path, 'unknown_property', message, 'a name that begins with properties. or context.');
  return null;
}

const sumOperators: readonly Operator[] = [
  'equals',
  'oneOf',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'known',
];
const frequentOperators: readonly Operator[] = [
  ...sumOperators,
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'inNetwork',
];

/** One value made of a property of the events, compared. */
export function parseAggregate(
  input: unknown,
  fields: Fields,
  parseWhere: WhereParser,
  faults: FaultList,
): AggregateNode | null {
  const comparisonKeys = ['property', 'operator', 'value', 'exactCase', 'as', 'quantifier'];
  refuseOthers(input, fields.path, ['type', 'event', 'where', 'window', 'function', ...comparisonKeys], faults);
  const match = readMatch(fields, parseWhere, faults);
  const window = readWindow(fields, faults);
  const name = readName(fields, 'function', functions, 'a function', faults);
  const comparison = readComparison(fields, comparisonKeys, null, faults);
  if (match === null || window === null || name === null || comparison === null) return null;
  if (!fitsFunction(name, comparison, fields.path, faults)) return null;
  const { type: _, of: __, ...compared } = comparison;
  return sound(
    { type: 'aggregate', ...match, ...(window === undefined ? {} : { window }), function: name, ...compared },
    fields.path,
    faults,
  );
}

function fitsFunction(name: AggregateFunction, node: PropertyNode, path: string, faults: FaultList): boolean {
  if (name === 'first' || name === 'last') return true;
  const fitting = name === 'mostFrequent' ? frequentOperators : sumOperators;
  const numbers = (Array.isArray(node.value) ? node.value : [node.value]).every((value) => typeof value === 'number');
  if (!fitting.includes(node.operator)) {
    const message = `“${node.operator}” cannot be asked of the ${name} of a property`;
    faults.add(join(path, 'operator'), 'operator_does_not_fit', message, listed(fitting));
  } else if (name !== 'mostFrequent' && node.operator !== 'known' && !numbers) {
    faults.add(join(path, 'value'), 'value_does_not_fit', `The ${name} of a property is a number`, 'a number');
  } else if (name === 'mostFrequent' ? node.as === 'date' || node.quantifier !== undefined : node.as !== undefined) {
    const message = `The ${name} of a property is one value, and no date`;
    faults.add(path, 'not_allowed_here', message, 'neither “as” date nor “quantifier”');
  } else if (name !== 'mostFrequent' && (node.exactCase === true || node.quantifier !== undefined)) {
    const message = `The ${name} of a property is one number`;
    faults.add(path, 'not_allowed_here', message, 'neither “exactCase” nor “quantifier”');
  } else return true;
  return false;
}

/** A comparison whose parts stand beside others in a condition. */
function readComparison(
  fields: Fields,
  keys: readonly string[],
  property: string | null,
  faults: FaultList,
): PropertyNode | null {
  const parts = {
    type: 'property',
    ...Object.fromEntries(keys.map((key) => [key, fields.get(key)])),
    ...(property === null ? {} : { property }),
  };
  const read = readFields(parts, fields.path, 'a comparison', faults);
  return read === null ? null : parseProperty(parts, read, property === null, faults);
}

const dateOperators: readonly Operator[] = [
  'before',
  'after',
  'on',
  'between',
  'inLast',
  'inNext',
  'moreThanAgo',
  'moreThanAhead',
];

/** The time of the first or last event, compared. */
export function parseEventTime(
  input: unknown,
  fields: Fields,
  parseWhere: WhereParser,
  faults: FaultList,
): EventTimeNode | null {
  refuseOthers(input, fields.path, ['type', 'event', 'where', 'window', 'which', 'operator', 'value', 'as'], faults);
  const match = readMatch(fields, parseWhere, faults);
  const window = readWindow(fields, faults);
  const which = readName(fields, 'which', ['first', 'last'] as const, 'first or last', faults);
  const comparison = readComparison(fields, ['operator', 'value', 'as'], 'user.time', faults);
  if (match === null || window === null || which === null || comparison === null) return null;
  const { operator, value, as } = comparison;
  if (!dateOperators.includes(operator) || (operator === 'between') !== (as === 'date')) {
    const expected = `${listed(dateOperators)}, between with “as” date`;
    faults.add(join(fields.path, 'operator'), 'operator_does_not_fit', 'The time of an event is a date', expected);
    return null;
  }
  return sound(
    {
      type: 'eventTime',
      ...match,
      ...(window === undefined ? {} : { window }),
      which,
      operator,
      ...(value === undefined ? {} : { value }),
      ...(as === 'date' ? { as } : {}),
    },
    fields.path,
    faults,
  );
}

/** The node, if it can be made ready to be asked; a fault where not. */
export function sound<N extends BehaviourNode>(node: N, path: string, faults: FaultList): N | null {
  try {
    compileBehaviour(bare(node), universal);
    return node;
  } catch (error) {
    if (!(error instanceof InvalidCriteriaError)) throw error;
    faults.add(path, 'value_does_not_fit', error.message, 'parts that fit each other');
    return null;
  }
}

/** Without what has been read by itself: patterns inside need an entry that not everyone who parses has loaded. */
function bare(node: BehaviourNode): BehaviourNode {
  if (node.type === 'sequence') {
    const steps = node.steps.map(({ event, absent }) => (absent ? { event, absent } : { event }));
    return { ...node, steps };
  }
  const { where: _, ...rest } = node;
  return rest.type === 'aggregate' && rest.operator === 'matches' ? { ...rest, operator: 'equals' } : rest;
}
