import { type Calendar, dateRange, fold, isOperandList, type PropertyNode, type Scalar } from '@kindred/criteria';
import { parsePattern, printPattern } from '@kindred/criteria/patterns';
import { wellFormed } from '../encode/bag.js';
import { bool, type Fragment, float64s, join, sql, text, texts } from '../statement.js';
import { type Alternative, textColumns, unfit } from './alternative.js';
import type { PropertyColumns } from './columns.js';
import { anniversaryAlternatives, rangeAlternatives } from './date-range.js';
import { networkAlternative } from './network.js';
import { orderedAlternatives } from './ordered.js';

/**
 * One comparison of one property as a row condition: 0 or 1, never NULL. Of a list one value that satisfies it is
 * enough, or with `quantifier` all must. Text compares in its folded column with a folded operand; nothing is folded or
 * lowered in the engine. What is relative to the present becomes a range of instants here.
 *
 * @throws InvalidCriteriaError if the operand does not fit the operator
 */
export function comparison(node: PropertyNode, columns: PropertyColumns, calendar: Calendar, now: number): Fragment {
  if (node.of === 'size') {
    const [size] = orderedAlternatives(node, { ...columns, one: () => sizeOf(columns) });
    if (size === undefined) throw unfit(node);
    return sql`(${size.holds(sizeOf(columns))})`;
  }
  const all = node.quantifier === 'all';
  if (node.operator === 'known') return known(columns);
  if (!all && node.as === undefined) {
    if (node.operator === 'equals') return oneOf([scalarOperand(node)], columns, node.exactCase === true);
    if (node.operator === 'oneOf') return oneOf(listOperand(node), columns, node.exactCase === true);
  }
  const alternatives = alternativesOf(node, columns, calendar, now);
  if (!all) return anyOf(alternatives.map(({ one, many, holds }) => either(one, many, holds)));
  const singles = alternatives.map(({ one, holds }) => sql`ifNull(${holds(one)}, 0)`);
  const counts = alternatives.map(
    ({ many, holds }) => sql`arrayCount(each -> ifNull(${holds(sql`each`)}, 0) = 1, ${many})`,
  );
  const total = listSize(columns);
  const satisfied = sql`arraySum([${join(counts, ', ')}])`;
  return anyOf([...singles, sql`(${total} > 0 AND ${satisfied} = ${total})`]);
}

function alternativesOf(
  node: PropertyNode,
  columns: PropertyColumns,
  calendar: Calendar,
  now: number,
): readonly Alternative[] {
  if (node.as === 'decimal' || node.as === 'version' || node.as === 'duration') {
    return orderedAlternatives(node, columns);
  }
  switch (node.operator) {
    case 'equals':
      return equalAlternatives([scalarOperand(node)], columns, node.exactCase === true);
    case 'oneOf':
      return equalAlternatives(listOperand(node), columns, node.exactCase === true);
    case 'contains':
      return ofTexts(node, columns, (value, part) => sql`position(${value}, ${part}) > 0`);
    case 'startsWith':
      return ofTexts(node, columns, (value, part) => sql`startsWith(${value}, ${part})`);
    case 'endsWith':
      return ofTexts(node, columns, (value, part) => sql`endsWith(${value}, ${part})`);
    case 'matches': {
      if (typeof node.value !== 'string') throw unfit(node);
      const exact = node.exactCase === true;
      const { single, list } = textColumns(columns, exact);
      const pattern = text(printPattern(parsePattern(node.value, exact)));
      return [{ one: single, many: list, holds: (value) => sql`match(${value}, ${pattern})` }];
    }
    case 'inNetwork':
      return [networkAlternative(node, columns)];
    case 'anniversary':
      return anniversaryAlternatives(node, columns, calendar, now);
    case 'known':
    case 'near':
      // `known` asks for no value; a place is two, see `near.ts`.
      throw unfit(node);
    default: {
      const range = dateRange(node, calendar);
      return range === null ? orderedAlternatives(node, columns) : rangeAlternatives(range(now), columns, calendar);
    }
  }
}

function equalAlternatives(operands: readonly Scalar[], columns: PropertyColumns, exact: boolean): Alternative[] {
  const { single, list } = textColumns(columns, exact);
  const strings = operands.filter((operand) => typeof operand === 'string').map(wellFormed);
  const wanted = texts([...new Set(exact ? strings : strings.map(fold))]);
  const numbers = float64s(operands.filter((operand) => typeof operand === 'number'));
  const booleans = [...new Set(operands.filter((operand) => typeof operand === 'boolean'))];
  return [
    { one: single, many: list, holds: (value) => sql`has(${wanted}, ${value})` },
    { one: columns.one('n'), many: columns.many('N'), holds: (value) => sql`has(${numbers}, ${value})` },
    ...booleans.map(
      (operand): Alternative => ({
        one: columns.one('b'),
        many: columns.many('B'),
        holds: (value) => sql`${value} = ${bool(operand)}`,
      }),
    ),
  ];
}

function listSize({ many }: PropertyColumns): Fragment {
  return sql`(length(${many('F')}) + length(${many('N')}) + length(${many('B')}))`;
}

/** How many values there are; a list is never beside a single value. */
function sizeOf(columns: PropertyColumns): Fragment {
  const { one } = columns;
  return sql`toFloat64(isNotNull(${one('f')}) + isNotNull(${one('n')}) + isNotNull(${one('b')}) + ${listSize(columns)})`;
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

function ofTexts(
  node: PropertyNode,
  columns: PropertyColumns,
  holds: (value: Fragment, part: Fragment) => Fragment,
): readonly Alternative[] {
  if (typeof node.value !== 'string') throw unfit(node);
  const exact = node.exactCase === true;
  const { single, list } = textColumns(columns, exact);
  const operand = wellFormed(node.value);
  const part = sql`${text(exact ? operand : fold(operand))}`;
  return [{ one: single, many: list, holds: (value) => holds(value, part) }];
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
  if (isOperandList(node.value)) return node.value;
  throw unfit(node);
}
