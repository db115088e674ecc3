import { orderTest } from '../comparison/ordered.js';
import { compileComparison } from '../comparison.js';
import type { AggregateNode, PropertyNode } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { compileWhere } from '../subject.js';
import type { Calendar, PropertyValue } from '../values.js';
import { billionths } from './billionths.js';
import type { Behaviour, Mark } from './mark.js';
import { keyOf, readerOf } from './value-keys.js';
import { windowed } from './windowed.js';

type Scalar = string | number | boolean;

/** The comparison of an aggregate as one of a property. */
export function comparisonOf(node: AggregateNode): PropertyNode {
  const { event: _event, where: _where, window: _window, function: _function, ...comparison } = node;
  return { ...comparison, type: 'property' };
}

export function aggregateBehaviour(node: AggregateNode, calendar: Calendar): Behaviour {
  const where = compileWhere(node.where, calendar);
  const window = windowed(node.window, calendar);
  const read = readerOf(node.property);
  const holds = holdsOf(node, calendar);
  return {
    events: new Set([node.event]),
    mark(event) {
      if (event.name !== node.event || !where(event)) return null;
      const value = read(event);
      return value === undefined ? null : { t: event.time, i: event.id, v: value };
    },
    holds: (marks, now) => holds(window.inside(marks, now), now),
    due: window.due,
    expires: window.expires,
    keep: Number.POSITIVE_INFINITY,
  };
}

function holdsOf(node: AggregateNode, calendar: Calendar): (inside: readonly Mark[], now: number) => boolean {
  const reduce = reductionOf(node);
  if (reduce === null) {
    const test = compileExact(node);
    return (inside) => test(sumOf(inside));
  }
  const test = compileComparison(comparisonOf(node), calendar);
  return (inside, now) => test(reduce(inside), now);
}

/** Numbers added up exactly, and how many they are. */
export interface Sum {
  readonly billionths: bigint;
  readonly count: number;
}

export function sumOf(marks: readonly Mark[]): Sum {
  let sum = 0n;
  let count = 0;
  for (const number of marks.flatMap(numbersOf)) {
    const each = billionths(number);
    if (each === null) continue;
    sum += each;
    count += 1;
  }
  return { billionths: sum, count };
}

/** Compares a sum or, by multiplying across, an average with numbers that are taken as billionths like the values. */
export function compileExact(node: AggregateNode): (sum: Sum) => boolean {
  const average = node.function === 'average';
  if (node.operator === 'known') return (sum) => !average || sum.count > 0;
  const comparers = sumOperands(node).map((operand) => (sum: Sum) => {
    const other = average ? operand * BigInt(sum.count) : operand;
    return sum.billionths < other ? -1 : sum.billionths > other ? 1 : 0;
  });
  const test = orderTest(node.operator, comparers);
  if (test === null) throw new InvalidCriteriaError(`A ${node.function} cannot be compared by ${node.operator}`);
  return (sum) => (average && sum.count === 0 ? false : test(sum));
}

/** The numbers that a sum or average is compared with, in billionths. */
export function sumOperands(node: AggregateNode): bigint[] {
  if (node.operator === 'known') return [];
  const values: readonly unknown[] = Array.isArray(node.value) ? node.value : [node.value];
  return values.map((value) => {
    const operand = typeof value === 'number' ? billionths(value) : null;
    if (operand === null) throw new InvalidCriteriaError(`A ${node.function} is compared with numbers below 10^18`);
    return operand;
  });
}

export function numbersOf(mark: Mark): readonly number[] {
  return scalarsOf(mark.v).filter((value) => typeof value === 'number');
}

function scalarsOf(value: PropertyValue | undefined): readonly Scalar[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

type Reduction = (inside: readonly Mark[]) => PropertyValue | null;

/** What makes one value of the marks inside the window; null of sums and averages, which are exact. */
export function reductionOf({ function: name }: AggregateNode): Reduction | null {
  return name === 'sum' || name === 'average' ? null : reductions[name];
}

const reductions: Readonly<Record<Exclude<AggregateNode['function'], 'sum' | 'average'>, Reduction>> = {
  minimum: (marks) => extreme(marks, (one, other) => one < other),
  maximum: (marks) => extreme(marks, (one, other) => one > other),
  first: (marks) => marks[0]?.v ?? null,
  last: (marks) => marks.at(-1)?.v ?? null,
  mostFrequent,
};

function extreme(marks: readonly Mark[], wins: (one: number, other: number) => boolean): number | null {
  let found: number | null = null;
  for (const number of marks.flatMap(numbersOf)) if (found === null || wins(number, found)) found = number;
  return found;
}

/** The value of most events, of equally many the one seen last; within an event texts come before numbers, then truth values. */
function mostFrequent(marks: readonly Mark[]): Scalar | null {
  const counts = new Map<string, { count: number; value: Scalar; last: number }>();
  let position = 0;
  for (const mark of marks) {
    for (const value of inTypeOrder(scalarsOf(mark.v))) {
      const key = keyOf(value);
      counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, value, last: position++ });
    }
  }
  let best: { count: number; value: Scalar; last: number } | null = null;
  for (const each of counts.values()) {
    if (best === null || each.count > best.count || (each.count === best.count && each.last > best.last)) best = each;
  }
  return best?.value ?? null;
}

function inTypeOrder(values: readonly Scalar[]): readonly Scalar[] {
  if (values.length < 2) return values;
  return (['string', 'number', 'boolean'] as const).flatMap((type) => values.filter((value) => typeof value === type));
}
