import { localDay, yearlyDay, yearlyDays } from './comparison/anniversaries.js';
import { inNetworks, readNetwork } from './comparison/networks.js';
import { isDaysAhead, listOperand, operandsOf, scalarOperand, unfit } from './comparison/operands.js';
import { compileOrdered } from './comparison/ordered.js';
import { compileMatches } from './comparison/patterns.js';
import { dateRange } from './comparison/relative-dates.js';
import type { PropertyNode, Scalar } from './criteria.js';
import { parseDate } from './dates.js';
import { fold, foldedStartsWith, foldsTo } from './fold.js';
import type { Calendar, PropertyValue } from './values.js';

type Test = (value: Scalar, now: number) => boolean;

/** A comparison as a function of the value found and the present (epoch milliseconds). */
export type Comparison = (value: PropertyValue | null | undefined, now: number) => boolean;

/**
 * The comparison of one condition as a function of the value found and, for what is relative to it, the present. Of many
 * values one that satisfies it is enough unless `quantifier` asks for all; a missing value never does. Operands are
 * folded and dates read once, here.
 *
 * @throws InvalidCriteriaError if the operand does not fit the operator
 */
export function compileComparison(node: PropertyNode, calendar: Calendar): Comparison {
  if (node.of === 'size') {
    const holds = compileOrdered(node);
    return (value) => holds(sizeOf(value));
  }
  const test = compileTest(node, calendar);
  // An item that does not satisfy it decides about all, one that does about any.
  const deciding = node.quantifier !== 'all';
  return (value, now) => {
    if (value === undefined || value === null) return false;
    if (typeof value !== 'object') return test(value, now);
    // By index: names such as `__proto__` find objects that are no lists.
    for (let i = 0; i < value.length; i++) {
      const item = value[i];
      if ((item !== undefined && test(item, now)) === deciding) return deciding;
    }
    return !deciding && value.length > 0;
  };
}

/** How many values there are; none where they are missing. */
export function sizeOf(value: PropertyValue | null | undefined): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'object') return value.length;
  return isScalar(value) ? 1 : 0;
}

function compileTest(node: PropertyNode, calendar: Calendar): Test {
  const exact = node.exactCase === true;
  if (node.as === 'decimal' || node.as === 'version' || node.as === 'duration') return compileOrdered(node);
  switch (node.operator) {
    case 'known':
      return isScalar;
    case 'equals':
      return equalsOne(scalarOperand(node), exact);
    case 'oneOf':
      return oneOf(listOperand(node), exact);
    case 'contains': {
      const part = textOperand(node, exact);
      return (value) => typeof value === 'string' && (exact ? value : fold(value)).includes(part);
    }
    case 'startsWith': {
      const part = textOperand(node, exact);
      return exact
        ? (value) => typeof value === 'string' && value.startsWith(part)
        : (value) => typeof value === 'string' && foldedStartsWith(value, part);
    }
    case 'endsWith': {
      const part = textOperand(node, exact);
      return (value) => typeof value === 'string' && (exact ? value : fold(value)).endsWith(part);
    }
    case 'matches': {
      if (typeof node.value !== 'string') throw unfit(node);
      const matches = compileMatches(node.value, exact);
      return (value) => typeof value === 'string' && matches(value);
    }
    case 'greaterThan':
    case 'atLeast':
    case 'lessThan':
    case 'atMost':
      return compileOrdered(node);
    case 'between':
      return node.as === 'date' ? compileDateRange(node, calendar) : compileOrdered(node);
    case 'anniversary':
      return compileAnniversary(node, calendar);
    case 'inNetwork': {
      const networks = operandsOf(node).map((each) => {
        const network = typeof each === 'string' ? readNetwork(each) : null;
        if (network === null) throw unfit(node);
        return network;
      });
      return (value) => typeof value === 'string' && inNetworks(value, networks);
    }
    default:
      // The operators of dates. A place is two values and does not come here: see `compileSubjectLeaf`, `compileWhere`.
      return compileDateRange(node, calendar);
  }
}

function compileDateRange(node: PropertyNode, calendar: Calendar): Test {
  const range = dateRange(node, calendar);
  if (range === null) throw unfit(node);
  let at = Number.NaN;
  let { from, to } = { from: 0, to: 0 };
  return (value, now) => {
    if (typeof value !== 'string') return false;
    const instant = parseDate(value, calendar);
    if (instant === null) return false;
    if (now !== at) {
      at = now;
      ({ from, to } = range(now));
    }
    return instant >= from && instant < to;
  };
}

function compileAnniversary(node: PropertyNode, calendar: Calendar): Test {
  if (node.value === undefined || !isDaysAhead(node.value)) throw unfit(node);
  const { days } = node.value;
  let at = Number.NaN;
  let wanted: ReadonlySet<number> = new Set();
  return (value, now) => {
    if (typeof value !== 'string') return false;
    const instant = parseDate(value, calendar);
    if (instant === null) return false;
    const today = localDay(now, calendar);
    if (today !== at) {
      at = today;
      wanted = yearlyDays(now, days, calendar);
    }
    return wanted.has(yearlyDay(instant, calendar));
  };
}

/** Names such as `toString` find functions on plain objects; those are no values. */
function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function equalsOne(operand: Scalar, exact: boolean): Test {
  if (typeof operand !== 'string' || exact) return (value) => value === operand;
  const folded = fold(operand);
  return (value) => typeof value === 'string' && foldsTo(value, folded);
}

function oneOf(operands: readonly Scalar[], exact: boolean): Test {
  const others = new Set<Scalar>(operands);
  if (exact || !operands.some((operand) => typeof operand === 'string')) return (value) => others.has(value);
  const texts = new Set<string>();
  for (const operand of operands) if (typeof operand === 'string') texts.add(fold(operand));
  return (value) => (typeof value === 'string' ? texts.has(fold(value)) : others.has(value));
}

function textOperand(node: PropertyNode, exact: boolean): string {
  if (typeof node.value !== 'string') throw unfit(node);
  return exact ? node.value : fold(node.value);
}
