import { isDecimal } from '../comparison/decimals.js';
import { readNetwork } from '../comparison/networks.js';
import { comparerOf } from '../comparison/ordered.js';
import type { ComparedAs, Operand, Operator, Scalar } from '../criteria.js';
import { isDateText, parseDate } from '../dates.js';
import { examinePattern } from '../patterns/parse.js';
import { mostSteps } from '../patterns/pattern.js';
import { wholeVersion } from '../properties/version.js';
import type { Calendar } from '../values.js';
import { expectedOperand } from './expected.js';
import { criteriaLimits, type FaultList } from './faults.js';
import { describe, type Fields, fitsText, join } from './fields.js';
import { readObjectOperand } from './object-operand.js';
import type { OperandContext } from './operand-context.js';

/** Undefined where the operator takes no value; null after a fault. */
export function readOperand(fields: Fields, context: OperandContext, faults: FaultList): Operand | undefined | null {
  const { operator } = context;
  const path = join(fields.path, 'value');
  const expected = expectedOperand(context);
  if (operator === 'known') {
    if (!fields.has('value')) return undefined;
    faults.add(path, 'value_does_not_fit', '“known” takes no value', expected);
    return null;
  }
  if (!fields.has('value')) {
    faults.add(path, 'missing', '“value” is missing', expected);
    return null;
  }
  const given = fields.get('value');
  const value = context.type === 'version' && context.as === 'version' ? wholeVersions(given) : given;
  switch (operator) {
    case 'oneOf':
      return readList(value, path, context, faults);
    case 'inNetwork':
      return Array.isArray(value) ? readList(value, path, context, faults) : readScalar(value, path, context, faults);
    case 'between':
      return readPair(value, path, context, faults);
    case 'inLast':
    case 'inNext':
    case 'moreThanAgo':
    case 'moreThanAhead':
    case 'anniversary':
    case 'near':
      return readObjectOperand(operator, value, path, expected, faults);
    default:
      return readScalar(value, path, context, faults);
  }
}

/** Of a property that is a version, `17` and `17.2` are versions too, and so is the number 17. */
function wholeVersions(given: unknown): unknown {
  if (Array.isArray(given)) return given.map((each) => (Array.isArray(each) ? each : wholeVersions(each)));
  if (typeof given === 'number' && Number.isInteger(given) && given >= 0) return wholeVersion(String(given)) ?? given;
  return typeof given === 'string' ? (wholeVersion(given) ?? given) : given;
}

function readScalar(value: unknown, path: string, context: OperandContext, faults: FaultList): Scalar | null {
  const { operator, as, exactCase } = context;
  const expected = expectedOperand(context);
  if (!isScalar(value) || !fits(value, context)) {
    faults.add(path, 'value_does_not_fit', `${describe(value)} does not fit “${operator}”`, expected);
    return null;
  }
  if (typeof value === 'string' && !fitsText(value, path, faults)) return null;
  if (comparesDates(context)) {
    if (typeof value === 'string' && isDateText(value)) return value;
    faults.add(path, 'not_a_date', `${describe(value)} is not a date`, expected);
    return null;
  }
  const problem =
    operator === 'matches' ? problemOfPattern(String(value), exactCase, path, faults) : problemOf(value, operator, as);
  if (problem === 'told') return null;
  if (problem === null) return value;
  faults.add(path, 'value_does_not_fit', problem, expected);
  return null;
}

/** What is wrong with a pattern, or null; `told` where all patterns of the definition are too much to be read. */
function problemOfPattern(text: string, exact: boolean, path: string, faults: FaultList): string | null {
  if (!faults.spend('patterns', text.length, path) || !faults.spend('patternSteps', 0, path)) return 'told';
  const { fault, steps } = examinePattern(text, exact);
  return faults.spend('patternSteps', Math.min(steps, mostSteps), path) || fault !== null ? fault : 'told';
}

/** What is wrong with a value of the right type, or null. */
function problemOf(value: Scalar, operator: Operator, as: ComparedAs | undefined): string | null {
  if (operator === 'inNetwork') {
    return typeof value === 'string' && readNetwork(value) !== null ? null : `${describe(value)} is not a network`;
  }
  if (as === 'decimal' || as === 'version' || as === 'duration') {
    return !(as === 'decimal' ? isDecimal(value) : comparerOf(as, value) !== null)
      ? `${describe(value)} is not a ${as}`
      : null;
  }
  return null;
}

function readList(value: unknown, path: string, context: OperandContext, faults: FaultList): readonly Scalar[] | null {
  const expected = expectedOperand(context);
  if (!Array.isArray(value)) {
    faults.add(path, 'not_a_list', `${describe(value)} is not a list`, expected);
    return null;
  }
  if (value.length === 0) {
    faults.add(path, 'value_does_not_fit', 'The list is empty, so nothing could be one of it', expected);
    return null;
  }
  const longest = context.operator === 'inNetwork' ? criteriaLimits.networks : criteriaLimits.values;
  if (value.length > longest) {
    faults.add(path, 'too_many_values', `The list has ${value.length} values`, `at most ${longest} values`);
    return null;
  }
  // Reading a network takes as long as reading ten other values.
  const weight = context.operator === 'inNetwork' ? 10 : 1;
  if (!faults.spend('allValues', value.length * weight, path)) return null;
  const one: OperandContext = context.operator === 'oneOf' ? { ...context, operator: 'equals' } : context;
  const list: Scalar[] = [];
  for (const [index, item] of value.entries()) {
    if (faults.full) return null;
    const read = readScalar(item, `${path}[${index}]`, one, faults);
    if (read !== null) list.push(read);
  }
  return list.length === value.length ? list : null;
}

function readPair(value: unknown, path: string, context: OperandContext, faults: FaultList): readonly Scalar[] | null {
  const expected = expectedOperand(context);
  if (!Array.isArray(value)) {
    faults.add(path, 'not_a_list', `${describe(value)} is not a list`, expected);
    return null;
  }
  const [low, high]: unknown[] = value;
  if (value.length !== 2 || !isScalar(low) || !isScalar(high) || !fits(low, context) || !fits(high, context)) {
    faults.add(path, 'value_does_not_fit', `The list is not a pair of ${context.as ?? 'number'}s`, expected);
    return null;
  }
  if (readScalar(low, `${path}[0]`, context, faults) === null) return null;
  if (readScalar(high, `${path}[1]`, context, faults) === null) return null;
  if (isDescending(low, high, context)) {
    const message = `Nothing lies between ${describeBound(low)} and ${describeBound(high)}`;
    faults.add(path, 'out_of_range', message, 'the lower value first');
    return null;
  }
  return [low, high];
}

/**
 * Of two times with an offset the instants are compared, of two without one the local times. A pair of both kinds is left
 * to the reader: which comes first depends on the site's zone.
 */
function isDescending(low: Scalar, high: Scalar, context: OperandContext): boolean {
  if (comparesDates(context)) {
    const [first, last] = [String(low), String(high)];
    if (offset.test(first) !== offset.test(last)) return false;
    const end = last.length === 10 ? `${last}T23:59:59.999` : last;
    return (parseDate(first, universal) ?? 0) > (parseDate(end, universal) ?? 0);
  }
  const against = comparerOf(context.as, high);
  return against !== null && against(low) > 0;
}

const offset = /T.*(?:Z|[+-]\d\d:\d\d)$/;
const universal: Calendar = { timeZone: 'UTC', weekStart: 1 };

function describeBound(bound: Scalar): string {
  return typeof bound === 'string' ? `“${bound.slice(0, 60)}”` : String(bound);
}

function comparesDates({ operator, as }: OperandContext): boolean {
  return (
    operator === 'before' || operator === 'after' || operator === 'on' || (operator === 'between' && as === 'date')
  );
}

/** Whether a value has the type that an operator compares and that the property has, where that is fixed. */
function fits(value: Scalar, { operator, type, as }: OperandContext): boolean {
  switch (operator) {
    case 'equals':
      if (as === 'decimal') return typeof value !== 'boolean';
      if (as === 'version' || as === 'duration') return typeof value === 'string';
      if (as === 'number') return typeof value === 'number';
      if (type === null) return true;
      return typeof value === (type === 'number' || type === 'boolean' ? type : 'string');
    case 'before':
    case 'after':
    case 'on':
    case 'inNetwork':
      return typeof value === 'string';
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'matches':
      // Every text contains the empty one, so asking for it is a slip of the editor.
      return typeof value === 'string' && value !== '';
    default:
      if (as === 'decimal') return typeof value !== 'boolean';
      return typeof value === (as === undefined || as === 'number' ? 'number' : 'string');
  }
}

function isScalar(value: unknown): value is Scalar {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  );
}
