import type { JsonObject } from '../evaluate/fault.js';
import { list, object, objects, text, texts } from './read.js';
import { all, any, compare, type Draft, everyone, nobody, not, type Untranslatable } from './translation.js';

export interface Setting {
  readonly now: number;
  readonly untranslatable: Untranslatable;
}

/** Stands for a condition that a case says must never be evaluated. */
export const mustNotBeAsked = 'must-not-be-asked';

/**
 * One condition. Unomi's rules: no conditions under "and" hold of everyone, none under anything else of nobody; a missing
 * property satisfies what is negative and nothing else; the operand's own member says its type; a pattern has to
 * match the whole text; days are those of UTC.
 */
export function condition(given: JsonObject, setting: Setting): Draft {
  const parameters = object(given.parameterValues);
  switch (given.type) {
    case 'booleanCondition': {
      const isAnd = text(parameters.operator).toLowerCase() === 'and';
      const { subConditions } = parameters;
      if (subConditions !== undefined && subConditions !== null && !Array.isArray(subConditions)) {
        return { type: isAnd ? 'all' : 'any', of: subConditions };
      }
      const parts = objects(subConditions).map((each) => condition(each, setting));
      return isAnd ? all(parts, everyone) : any(parts, nobody);
    }
    case 'notCondition':
      return not(condition(object(parameters.subCondition), setting));
    case 'profilePropertyCondition':
      return comparison(parameters, setting);
    case 'profileSegmentCondition':
      return membership(parameters);
    case 'idsCondition':
      return ids(parameters);
    case 'nestedCondition':
      return nested(object(parameters.subCondition), setting);
    case 'mock':
      if (given.mustNotBeEvaluated === true) return { type: 'segment', segment: mustNotBeAsked };
      return given.result === true ? everyone : nobody;
    default:
      return setting.untranslatable.part(`the condition type ${text(given.type)}`);
  }
}

function membership({ matchType, segments }: JsonObject): Draft {
  const parts = texts(segments).map((segment): Draft => ({ type: 'segment', segment }));
  if (matchType === 'all') return all(parts, nobody);
  return matchType === 'notIn' ? not(any(parts, nobody)) : any(parts, nobody);
}

/** No ids at all hold of nobody, whichever way they are asked for. */
function ids(parameters: JsonObject): Draft {
  const wanted = texts(parameters.ids);
  if (wanted.length === 0) return nobody;
  const isOne = compare('profile.userId', 'oneOf', wanted, { exactCase: true });
  return parameters.match === false ? not(isOne) : isOne;
}

/**
 * Conditions on one and the same object of a list. Lists are kept by the path of their parts, not object by object, so
 * what can be said is what follows from it: each positive condition holds of some object.
 */
function nested(given: JsonObject, setting: Setting): Draft {
  const inner = given.type === 'booleanCondition' ? objects(object(given.parameterValues).subConditions) : [given];
  const implied = inner.map((each) => {
    const parameters = object(each.parameterValues);
    return /^not/.test(text(parameters.comparisonOperator))
      ? compare(propertyOf(parameters), 'known')
      : condition(each, setting);
  });
  return all([...implied, setting.untranslatable.part('several conditions on one object of a list')], nobody);
}

function propertyOf(parameters: JsonObject): string {
  return `user.${text(parameters.propertyName).replace(/^properties\./, '')}`;
}

const orders: Readonly<Record<string, string>> = {
  greaterThan: 'greaterThan',
  greaterThanOrEqualTo: 'atLeast',
  lessThan: 'lessThan',
  lessThanOrEqualTo: 'atMost',
};

function comparison(parameters: JsonObject, setting: Setting): Draft {
  const property = propertyOf(parameters);
  const operator = text(parameters.comparisonOperator);
  const dates = datesOf(parameters, setting.now);
  if (dates !== null) return dateComparison(property, operator, dates, setting);
  const operands = operandsOf(parameters);
  const [operand] = operands;
  const order = orders[operator];
  if (order !== undefined) return compare(property, order, operand);
  switch (operator) {
    case 'exists':
      return compare(property, 'known');
    case 'missing':
      return not(compare(property, 'known'));
    case 'equals':
      return compare(property, 'equals', operand);
    case 'notEquals':
      return not(compare(property, 'equals', operand));
    case 'in':
      return compare(property, 'oneOf', operands);
    case 'notIn':
      return not(compare(property, 'oneOf', operands));
    case 'all':
      return all(
        operands.map((each) => compare(property, 'equals', each)),
        nobody,
      );
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return compare(property, operator, operand);
    case 'matchesRegex':
      return compare(property, 'matches', `^(?:${text(operand)})$`, { exactCase: true });
    default:
      return setting.untranslatable.part(`the operator ${operator}`);
  }
}

function operandsOf(parameters: JsonObject): readonly unknown[] {
  const one = ['propertyValue', 'propertyValueInteger', 'propertyValueDouble'].find((key) => key in parameters);
  if (one !== undefined) return [parameters[one]];
  const many = Object.keys(parameters).find((key) => key.startsWith('propertyValues'));
  return many === undefined ? [] : list(parameters[many]);
}

/** Instants in ISO 8601; null where the operands are no dates. */
function datesOf(parameters: JsonObject, now: number): readonly string[] | null {
  const key = Object.keys(parameters).find((each) => /^propertyValues?Date(Expr)?$/.test(each));
  if (key === undefined) return null;
  const value = parameters[key];
  return (Array.isArray(value) ? value : [value]).map((each) => instantOf(text(each), now));
}

/** A date, milliseconds since 1970, or so many days before now. */
function instantOf(expression: string, now: number): string {
  const days = /^now-(\d+)d$/.exec(expression)?.[1];
  if (days !== undefined) return new Date(now - Number(days) * 86_400_000).toISOString();
  return new Date(/^\d+$/.test(expression) ? Number(expression) : Date.parse(expression)).toISOString();
}

function dateComparison(property: string, operator: string, dates: readonly string[], setting: Setting): Draft {
  const [date = ''] = dates;
  // The same instant: neither before nor after it, and a value at all.
  const at = (instant: string): Draft =>
    all(
      [compare(property, 'known'), not(compare(property, 'before', instant)), not(compare(property, 'after', instant))],
      nobody,
    );
  switch (operator) {
    case 'equals':
      return at(date);
    case 'greaterThan':
      return compare(property, 'after', date);
    case 'lessThan':
      return compare(property, 'before', date);
    case 'in':
      return any(dates.map(at), nobody);
    case 'notIn':
      return not(any(dates.map(at), nobody));
    case 'all':
      return all(dates.map(at), nobody);
    case 'isDay':
      return compare(property, 'on', date.slice(0, 10));
    case 'isNotDay':
      return not(compare(property, 'on', date.slice(0, 10)));
    default:
      return setting.untranslatable.part(`the operator ${operator} of dates`);
  }
}
