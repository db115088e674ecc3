import {
  decimalForm,
  decimalScale,
  durationEmptyEnds,
  durationForm,
  durationUnits,
  isOperandList,
  type PropertyNode,
  readDecimal,
  readDuration,
  releaseMark,
  type Scalar,
  versionForm,
  versionKey,
} from '@kindred/criteria';
import { type Fragment, float64, join, sql, text, whole } from '../statement.js';
import { type Alternative, textColumns, unfit } from './alternative.js';
import type { PropertyColumns } from './columns.js';

type Sign = '<' | '<=' | '>' | '>=' | '=';

/** How a value, once read by the engine, is set beside one operand. */
type Against = (value: Fragment, sign: Sign) => Fragment;

/** The operators of order and equality over numbers, or over what `as` names. */
export function orderedAlternatives(node: PropertyNode, columns: PropertyColumns): readonly Alternative[] {
  const exact = textColumns(columns, true);
  const inText = (against: (operand: Scalar) => Against): Alternative => ({
    one: exact.single,
    many: exact.list,
    holds: (value) => relation(node, value, against),
  });
  const inNumbers = (against: (operand: Scalar) => Against): Alternative => ({
    one: columns.one('n'),
    many: columns.many('N'),
    holds: (value) => relation(node, value, against),
  });
  switch (node.as) {
    case 'version':
      return [inText((operand) => versionAgainst(node, operand))];
    case 'duration':
      return [inText((operand) => durationAgainst(node, operand))];
    case 'decimal':
      return [
        inText((operand) => decimalAgainst(node, operand)),
        inNumbers((operand) => decimalNumberAgainst(node, operand)),
      ];
    default:
      return [inNumbers((operand) => numberAgainst(node, operand))];
  }
}

function relation(node: PropertyNode, value: Fragment, against: (operand: Scalar) => Against): Fragment {
  const operands = isOperandList(node.value) ? node.value : [node.value];
  const beside = (index: number, sign: Sign): Fragment => {
    const operand = operands[index];
    if (operand === undefined || typeof operand === 'object') throw unfit(node);
    return against(operand)(value, sign);
  };
  switch (node.operator) {
    case 'equals':
    case 'oneOf':
      return sql`(${join(
        operands.map((_, index) => beside(index, '=')),
        ' OR ',
      )})`;
    case 'between':
      return sql`(${beside(0, '>=')} AND ${beside(1, '<=')})`;
    case 'greaterThan':
      return beside(0, '>');
    case 'atLeast':
      return beside(0, '>=');
    case 'lessThan':
      return beside(0, '<');
    case 'atMost':
      return beside(0, '<=');
    default:
      throw unfit(node);
  }
}

const signs: Readonly<Record<Sign, Fragment>> = {
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '=': sql`=`,
};

function numberAgainst(node: PropertyNode, operand: Scalar): Against {
  if (typeof operand !== 'number') throw unfit(node);
  const bound = float64(operand);
  return (value, sign) => sql`${value} ${signs[sign]} ${bound}`;
}

/** The nearest double, and on which side of it the operand lies, say all about other doubles. */
function decimalNumberAgainst(node: PropertyNode, operand: Scalar): Against {
  const decimal = readDecimal(operand);
  if (decimal === null) throw unfit(node);
  const { nearest, nearestSide } = decimal;
  const bound = float64(nearest);
  return (value, sign) => {
    if (nearestSide === 0) return sql`${value} ${signs[sign]} ${bound}`;
    if (sign === '=') return sql`0`;
    const below = sign === '<' || sign === '<=';
    // Where the nearest double is less than the operand, it belongs to what is below it.
    const inclusive = below === nearestSide < 0;
    const nearestSign: Sign = below ? (inclusive ? '<=' : '<') : inclusive ? '>=' : '>';
    return sql`${value} ${signs[nearestSign]} ${bound}`;
  };
}

function decimalAgainst(node: PropertyNode, operand: Scalar): Against {
  const decimal = readDecimal(operand);
  if (decimal === null) throw unfit(node);
  const scale = whole(decimalScale);
  return (value, sign) =>
    sql`toDecimal256OrNull(if(match(assumeNotNull(${value}), ${text(decimalForm)}), assumeNotNull(${value}), ''), ${scale}) ${signs[sign]} toDecimal256(${text(decimal.text)}, ${scale})`;
}

/** The same key as `versionKey`, made of the groups of the form; text of another form has none. */
function versionAgainst(node: PropertyNode, operand: Scalar): Against {
  const key = typeof operand === 'string' ? versionKey(operand) : null;
  if (key === null) throw unfit(node);
  const form = text(versionForm);
  return (value, sign) => {
    const groups = sql`extractGroups(assumeNotNull(${value}), ${form})`;
    const parts = sql`arrayMap(part -> if(match(part, '^[0-9]+$'), concat('0', leftPad(part, 15, '0')), concat('1', part)), splitByChar('.', ${groups}[4]))`;
    const numbers = sql`concat(leftPad(${groups}[1], 15, '0'), leftPad(${groups}[2], 15, '0'), leftPad(${groups}[3], 15, '0'))`;
    const preRelease = sql`if(${groups}[4] = '', ${text(releaseMark)}, arrayStringConcat(${parts}, ' '))`;
    return sql`(isNotNull(${value}) AND match(assumeNotNull(${value}), ${form}) AND concat(${numbers}, ${preRelease}) ${signs[sign]} ${text(key)})`;
  };
}

function durationAgainst(node: PropertyNode, operand: Scalar): Against {
  const bound = typeof operand === 'string' ? readDuration(operand) : null;
  if (bound === null) throw unfit(node);
  const form = text(durationForm);
  return (value, sign) => {
    const groups = sql`extractGroups(assumeNotNull(${value}), ${form})`;
    const amounts = durationUnits.map(
      (unit, index) => sql`toFloat64(toInt64OrZero(${groups}[${whole(index + 1)}])) * ${whole(unit)}`,
    );
    const decimals = sql`toFloat64(toInt64OrZero(rightPad(${groups}[6], 3, '0')))`;
    const milliseconds = sql`arraySum([${join([...amounts, decimals], ', ')}])`;
    return sql`(isNotNull(${value}) AND match(assumeNotNull(${value}), ${form}) AND NOT match(assumeNotNull(${value}), ${text(durationEmptyEnds)}) AND ${milliseconds} ${signs[sign]} ${float64(bound)})`;
  };
}
