import type { JsonObject } from '../evaluate/fault.js';
import { isReadable } from './pattern.js';
import { list, object, objects, text } from './read.js';
import { all, any, compare, type Draft, everyone, nobody, not, type Untranslatable } from './translation.js';

interface Setting {
  readonly groups: JsonObject;
  readonly attributes: JsonObject;
  readonly untranslatable: Untranslatable;
}

/**
 * A condition object. GrowthBook's rules: its members hold together, none of them of everyone; no alternatives at all
 * (`$or: []`) hold too; null and a missing attribute are one; case counts unless the operator ends in i.
 * A list of one value and the value alone are told apart by GrowthBook; no case hangs on it.
 */
export function condition(given: JsonObject, setting: Setting): Draft {
  return all(
    Object.entries(given).map(([key, value]) => member(key, value, setting)),
    everyone,
  );
}

function member(key: string, value: unknown, setting: Setting): Draft {
  switch (key) {
    case '$and':
      return all(
        objects(value).map((each) => condition(each, setting)),
        everyone,
      );
    case '$or':
      return any(
        objects(value).map((each) => condition(each, setting)),
        everyone,
      );
    case '$nor':
      return not(
        any(
          objects(value).map((each) => condition(each, setting)),
          everyone,
        ),
      );
    case '$not':
      return not(condition(object(value), setting));
    default:
      return field(key, value, setting);
  }
}

/** A value to be equal to, or operators that hold together. */
function field(path: string, value: unknown, setting: Setting): Draft {
  if (value === null) return not(compare(`user.value.${path}`, 'known'));
  if (typeof value !== 'object') return equals(path, value);
  const operators = Object.entries(value);
  if (Array.isArray(value) || operators.length === 0 || !operators.every(([key]) => key.startsWith('$'))) {
    return setting.untranslatable.part('equality with a whole list or object');
  }
  return all(
    operators.map(([operator, operand]) => operation(path, operator, operand, setting)),
    everyone,
  );
}

function equals(path: string, value: unknown): Draft {
  return compare(`user.value.${path}`, 'equals', value, typeof value === 'string' ? { exactCase: true } : {});
}

const orders: Readonly<Record<string, string>> = {
  $gt: 'greaterThan',
  $gte: 'atLeast',
  $lt: 'lessThan',
  $lte: 'atMost',
};
const versions: Readonly<Record<string, string>> = {
  $veq: 'equals',
  $vgt: 'greaterThan',
  $vgte: 'atLeast',
  $vlt: 'lessThan',
  $vlte: 'atMost',
};

function operation(path: string, operator: string, operand: unknown, setting: Setting): Draft {
  const property = `user.value.${path}`;
  const order = orders[operator];
  if (order !== undefined) {
    if (typeof operand === 'number') return compare(`user.number.${path}`, order, operand);
    return setting.untranslatable.part('the order of texts');
  }
  const versionOrder = versions[operator];
  if (versionOrder !== undefined) return version(path, versionOrder, operand, setting);
  switch (operator) {
    case '$eq':
      return field(path, operand, setting);
    case '$ne':
      return not(field(path, operand, setting));
    case '$vne':
      return not(version(path, 'equals', operand, setting));
    case '$exists':
      return operand === false ? not(compare(property, 'known')) : compare(property, 'known');
    case '$in':
    case '$ini':
      return isOneOf(path, operand, operator === '$ini');
    // Of an operand that is no list, neither holds.
    case '$nin':
    case '$nini':
      return Array.isArray(operand) ? not(isOneOf(path, operand, operator === '$nini')) : nobody;
    case '$all':
    case '$alli':
      return all(
        list(operand).map((each) => isOneOf(path, [each], operator === '$alli')),
        nobody,
      );
    case '$inGroup':
      return isOneOf(path, setting.groups[text(operand)], false);
    case '$notInGroup':
      return not(isOneOf(path, setting.groups[text(operand)], false));
    case '$not':
      return not(field(path, operand, setting));
    case '$regex':
    case '$regexi': {
      const pattern = text(operand);
      const exact = operator === '$regex' ? { exactCase: true } : {};
      return isReadable(pattern) ? compare(property, 'matches', pattern, exact) : nobody;
    }
    case '$size':
      return size(property, operand, setting);
    case '$elemMatch':
      return element(path, object(operand), setting);
    case '$type':
      return type(path, operand, setting);
    default:
      return nobody;
  }
}

/** Folding makes no difference to numbers. */
function isOneOf(path: string, operand: unknown, folded: boolean): Draft {
  const values = list(operand);
  if (values.length === 0) return nobody;
  const exact = !folded && values.some((value) => typeof value === 'string') ? { exactCase: true } : {};
  return compare(`user.value.${path}`, 'oneOf', values, exact);
}

const semantic = /^v?\d+\.\d+\.\d+(-[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?(\+[\dA-Za-z.-]+)?$/;

/** GrowthBook gives any text a place among versions; criteria know those of Semantic Versioning only. */
function version(path: string, operator: string, operand: unknown, setting: Setting): Draft {
  const value = setting.attributes[path];
  if (!semantic.test(text(operand)) || (typeof value === 'string' && !semantic.test(value))) {
    return setting.untranslatable.part('the order of texts that are no semantic versions');
  }
  return compare(`user.value.${path}`, operator, operand, { as: 'version' });
}

function size(property: string, operand: unknown, setting: Setting): Draft {
  if (typeof operand === 'number') return compare(property, 'equals', operand, { of: 'size' });
  return all(
    Object.entries(object(operand)).map(([operator, bound]) => {
      const order = orders[operator];
      return order === undefined
        ? setting.untranslatable.part(`the size of a list compared by ${operator}`)
        : compare(property, order, bound, { of: 'size' });
    }),
    nobody,
  );
}

/**
 * One element satisfies the condition. One condition of one element is what criteria mean by a list anyway; several of
 * the same element are not, since lists are not kept element by element: they are implied only.
 */
function element(path: string, given: JsonObject, setting: Setting): Draft {
  const operators = Object.keys(given).filter((key) => key.startsWith('$'));
  const [key, ...others] = Object.keys(given);
  if (key === undefined || others.length > 0)
    return setting.untranslatable.part('several conditions on one element of a list');
  if (operators.length > 0) return operation(path, key, given[key], setting);
  return field(`${path}.${key}`, given[key], setting);
}

/** A type by the operators that are for it alone. */
function type(path: string, operand: unknown, setting: Setting): Draft {
  const property = `user.value.${path}`;
  switch (operand) {
    case 'boolean':
      return compare(property, 'oneOf', [true, false]);
    case 'number':
      return any([compare(property, 'atLeast', 0), compare(property, 'lessThan', 0)], nobody);
    case 'string':
      return any([compare(property, 'equals', '', { exactCase: true }), compare(property, 'matches', '(?s).')], nobody);
    case 'null':
      return not(compare(property, 'known'));
    default:
      return setting.untranslatable.part('whether a value is a list or an object');
  }
}
