import { type AggregateNode, InvalidCriteriaError, sumOperands } from '@kindred/criteria';
import { type Fragment, join, sql, text } from '../statement.js';

/**
 * Doubles as exact whole numbers of billionths, rounded half to even from their binary value; those from 10^18 on are
 * left out. The same arithmetic as `billionths` of the predicate, on the bits of the double.
 */
export function summands(numbers: Fragment): Fragment {
  const bits = sql`reinterpretAsUInt64(x)`;
  const exponent = sql`toInt32(bitAnd(bitShiftRight(${bits}, 52), 2047))`;
  const mantissa = sql`(bitAnd(${bits}, 4503599627370495) + if(${exponent} = 0, 0, 4503599627370496))`;
  const parts = sql`arrayMap(x -> (toUInt128(${mantissa}) * toUInt128(1000000000), greatest(${exponent}, 1) - 1075, x < 0),
    arrayFilter(x -> abs(x) < 1e18, ${numbers}))`;
  // Beyond 127 places to the right nothing is left, nor half of anything.
  const shift = sql`toUInt8(least(-p.2, 127))`;
  const kept = sql`bitShiftRight(p.1, ${shift})`;
  const twice = sql`((p.1 - bitShiftLeft(${kept}, ${shift})) * toUInt128(2))`;
  const one = sql`bitShiftLeft(toUInt128(1), ${shift})`;
  const up = sql`(${twice} > ${one} OR (${twice} = ${one} AND bitAnd(${kept}, toUInt128(1)) = 1))`;
  const magnitude = sql`toInt128(if(p.2 >= 0, bitShiftLeft(p.1, toUInt8(greatest(p.2, 0))), ${kept} + toUInt128(${up})))`;
  return sql`arrayMap(p -> if(p.3, -${magnitude}, ${magnitude}), ${parts})`;
}

/** Compares `total`, or by multiplying across the average of `number` values, exactly. */
export function exactComparison(node: AggregateNode): Fragment {
  const average = node.function === 'average';
  const operands = sumOperands(node).map((value) => {
    const operand = sql`toInt256(${text(String(value))})`;
    return average ? sql`(${operand} * toInt256(number))` : operand;
  });
  const [first, second] = operands;
  const there = average ? sql`number > 0` : sql`1`;
  if (node.operator === 'known') return sql`(${there})`;
  if (first === undefined) throw new InvalidCriteriaError(`A ${node.function} needs a number to be compared with`);
  return sql`(${there} AND ${test(node, first, second ?? first, operands)})`;
}

function test(node: AggregateNode, first: Fragment, second: Fragment, all: readonly Fragment[]): Fragment {
  const total = sql`toInt256(total)`;
  switch (node.operator) {
    case 'equals':
    case 'oneOf':
      return sql`(${join(
        all.map((operand) => sql`${total} = ${operand}`),
        ' OR ',
      )})`;
    case 'greaterThan':
      return sql`${total} > ${first}`;
    case 'atLeast':
      return sql`${total} >= ${first}`;
    case 'lessThan':
      return sql`${total} < ${first}`;
    case 'atMost':
      return sql`${total} <= ${first}`;
    case 'between':
      return sql`(${total} >= ${first} AND ${total} <= ${second})`;
    default:
      throw new InvalidCriteriaError(`A ${node.function} cannot be compared by ${node.operator}`);
  }
}
