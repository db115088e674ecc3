import type { Operator, PropertyNode, Scalar } from '../criteria.js';
import { isDateText } from '../dates.js';
import { operators, operatorsFor } from '../operators.js';
import { eventScopes, isGroupKind, pathOf, scopeOf, subjectScopes } from '../property.js';
import { type PropertyType, requestFieldOf, requestFields } from '../request.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, fitsText, join, listed, readText, refuseOthers, shorten } from './fields.js';

const keys = ['type', 'property', 'operator', 'value', 'exactCase'];

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
  if (operator === null) return null;
  const type = property === null ? null : typeOfProperty(property);
  const value = readValue(fields, operator, type, faults);
  if (property === null || value === null || exactCase === null) return null;
  return {
    type: 'property',
    property,
    operator,
    ...(value === undefined ? {} : { value }),
    ...(exactCase ? { exactCase } : {}),
  };
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
  const fitting = type === null ? operators : operatorsFor(type);
  const name = readText(fields, 'operator', listed(fitting), faults);
  if (name === null) return null;
  const path = join(fields.path, 'operator');
  const operator = operators.find((each) => each === name);
  if (operator === undefined) {
    faults.add(path, 'unknown_operator', `“${shorten(name)}” is not an operator`, listed(fitting));
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

/** Undefined where the operator takes no value; null after a fault. */
function readValue(
  fields: Fields,
  operator: Operator,
  type: PropertyType | null,
  faults: FaultList,
): Scalar | readonly Scalar[] | undefined | null {
  const path = join(fields.path, 'value');
  const expected = expectedValue(operator, type);
  if (operator === 'known') {
    if (!fields.has('value')) return undefined;
    faults.add(path, 'value_does_not_fit', '“known” takes no value', expected);
    return null;
  }
  if (!fields.has('value')) {
    faults.add(path, 'missing', '“value” is missing', expected);
    return null;
  }
  const value = fields.get('value');
  if (operator === 'oneOf') return readList(value, path, type, expected, faults);
  if (operator === 'between') return readPair(value, path, expected, faults);
  if (!isScalar(value) || !fits(value, operator, type)) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} does not fit “${operator}”`, expected);
    return null;
  }
  if (typeof value !== 'string') return value;
  if (!fitsText(value, path, faults)) return null;
  if ((operator === 'before' || operator === 'after') && !isDateText(value)) {
    faults.add(path, 'not_a_date', `${describe(value)} is not a date`, expected);
    return null;
  }
  return value;
}

function readList(
  value: unknown,
  path: string,
  type: PropertyType | null,
  expected: string,
  faults: FaultList,
): readonly Scalar[] | null {
  if (!Array.isArray(value)) {
    faults.add(path, 'not_a_list', `${describe(value)} is not a list`, expected);
    return null;
  }
  if (value.length === 0) {
    faults.add(path, 'value_does_not_fit', 'The list is empty, so nothing could be one of it', expected);
    return null;
  }
  if (value.length > criteriaLimits.values) {
    const most = `at most ${criteriaLimits.values} values`;
    faults.add(path, 'too_many_values', `The list has ${value.length} values`, most);
    return null;
  }
  const list: Scalar[] = [];
  for (const [index, item] of value.entries()) {
    const at = `${path}[${index}]`;
    if (!isScalar(item) || !fits(item, 'oneOf', type)) {
      faults.add(at, 'value_does_not_fit', `${describe(item)} does not fit “oneOf”`, expectedValue('equals', type));
    } else if (typeof item !== 'string' || fitsText(item, at, faults)) list.push(item);
  }
  return list.length === value.length ? list : null;
}

function readPair(value: unknown, path: string, expected: string, faults: FaultList): readonly Scalar[] | null {
  if (!Array.isArray(value)) {
    faults.add(path, 'not_a_list', `${describe(value)} is not a list`, expected);
    return null;
  }
  const [low, high]: unknown[] = value;
  if (value.length !== 2 || !isFiniteNumber(low) || !isFiniteNumber(high)) {
    faults.add(path, 'value_does_not_fit', 'The list is not a pair of numbers', expected);
    return null;
  }
  if (low > high) {
    faults.add(path, 'out_of_range', `Nothing lies between ${low} and ${high}`, 'the lower number first');
    return null;
  }
  return [low, high];
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
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') return true;
  if (operator === 'equals') return typeof value === 'string';
  return operator === 'oneOf' && Array.isArray(value) && value.some((item) => typeof item === 'string');
}

/** Whether a value has the type that an operator compares and that the property has, where that is fixed. */
function fits(value: Scalar, operator: Operator, type: PropertyType | null): boolean {
  if (operator === 'equals' || operator === 'oneOf') {
    if (type === null) return true;
    return typeof value === (type === 'number' || type === 'boolean' ? type : 'string');
  }
  if (operator === 'before' || operator === 'after') return typeof value === 'string';
  if (operator === 'contains' || operator === 'startsWith' || operator === 'endsWith') {
    // Every text contains the empty one, so asking for it is a slip of the editor.
    return typeof value === 'string' && value !== '';
  }
  return typeof value === 'number';
}

function expectedValue(operator: Operator, type: PropertyType | null): string {
  switch (operator) {
    case 'known':
      return 'no value';
    case 'equals':
      if (type === null) return 'text, a finite number, true or false';
      return type === 'number' ? 'a finite number' : type === 'boolean' ? 'true or false' : 'text';
    case 'oneOf':
      return `a list of 1 to ${criteriaLimits.values} values`;
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return 'text that is not empty';
    case 'between':
      return 'a list of two finite numbers, the lower first';
    case 'before':
    case 'after':
      return 'a date such as 2026-10-25 or a date-time such as 2026-10-25T14:30 or 2026-10-25T14:30:00Z';
    default:
      return 'a finite number';
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || isFiniteNumber(value);
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
