import type { JsonObject } from '../evaluate/fault.js';
import { isForeignPattern } from './pattern.js';
import { text, texts } from './read.js';
import { all, any, ask, compare, type Draft, nobody, not } from './translation.js';

export function known(field: string): Draft {
  return compare(`user.text.${field}`, 'known');
}

/**
 * One constraint. Unleash's rules: case counts unless `caseInsensitive`; a missing field satisfies nothing but NOT_IN and
 * what is inverted; an operand that is not of the operator's type satisfies nothing; in lists of networks those that
 * are none are passed over.
 */
export function constraint(given: JsonObject): Draft {
  const holds = plain(given);
  return given.inverted === true ? not(holds) : holds;
}

const parts: Readonly<Record<string, string>> = {
  STR_STARTS_WITH: 'startsWith',
  STR_ENDS_WITH: 'endsWith',
  STR_CONTAINS: 'contains',
};

const orders: Readonly<Record<string, string>> = {
  EQ: 'equals',
  GT: 'greaterThan',
  GTE: 'atLeast',
  LT: 'lessThan',
  LTE: 'atMost',
};

function plain(given: JsonObject): Draft {
  const operator = text(given.operator);
  const field = text(given.contextName);
  const property = `user.text.${field}`;
  const values = texts(given.values);
  const value = text(given.value);
  const exact = given.caseInsensitive === true ? {} : { exactCase: true };
  const [family = '', order = ''] = operator.split('_');
  if (operator === 'IN') return isOneOf(property, values);
  if (operator === 'NOT_IN') return not(isOneOf(property, values));
  const part = parts[operator];
  if (part !== undefined)
    return any(
      values.map((each) => compare(property, part, each, exact)),
      nobody,
    );
  if (family === 'NUM') return numeric(`user.number.${field}`, orders[order], value);
  if (family === 'SEMVER') return version(property, orders[order], value);
  if (operator === 'DATE_AFTER') return compare(property, 'after', value);
  if (operator === 'DATE_BEFORE') return compare(property, 'before', value);
  if (operator === 'REGEX') return isForeignPattern(value) ? nobody : compare(property, 'matches', value, exact);
  if (operator === 'IN_CIDR')
    return any(
      values.filter(isNetwork).map((each) => compare(property, 'inNetwork', each)),
      nobody,
    );
  return nobody;
}

function isOneOf(property: string, values: readonly string[]): Draft {
  return values.length === 0 ? nobody : compare(property, 'oneOf', values, { exactCase: true });
}

function numeric(property: string, operator: string | undefined, value: string): Draft {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return operator === undefined || !Number.isFinite(number) ? nobody : compare(property, operator, number);
}

/** A version with a leading v is none for Unleash. */
function version(property: string, operator: string | undefined, value: string): Draft {
  if (operator === undefined || !/^\d/.test(value)) return nobody;
  return all(
    [compare(property, operator, value, { as: 'version' }), not(compare(property, 'startsWith', 'v'))],
    nobody,
  );
}

/** Whether the language takes it for an address or a network. */
function isNetwork(value: string): boolean {
  return (
    'matches' in ask(compare('user.text.ip', 'inNetwork', value), {}) ||
    /^[\d.]+(\/\d+)?$|^[\da-f:]+(\/\d+)?$/i.test(value)
  );
}
