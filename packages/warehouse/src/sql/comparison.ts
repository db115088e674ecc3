import {
  type Calendar,
  fold,
  InvalidCriteriaError,
  type PropertyNode,
  parseDate,
  type Scalar,
} from '@kindred/criteria';
import { wellFormed } from '../encode/bag.js';
import { bool, type Fragment, float64, float64s, join, sql, text, texts } from '../statement.js';
import type { PropertyColumns } from './columns.js';
import { localBound } from './local-bound.js';

/**
 * One comparison of one property as a row condition: 0 or 1, never NULL. Of a list one value that satisfies it is
 * enough. Text compares in its folded column with a folded operand; nothing is folded or lowered in the engine.
 *
 * @throws InvalidCriteriaError if the operand does not fit the operator
 */
export function comparison(node: PropertyNode, columns: PropertyColumns, calendar: Calendar): Fragment {
  switch (node.operator) {
    case 'known':
      return known(columns);
    case 'equals':
      return oneOf([scalarOperand(node)], columns, node.exactCase === true);
    case 'oneOf':
      return oneOf(listOperand(node), columns, node.exactCase === true);
    case 'contains':
      return ofTexts(node, columns, (value, part) => sql`position(${value}, ${part}) > 0`);
    case 'startsWith':
      return ofTexts(node, columns, (value, part) => sql`startsWith(${value}, ${part})`);
    case 'endsWith':
      return ofTexts(node, columns, (value, part) => sql`endsWith(${value}, ${part})`);
    case 'greaterThan':
      return ofNumbers(node, columns, (value, bound) => sql`${value} > ${bound}`);
    case 'atLeast':
      return ofNumbers(node, columns, (value, bound) => sql`${value} >= ${bound}`);
    case 'lessThan':
      return ofNumbers(node, columns, (value, bound) => sql`${value} < ${bound}`);
    case 'atMost':
      return ofNumbers(node, columns, (value, bound) => sql`${value} <= ${bound}`);
    case 'between': {
      const [low, high] = listOperand(node).map((value) => float64(numberOperand(node, value)));
      if (low === undefined || high === undefined) throw unfit(node);
      return either(columns.one('n'), columns.many('N'), (value) => sql`${value} >= ${low} AND ${value} <= ${high}`);
    }
    case 'before': {
      const bound = dateOperand(node, calendar);
      const below = (limit: number) => (value: Fragment) => sql`${value} < ${float64(limit)}`;
      return anyOf([
        either(columns.one('d'), columns.many('D'), below(bound)),
        either(columns.one('w'), columns.many('W'), below(localBound(bound, calendar))),
      ]);
    }
    case 'after': {
      const bound = dateOperand(node, calendar);
      const from = (limit: number) => (value: Fragment) => sql`${value} >= ${float64(limit)}`;
      return anyOf([
        either(columns.one('d'), columns.many('D'), from(bound + 1)),
        either(columns.one('w'), columns.many('W'), from(localBound(bound + 1, calendar))),
      ]);
    }
  }
}

/** A single value or one of a list. */
function either(one: Fragment, many: Fragment, holds: (value: Fragment) => Fragment): Fragment {
  return sql`(ifNull(${holds(one)}, 0) OR arrayExists(each -> ifNull(${holds(sql`each`)}, 0), ${many}))`;
}

function known({ one, many }: PropertyColumns): Fragment {
  const single = (['f', 'n', 'b'] as const).map((kind) => sql`isNotNull(${one(kind)})`);
  const lists = (['F', 'N', 'B'] as const).map((kind) => sql`notEmpty(${many(kind)})`);
  return anyOf([...single, ...lists]);
}

function oneOf(operands: readonly Scalar[], columns: PropertyColumns, exact: boolean): Fragment {
  const { one, many } = columns;
  const conditions: Fragment[] = [];
  const strings = operands.filter((operand) => typeof operand === 'string').map(wellFormed);
  const numbers = operands.filter((operand) => typeof operand === 'number');
  const booleans = operands.filter((operand) => typeof operand === 'boolean');
  if (strings.length > 0) {
    const { single, list } = textColumns(columns, exact);
    const wanted = [...new Set(exact ? strings : strings.map(fold))];
    const [only] = wanted;
    conditions.push(
      wanted.length === 1 && only !== undefined
        ? sql`(ifNull(${single} = ${text(only)}, 0) OR has(${list}, ${text(only)}))`
        : sql`(ifNull(has(${texts(wanted)}, ${single}), 0) OR hasAny(${list}, ${texts(wanted)}))`,
    );
  }
  if (numbers.length > 0) {
    const wanted = float64s(numbers);
    conditions.push(either(one('n'), many('N'), (value) => sql`has(${wanted}, ${value})`));
  }
  for (const operand of new Set(booleans)) {
    conditions.push(either(one('b'), many('B'), (value) => sql`${value} = ${bool(operand)}`));
  }
  if (conditions.length === 0) return sql`0`;
  return anyOf(conditions);
}

/** Raw text is stored only where it differs from the folded one. */
function textColumns({ one, many }: PropertyColumns, exact: boolean): { single: Fragment; list: Fragment } {
  if (!exact) return { single: one('f'), list: many('F') };
  return {
    single: sql`coalesce(${one('t')}, ${one('f')})`,
    list: sql`if(empty(${many('T')}), ${many('F')}, ${many('T')})`,
  };
}

function ofTexts(
  node: PropertyNode,
  columns: PropertyColumns,
  holds: (value: Fragment, part: Fragment) => Fragment,
): Fragment {
  if (typeof node.value !== 'string') throw unfit(node);
  const exact = node.exactCase === true;
  const { single, list } = textColumns(columns, exact);
  const operand = wellFormed(node.value);
  const part = sql`${text(exact ? operand : fold(operand))}`;
  return either(single, list, (value) => holds(value, part));
}

function ofNumbers(
  node: PropertyNode,
  { one, many }: PropertyColumns,
  holds: (value: Fragment, bound: Fragment) => Fragment,
): Fragment {
  const bound = float64(numberOperand(node, node.value));
  return either(one('n'), many('N'), (value) => holds(value, bound));
}

function anyOf(conditions: readonly Fragment[]): Fragment {
  return sql`(${join(conditions, ' OR ')})`;
}

function scalarOperand(node: PropertyNode): Scalar {
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw unfit(node);
}

function listOperand(node: PropertyNode): readonly Scalar[] {
  if (typeof node.value === 'object') return node.value;
  throw unfit(node);
}

function numberOperand(node: PropertyNode, value: PropertyNode['value']): number {
  if (typeof value !== 'number') throw unfit(node);
  return value;
}

function dateOperand(node: PropertyNode, calendar: Calendar): number {
  const instant = typeof node.value === 'string' ? parseDate(node.value, calendar) : null;
  if (instant === null) throw unfit(node);
  return instant;
}

function unfit(node: PropertyNode): InvalidCriteriaError {
  return new InvalidCriteriaError(`The value of ${node.property} does not fit the operator ${node.operator}`);
}
