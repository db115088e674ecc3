import { isTimeSpan } from './comparison/operands.js';
import type {
  EventCount,
  Operator,
  PropertyNode,
  RollingUnit,
  RollingWindow,
  Scalar,
  TimeSpan,
  Window,
} from './criteria.js';

/** Operators that always compare text; `equals` and `oneOf` do where their values are text. */
const textOperators: ReadonlySet<Operator> = new Set<Operator>(['contains', 'startsWith', 'endsWith', 'matches']);
const numberOperators: ReadonlySet<Operator> = new Set<Operator>([
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'before',
  'after',
  'known',
]);

/** Members that say nothing where they have this value. */
const defaults: readonly (readonly [key: string, value: unknown])[] = [
  ['as', 'number'],
  ['quantifier', 'any'],
];

/**
 * One comparison in one spelling: defaults left out, lists sorted and without repetition, `oneOf` of one value `equals`, spans
 * of time in their largest unit.
 */
export function normalProperty(node: PropertyNode): PropertyNode {
  const { exactCase, value, ...rest } = node;
  const said = Object.fromEntries(
    Object.entries(rest).filter(
      ([key, member]) => member !== undefined && !defaults.some(([name, usual]) => key === name && member === usual),
    ),
  );
  const plain: PropertyNode = { ...said, type: 'property', property: node.property, operator: node.operator };
  if (node.operator === 'known') return plain;
  const exact = exactCase === true && comparesText(node) ? { exactCase } : {};
  if ((node.operator === 'oneOf' || node.operator === 'inNetwork') && isList(value)) {
    const sorted = [...new Map(value.map((each) => [JSON.stringify(each), each])).entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, each]) => each);
    const [only] = sorted;
    if (sorted.length > 1 || only === undefined) return { ...plain, value: sorted, ...exact };
    return { ...plain, operator: node.operator === 'oneOf' ? 'equals' : 'inNetwork', value: only, ...exact };
  }
  if (typeof value === 'object' && isTimeSpan(value)) return { ...plain, ...normalSpan(node.operator, value) };
  return { ...plain, ...(value === undefined ? {} : { value }), ...exact };
}

/** Whether the case of letters can matter to a comparison. */
function comparesText({ operator, value }: PropertyNode): boolean {
  if (textOperators.has(operator)) return true;
  if (numberOperators.has(operator)) return false;
  return isList(value) ? value.some((each) => typeof each === 'string') : typeof value === 'string';
}

function isList(value: PropertyNode['value']): value is readonly Scalar[] {
  return Array.isArray(value);
}

const largerUnits: Partial<Readonly<Record<RollingUnit, readonly [count: number, unit: RollingUnit]>>> = {
  seconds: [60, 'minutes'],
  minutes: [60, 'hours'],
  hours: [24, 'days'],
  days: [7, 'weeks'],
  months: [12, 'years'],
};

/** A length of time in the largest unit that divides it: a day is 24 hours (6.2), a year 12 months (6.8). */
export function normalDuration(duration: RollingWindow['rolling']): RollingWindow['rolling'] {
  const { amount, unit } = duration;
  const larger = largerUnits[unit];
  if (larger === undefined || amount % larger[0] !== 0) return { amount, unit };
  return normalDuration({ amount: amount / larger[0], unit: larger[1] });
}

/**
 * A span of time in one spelling. Whole periods keep their unit, as a calendar’s week is not seven of its days; the present
 * one alone is the last and the next.
 */
function normalSpan(operator: Operator, span: TimeSpan): Pick<PropertyNode, 'operator' | 'value'> {
  if (span.calendar === true) {
    return { operator: operator === 'inNext' && span.amount === 1 ? 'inLast' : operator, value: span };
  }
  const { amount, unit } = normalDuration(span);
  return { operator, value: unit === 'seconds' ? span : { amount, unit } };
}

/** A window with its lengths in the largest unit that divides them; the present period is none ago. */
export function normalWindow(window: Window): Window {
  if ('rolling' in window) return { rolling: normalDuration(window.rolling) };
  if ('past' in window) {
    return { past: { from: normalDuration(window.past.from), to: normalDuration(window.past.to) } };
  }
  return 'calendar' in window && window.ago === 0 ? { calendar: window.calendar } : window;
}

/** A count in one spelling: from 0 on is “at most”, from n to n “exactly”, exactly 0 “at most 0”. */
export function normalCount(count: EventCount): EventCount {
  if ('exactly' in count) return count.exactly === 0 ? { atMost: 0 } : count;
  if (!('between' in count)) return count;
  const [low, high] = count.between;
  if (low === 0) return { atMost: high };
  return low === high ? { exactly: low } : count;
}
