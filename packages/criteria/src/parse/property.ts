import { dependsOnTime } from '../comparison/relative-dates.js';
import type { ComparedAs, Operator, PropertyNode } from '../criteria.js';
import { operators, operatorsFor } from '../operators.js';
import { eventScopes, isGroupKind, pathOf, scopeOf, subjectScopes } from '../property.js';
import { type PropertyType, requestFieldOf, requestFields } from '../request.js';
import type { FaultList } from './faults.js';
import { describe, type Fields, join, listed, readText, refuseOthers, shorten } from './fields.js';
import { readOperand } from './operand.js';

const keys = ['type', 'property', 'operator', 'value', 'exactCase', 'as', 'quantifier', 'of'];

/** Reads a comparison; null after any fault. `inWhere` says whether it is about an event or about a visitor. */
export function parseProperty(
  input: unknown,
  fields: Fields,
  inWhere: boolean,
  faults: FaultList,
): PropertyNode | null {
  refuseOthers(input, fields.path, keys, faults);
  const property = readProperty(fields, inWhere, faults);
  const operator = readOperator(fields, property, faults);
  const exactCase = readExactCase(fields, operator, faults);
  const fixed = property === null ? null : typeOfProperty(property);
  const quantifier = readChoice(fields, 'quantifier', quantifiers, faults);
  const of = readSize(fields, operator, faults);
  const chosen = readAs(fields, operator, of === 'size' ? 'number' : fixed, faults);
  if (operator === null) return null;
  const as = fixed === 'version' && of === undefined ? asVersion(operator, chosen) : chosen;
  if (inWhere && dependsOnTime({ operator })) {
    const message = `“${operator}” compares with the present, which an event is not asked about`;
    const expected = 'an operator whose answer never changes, for example before or after';
    faults.add(join(fields.path, 'operator'), 'not_allowed_here', message, expected);
    return null;
  }
  const type = of === 'size' ? 'number' : fixed;
  const value = readOperand(fields, { operator, type, as: as ?? undefined, exactCase: exactCase === true }, faults);
  if (property === null || value === null || exactCase === null) return null;
  if (as === null || quantifier === null || of === null) return null;
  const scope = property === null ? null : scopeOf(property);
  if (of === 'size' && property !== null && scope !== null && isGroupKind(scope) && pathOf(property) !== 'id') {
    const expected = `${scope}.id, which counts the visitor’s groups of the kind`;
    faults.add(join(fields.path, 'of'), 'not_allowed_here', 'Values are not counted across groups', expected);
    return null;
  }
  if (of === 'size' && quantifier === 'all') {
    const path = join(fields.path, 'quantifier');
    faults.add(path, 'not_allowed_here', 'A size is one number, not many values', '“of” or “quantifier”, not both');
    return null;
  }
  return {
    type: 'property',
    property,
    operator,
    ...(value === undefined ? {} : { value }),
    ...(exactCase ? { exactCase } : {}),
    ...(as === undefined || as === 'number' ? {} : { as }),
    ...(quantifier === 'all' ? { quantifier } : {}),
    ...(of === undefined ? {} : { of }),
  };
}

const ordered: ReadonlySet<Operator> = new Set<Operator>([
  'equals',
  'oneOf',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
]);
const comparedAs: readonly ComparedAs[] = ['number', 'decimal', 'version', 'duration', 'date'];
const quantifiers = ['any', 'all'] as const;

/** What is a version by itself is compared as one, unless something else is asked for. */
function asVersion(operator: Operator, chosen: ComparedAs | undefined | null): ComparedAs | undefined | null {
  return ordered.has(operator) && (chosen === undefined || chosen === 'number') ? 'version' : chosen;
}

/** What values of a type can be compared as. */
const readings: Readonly<Record<PropertyType, readonly ComparedAs[]>> = {
  text: ['decimal', 'version', 'duration'],
  textList: ['decimal', 'version', 'duration'],
  number: ['number', 'decimal'],
  boolean: [],
  date: ['date'],
  ip: [],
  // A number means the version of that number here.
  version: ['number', 'decimal', 'version'],
};

/** Undefined where absent; null after a fault. */
function readAs(
  fields: Fields,
  operator: Operator | null,
  type: PropertyType | null,
  faults: FaultList,
): ComparedAs | undefined | null {
  const as = readChoice(fields, 'as', comparedAs, faults);
  if (as === undefined || as === null || operator === null) return as;
  if (type !== null && !readings[type].includes(as)) {
    const message = `What is a ${type} is not compared as ${as}`;
    const expected = readings[type].length === 0 ? 'no “as”' : `no “as”, or ${listed(readings[type])}`;
    faults.add(join(fields.path, 'as'), 'not_allowed_here', message, expected);
    return null;
  }
  if (ordered.has(operator) && (as !== 'date' || operator === 'between')) return as;
  const expected = as === 'date' ? '“as” date with between only' : `“as” with ${listed([...ordered])} only`;
  faults.add(join(fields.path, 'as'), 'not_allowed_here', `“${operator}” does not compare as ${as}`, expected);
  return null;
}

function readSize(fields: Fields, operator: Operator | null, faults: FaultList): 'size' | undefined | null {
  const of = readChoice(fields, 'of', ['size'] as const, faults);
  if (of === undefined || of === null || operator === null) return of;
  const as = fields.get('as');
  if (ordered.has(operator) && (as === undefined || as === 'number')) return of;
  faults.add(join(fields.path, 'of'), 'not_allowed_here', 'A size compares with numbers', '“of” with numbers only');
  return null;
}

function readChoice<C extends string>(
  fields: Fields,
  key: string,
  choices: readonly C[],
  faults: FaultList,
): C | undefined | null {
  if (!fields.has(key)) return undefined;
  const value = fields.get(key);
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  faults.add(join(fields.path, key), 'value_does_not_fit', `${describe(value)} does not fit`, listed(choices));
  return null;
}

function readProperty(fields: Fields, inWhere: boolean, faults: FaultList): string | null {
  const allowed: readonly string[] = inWhere ? eventScopes : subjectScopes;
  const expected = `a name that begins with ${listed(allowed.map((scope) => `${scope}.`))}`;
  const property = readText(fields, 'property', expected, faults);
  if (property === null) return null;
  const path = join(fields.path, 'property');
  const scope = scopeOf(property);
  const rest = pathOf(property);
  const shown = shorten(property);
  if (scope === null || rest === '') {
    faults.add(path, 'unknown_property', `“${shown}” is not a property`, expected);
    return null;
  }
  if (!allowed.includes(scope)) {
    const where = inWhere ? 'cannot be asked of one event' : 'can be asked of an event only, inside “where”';
    faults.add(path, 'not_allowed_here', `“${shown}” ${where}`, expected);
    return null;
  }
  if (scope === 'profile' && rest !== 'userId' && rest !== 'known') {
    faults.add(path, 'unknown_property', `“${shown}” is not a property`, 'profile.userId or profile.known');
    return null;
  }
  if (scope === 'request' && requestFieldOf(rest) === null) {
    const names = requestFields.map(({ id }) => `request.${id}${id.endsWith('.') ? '<name>' : ''}`);
    faults.add(path, 'unknown_property', `“${shown}” is nothing known of a request`, listed(names));
    return null;
  }
  return property;
}

/** The type of a property where the language itself fixes it; null where data decides. */
export function typeOfProperty(property: string): PropertyType | null {
  const scope = scopeOf(property);
  const path = pathOf(property);
  if (scope === 'profile') return path === 'known' ? 'boolean' : 'text';
  if (scope === 'request') return requestFieldOf(path)?.type ?? null;
  if (scope !== null && isGroupKind(scope) && path === 'id') return 'text';
  if (scope === 'organization' && path === 'ancestorIds') return 'textList';
  return null;
}

function readOperator(fields: Fields, property: string | null, faults: FaultList): Operator | null {
  const type = property === null ? null : typeOfProperty(property);
  const fitting = type === null || fields.get('of') === 'size' ? operators : operatorsFor(type);
  const name = readText(fields, 'operator', listed(fitting), faults);
  if (name === null) return null;
  const path = join(fields.path, 'operator');
  const operator = operators.find((each) => each === name);
  if (operator === undefined) {
    // Rule 1.1: whoever knows operators such as “notEquals” is told how it is said here.
    const negative = /^(?:is|does)?[_ ]?not|^n(?:e|eq|in)$/i.test(name);
    const message = `“${shorten(name)}” is not an operator`;
    const hint = negative ? '“not” around a condition with a positive operator: ' : '';
    faults.add(path, 'unknown_operator', message, `${hint}${listed(fitting)}`);
    return null;
  }
  if (!fitting.includes(operator)) {
    faults.add(
      path,
      'operator_does_not_fit',
      `“${operator}” cannot be asked of ${property}, which is a ${type}`,
      listed(fitting),
    );
    return null;
  }
  return operator;
}

/** False where absent; null after a fault. */
function readExactCase(fields: Fields, operator: Operator | null, faults: FaultList): boolean | null {
  if (!fields.has('exactCase')) return false;
  const path = join(fields.path, 'exactCase');
  const exactCase = fields.get('exactCase');
  if (typeof exactCase !== 'boolean') {
    faults.add(path, 'value_does_not_fit', `${describe(exactCase)} does not fit`, 'true or false');
    return null;
  }
  if (exactCase && operator !== null && !comparesText(operator, fields.get('value'))) {
    faults.add(path, 'exact_case_does_not_fit', 'Only text has a case', 'exactCase with a comparison of text only');
    return null;
  }
  return exactCase;
}

function comparesText(operator: Operator, value: unknown): boolean {
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith' || operator === 'matches') {
    return true;
  }
  if (operator === 'equals') return typeof value === 'string';
  return operator === 'oneOf' && Array.isArray(value) && value.some((item) => typeof item === 'string');
}
