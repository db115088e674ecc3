import { isVersionField } from '../builder/request-fields.js';
import { isDaysAhead, isTimeSpan } from '../comparison/operands.js';
import type {
  AggregateNode,
  Criteria,
  DistinctOf,
  EventCount,
  EventMatch,
  EventNode,
  EventTimeNode,
  GroupKind,
  Operand,
  PeopleNode,
  PropertyNode,
  RollingWindow,
  SequenceNode,
  SequenceStep,
  Window,
} from '../criteria.js';
import { isGroupKind, pathOf, type Scope, scopeOf } from '../property.js';
import { NotationError } from './error.js';
import { readNotation } from './read.js';

/** A call with its parts apart, so that it can be broken over lines; `rest` are the methods behind it. */
interface Call {
  readonly name: string;
  readonly of: readonly (string | Call)[];
  readonly rest: string;
}

/** The longest line; a call that is longer has each of its parts on a line of its own. */
const width = 88;

/**
 * Criteria as an expression of the builder, as `readNotation` reads it. What the builder has no words for stands in it as
 * JSON, `criteria({ … })`: each condition is read back, and is written so only where the same comes out.
 */
export function writeNotation(criteria: Criteria): string {
  return layout(callOf(criteria), '');
}

function layout(part: string | Call, indent: string): string {
  if (typeof part === 'string') return part;
  const line = oneLine(part);
  if (indent.length + line.length <= width || part.of.length === 0) return line;
  const inner = `${indent}  `;
  const lines = part.of.map((each) => `${inner}${layout(each, inner)},`);
  return `${part.name}(\n${lines.join('\n')}\n${indent})${part.rest}`;
}

function oneLine(part: string | Call): string {
  return typeof part === 'string' ? part : `${part.name}(${part.of.map(oneLine).join(', ')})${part.rest}`;
}

function callOf(criteria: Criteria): Call {
  const call = wordsFor(criteria);
  // Groups say what their parts say: reading them back at each level would take the square of the depth.
  if (call !== null && isGroup(criteria)) return call;
  return call !== null && sameAs(call, criteria) ? call : inJson(criteria);
}

function isGroup({ type }: Criteria): boolean {
  return type === 'all' || type === 'any' || type === 'not' || type === 'atLeast';
}

function sameAs(call: Call, criteria: Criteria): boolean {
  try {
    return sorted(readNotation(oneLine(call)).criteria) === sorted(criteria);
  } catch (error) {
    if (error instanceof NotationError) return false;
    throw error;
  }
}

/** JSON with the members of objects in one order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function inJson(criteria: Criteria): Call {
  return { name: 'criteria', of: [literal(criteria)], rest: '' };
}

function wordsFor(criteria: Criteria): Call | null {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return { name: criteria.type, of: criteria.of.map(callOf), rest: '' };
    case 'not':
      if (criteria.of.type === 'any') return { name: 'none', of: criteria.of.of.map(callOf), rest: '' };
      return { name: 'not', of: [callOf(criteria.of)], rest: '' };
    case 'atLeast':
      return { name: 'atLeastOf', of: [literal(criteria.count), ...criteria.of.map(callOf)], rest: '' };
    case 'property':
      return propertyWords(criteria);
    case 'event':
      return eventWords(criteria);
    case 'aggregate':
      return aggregateWords(criteria);
    case 'eventTime':
      return eventTimeWords(criteria);
    case 'sequence':
      return sequenceWords(criteria);
    case 'segment':
      return { name: 'segment', of: [literal(criteria.segment)], rest: '' };
    case 'bucket':
      return { name: 'bucket', of: [criteria.salt, criteria.from, criteria.to].map(literal), rest: '' };
    case 'people':
      return peopleWords(criteria);
  }
}

function propertyWords(node: PropertyNode): Call | null {
  const { property } = node;
  const scope = scopeOf(property);
  if (scope === null) return null;
  const path = pathOf(property);
  const rest = scope === 'request' && isVersionField(path) ? versionWords(node) : comparisonWords(node);
  if (rest === null) return null;
  if (isGroupKind(scope)) return { name: 'group', of: [scope, path].map(literal), rest };
  if (property === 'profile.known' && rest === '.equals(true)') return { name: 'knownUser', of: [], rest: '' };
  if (property === 'profile.known' && rest === '.equals(false)') return { name: 'guest', of: [], rest: '' };
  return { name: callsOfScopes[scope], of: [literal(path)], rest };
}

/** As of any comparison, but that a version needs no word to be compared as one, and needs one to be compared as a date. */
function versionWords(node: PropertyNode): string | null {
  const { as, ...others } = node;
  const asked = comparisonWords(as === 'version' && node.quantifier === undefined ? others : node);
  return as === 'date' && node.quantifier === undefined ? `.asDate()${asked}` : asked;
}

const callsOfScopes: Readonly<Record<Exclude<Scope, GroupKind>, string>> = {
  user: 'trait',
  profile: 'profile',
  request: 'request',
  properties: 'where',
  context: 'context',
};

type Comparison = Pick<PropertyNode, 'operator' | 'value' | 'exactCase' | 'as' | 'quantifier' | 'of'>;

/** `.equals('free')`; null where no method says it. */
function comparisonWords({ operator, value, exactCase, as, quantifier, of }: Comparison): string | null {
  const before = `${of === 'size' ? '.size()' : ''}${quantifier === 'all' ? '.every()' : ''}`;
  if (operator === 'known') return `${before}.isKnown()`;
  if (value === undefined) return null;
  if (operator === 'anniversary') {
    if (!isDaysAhead(value)) return null;
    const { days } = value;
    const within = `.anniversaryWithin(${literal(`${days} ${days === 1 ? 'day' : 'days'}`)})`;
    return `${before}${days === 0 ? '.anniversaryToday()' : within}`;
  }
  const read = as === undefined || as === 'number' || as === 'date' ? '' : readings[as];
  if (operator === 'between' && isPair(value)) return `${before}${read}.between(${value.map(literal).join(', ')})`;
  const options = exactCase === undefined ? '' : `, { exactCase: ${exactCase} }`;
  const span = spanWords(value);
  return `${before}${read}.${operator}(${span ?? literal(value)}${options})`;
}

const readings = { decimal: '.asDecimal()', version: '.asVersion()', duration: '.asDuration()' } as const;

function isPair(value: Operand): value is readonly [string | number | boolean, string | number | boolean] {
  return Array.isArray(value) && value.length === 2;
}

/** `'7 days'`, with more to say where it is calendar; null for what is no time. */
function spanWords(value: Operand): string | null {
  if (!isTimeSpan(value)) return null;
  return value.calendar === true ? `${timeWords(value)}, { calendar: true }` : timeWords(value);
}

/** `'7 days'`. */
function timeWords({ amount, unit }: RollingWindow['rolling']): string {
  return literal(`${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`);
}

function didWords({ event, where }: EventMatch): Omit<Call, 'rest'> {
  if (where === undefined) return { name: 'did', of: [literal(event)] };
  const conditions = where.type === 'all' && where.of.length > 1 ? where.of : [where];
  return { name: 'did', of: [literal(event), ...conditions.map(callOf)] };
}

function eventWords(node: EventNode): Call {
  const { count, of, window } = node;
  return { ...didWords(node), rest: `${timesWords(count)}${distinctWords(of)}${windowWords(window)}` };
}

function distinctWords(of: DistinctOf | undefined): string {
  if (of === undefined) return '';
  if (of.distinct === 'values') return `.withDistinct(${eventProperty(of.property)})`;
  return of.distinct === 'days' ? '.onDistinctDays()' : '.inDistinctSessions()';
}

/** `'total'`, or `context('page.depth')`. */
function eventProperty(property: string): string {
  const path = literal(pathOf(property));
  return scopeOf(property) === 'context' ? `context(${path})` : path;
}

function aggregateWords(node: AggregateNode): Call | null {
  const asked = comparisonWords(node);
  const rest = `${windowWords(node.window)}.${node.function}Of(${eventProperty(node.property)})${asked}`;
  return asked === null ? null : { ...didWords(node), rest };
}

function eventTimeWords(node: EventTimeNode): Call | null {
  const asked = comparisonWords(node);
  return asked === null ? null : { ...didWords(node), rest: `${windowWords(node.window)}.${node.which}Time()${asked}` };
}

function sequenceWords({ steps, within, same, window }: SequenceNode): Call {
  const names = same === undefined ? [] : typeof same === 'string' ? [same] : same;
  const sameWords = names.length === 0 ? '' : `.withSame(${names.map(eventProperty).join(', ')})`;
  const withinWords = within === undefined ? '' : `.allWithin(${timeWords(within)})`;
  return { name: 'sequence', of: steps.map(stepWords), rest: `${withinWords}${sameWords}${windowWords(window)}` };
}

function stepWords(step: SequenceStep): Call {
  const between = step.without?.map((each) => oneLine({ ...didWords(each), rest: '' })).join(', ');
  const without = between === undefined ? '' : `.without(${between})`;
  return { ...didWords(step), rest: step.absent === true ? '.never()' : without };
}

function timesWords(count: EventCount): string {
  return 'atMost' in count && count.atMost === 0 ? '.never()' : countWords(count);
}

/** Nothing for once at least, which needs no saying. */
function countWords(count: EventCount): string {
  return 'atLeast' in count && count.atLeast === 1 ? '' : boundWords(count);
}

function boundWords(count: EventCount): string {
  if ('atLeast' in count) return `.atLeast(${count.atLeast})`;
  if ('atMost' in count) return `.atMost(${count.atMost})`;
  if ('exactly' in count) return `.exactly(${count.exactly})`;
  return `.between(${count.between.join(', ')})`;
}

function windowWords(window: Window | undefined): string {
  if (window === undefined) return '';
  if ('rolling' in window) return `.inLast(${timeWords(window.rolling)})`;
  if ('calendar' in window) {
    const { calendar, ago } = window;
    if (ago === undefined) return `.inThis(${literal(calendar)})`;
    return `.inPrevious(${[calendar, ...(ago === 1 ? [] : [ago])].map(literal).join(', ')})`;
  }
  if ('past' in window) {
    const { from, to } = window.past;
    return `.inPast({ from: ${timeWords(from)}, to: ${timeWords(to)} })`;
  }
  const { from, to } = window.fixed;
  if (from === undefined) return `.until(${literal(to)})`;
  return `.from(${[from, ...(to === undefined ? [] : [to])].map(literal).join(', ')})`;
}

function peopleWords({ of, count, share }: PeopleNode): Call {
  const conditions = of.type === 'all' && of.of.length > 1 ? of.of : [of];
  const counted = share ?? count ?? { atLeast: 1 };
  const rest = share === undefined ? countWords(counted) : boundWords(counted);
  return { name: share === undefined ? 'people' : 'shareOfPeople', of: conditions.map(callOf), rest };
}

/** A value as it is written: texts in single quotes, members of objects without any where they can be. */
function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${literal(each)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}
