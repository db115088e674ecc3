import type {
  AggregateNode,
  Criteria,
  EventCount,
  EventMatch,
  EventNode,
  Operand,
  PeopleNode,
  PropertyNode,
  Window,
} from '../criteria.js';
import { isGroupKind, pathOf, scopeOf } from '../property.js';
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
  return call !== null && sameAs(call, criteria) ? call : inJson(criteria);
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
      return criteria.of === undefined ? eventWords(criteria) : null;
    case 'aggregate':
      return aggregateWords(criteria);
    case 'segment':
      return { name: 'segment', of: [literal(criteria.segment)], rest: '' };
    case 'bucket':
      return { name: 'bucket', of: [criteria.salt, criteria.from, criteria.to].map(literal), rest: '' };
    case 'people':
      return peopleWords(criteria);
    case 'eventTime':
    case 'sequence':
      return null;
  }
}

function propertyWords(node: PropertyNode): Call | null {
  const asked = comparisonWords(node);
  const scope = scopeOf(node.property);
  const path = literal(pathOf(node.property));
  if (node.property === 'profile.known') return { name: 'knownUser', of: [], rest: '' };
  if (asked === null || scope === null) return null;
  if (scope === 'user') return { name: 'trait', of: [path], rest: asked };
  if (scope === 'request') return { name: 'request', of: [path], rest: asked };
  if (scope === 'properties') return { name: 'where', of: [path], rest: asked };
  if (scope === 'context') return { name: 'context', of: [path], rest: asked };
  return isGroupKind(scope) ? { name: 'group', of: [literal(scope), path], rest: asked } : null;
}

/** `.equals('free')`; null where no method says it. */
function comparisonWords({ operator, value, exactCase, as }: Omit<PropertyNode, 'type' | 'property'>): string | null {
  if (operator === 'known') return '.isKnown()';
  if (value === undefined) return null;
  const options = exactCase === undefined ? '' : `, { exactCase: ${exactCase} }`;
  if (as !== undefined) return `.as(${literal(as)}, ${literal(operator)}, ${literal(value)})`;
  if (operator === 'between' && isPair(value)) return `.between(${literal(value[0])}, ${literal(value[1])})`;
  const span = spanWords(value);
  return `.${operator}(${span === null ? literal(value) : literal(span)}${options})`;
}

function isPair(value: Operand): value is readonly [string | number | boolean, string | number | boolean] {
  return Array.isArray(value) && value.length === 2;
}

/** "7 days"; null for what is no time, or one with more to say. */
function spanWords(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('unit' in value)) return null;
  if ('calendar' in value || typeof value.unit !== 'string') return null;
  return `${String(value.amount)} ${value.amount === 1 ? value.unit.slice(0, -1) : value.unit}`;
}

function didWords({ event, where }: EventMatch): Omit<Call, 'rest'> {
  if (where === undefined) return { name: 'did', of: [literal(event)] };
  const conditions = where.type === 'all' && where.of.length > 1 ? where.of : [where];
  return { name: 'did', of: [literal(event), ...conditions.map(callOf)] };
}

function eventWords(node: EventNode): Call {
  return { ...didWords(node), rest: `${countWords(node.count)}${windowWords(node.window)}` };
}

function aggregateWords(node: AggregateNode): Call | null {
  const asked = comparisonWords(node);
  const summed = node.function === 'sum' ? 'sumOf' : node.function === 'average' ? 'averageOf' : null;
  if (asked === null || summed === null || scopeOf(node.property) !== 'properties') return null;
  const property = literal(pathOf(node.property));
  return { ...didWords(node), rest: `${windowWords(node.window)}.${summed}(${property})${asked}` };
}

function countWords(count: EventCount): string {
  if ('atLeast' in count) return count.atLeast === 1 ? '' : `.atLeast(${count.atLeast})`;
  if ('atMost' in count) return count.atMost === 0 ? '.never()' : `.atMost(${count.atMost})`;
  if ('exactly' in count) return `.exactly(${count.exactly})`;
  return `.between(${count.between.join(', ')})`;
}

function windowWords(window: Window | undefined): string {
  if (window === undefined) return '';
  if ('rolling' in window && window.rolling.unit !== 'seconds') {
    return `.inLast(${literal(spanWords(window.rolling) ?? '')})`;
  }
  if ('calendar' in window && window.ago === undefined) return `.inThis(${literal(window.calendar)})`;
  if ('fixed' in window && window.fixed.from !== undefined) {
    const { from, to } = window.fixed;
    return `.from(${[from, ...(to === undefined ? [] : [to])].map(literal).join(', ')})`;
  }
  return `.within(${literal(window)})`;
}

function peopleWords({ of, count, share }: PeopleNode): Call {
  const conditions = of.type === 'all' && of.of.length > 1 ? of.of : [of];
  const name = share === undefined ? 'people' : 'shareOfPeople';
  return { name, of: [literal(share ?? count), ...conditions.map(callOf)], rest: '' };
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
