import type { Criteria, Operand, Operator } from '@kindred/criteria';

/** What people are told apart by: a property, or how often they did something in the last days. */
export type Aspect = { readonly property: string } | { readonly event: string; readonly days: number };

/** What the people of one row have in common, for a reader to say in words. */
export type RowMeaning =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  /** From the one to below the other; null: no bound. */
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null }
  /** So many times, both ends included; null: or more. */
  | { readonly kind: 'times'; readonly from: number; readonly to: number | null }
  /** A date more than `from` and up to `to` days ago; null: no bound, so that of `from` the future counts too. */
  | { readonly kind: 'ago'; readonly from: number | null; readonly to: number | null }
  /** Any value that has no row of its own. */
  | { readonly kind: 'other' }
  | { readonly kind: 'missing' };

export interface Row {
  readonly is: RowMeaning;
  readonly criteria: Criteria;
}

const all = (...of: readonly Criteria[]): Criteria => ({ type: 'all', of });
const not = (of: Criteria): Criteria => ({ type: 'not', of });

export function comparison(property: string, operator: Operator, value?: Operand): Criteria {
  return { type: 'property', property, operator, ...(value === undefined ? {} : { value }) };
}

/** A row a value, then those with any other value and those with none. */
export function valueRows(property: string, values: readonly (string | number | boolean)[], complete: boolean): Row[] {
  const rows = values.map(
    (value): Row => ({ is: { kind: 'value', value }, criteria: comparison(property, 'equals', value) }),
  );
  const known = comparison(property, 'known');
  const others: Criteria = { type: 'any', of: rows.map(({ criteria }) => criteria) };
  const rest: Row[] =
    complete || rows.length === 0 ? [] : [{ is: { kind: 'other' }, criteria: all(known, not(others)) }];
  return [...rows, ...rest, { is: { kind: 'missing' }, criteria: not(known) }];
}

/**
 * A row a range of numbers, then those without a number.
 *
 * @param edges ascending, different from each other
 */
export function rangeRows(property: string, edges: readonly number[]): Row[] {
  const bounds = [null, ...edges, null];
  const rows = bounds.slice(1).map((to, index): Row => {
    const from = bounds[index] ?? null;
    const parts = [
      ...(from === null ? [] : [comparison(property, 'atLeast', from)]),
      ...(to === null ? [] : [comparison(property, 'lessThan', to)]),
    ];
    const [only] = parts;
    return {
      is: { kind: 'range', from, to },
      criteria: parts.length === 1 && only !== undefined ? only : all(...parts),
    };
  });
  const numbered: Criteria = { type: 'any', of: rows.map(({ criteria }) => criteria) };
  return [...rows, { is: { kind: 'missing' }, criteria: not(numbered) }];
}

/** Days ago at which the rows of dates meet. */
const daysAgo = [7, 30, 90, 365] as const;

export function dateRows(property: string): Row[] {
  const dated = comparison(property, 'after', '1900-01-01');
  const moreThan = (days: number) => comparison(property, 'moreThanAgo', { amount: days, unit: 'days' });
  const rows = [...daysAgo, null].map((to, index): Row => {
    const from = daysAgo[index - 1] ?? null;
    const after = from === null ? dated : moreThan(from);
    return { is: { kind: 'ago', from, to }, criteria: to === null ? after : all(after, not(moreThan(to))) };
  });
  return [...rows, { is: { kind: 'missing' }, criteria: not(dated) }];
}

const timesRows: readonly (readonly [from: number, to: number | null])[] = [
  [0, 0],
  [1, 1],
  [2, 4],
  [5, 9],
  [10, null],
];

/** How often people did something in the last days: not at all, once, a few times, often. */
export function eventRows(event: string, days: number): Row[] {
  return timesRows.map(([from, to]) => ({
    is: { kind: 'times', from, to },
    criteria: {
      type: 'event',
      event,
      count: to === null ? { atLeast: from } : to === from ? { exactly: from } : { between: [from, to] },
      window: { rolling: { amount: days, unit: 'days' } },
    },
  }));
}
