import { addressForm, isOperandList, type PropertyNode, readNetwork } from '@kindred/criteria';
import { join, sql, text } from '../statement.js';
import { type Alternative, textColumns, unfit } from './alternative.js';
import type { PropertyColumns } from './columns.js';

/** Addresses as 32 hex digits, IPv4 as IPv6 maps it; the form is checked here, the engine reads only what has it. */
export function networkAlternative(node: PropertyNode, columns: PropertyColumns): Alternative {
  const ranges = (isOperandList(node.value) ? node.value : [node.value]).map((each) => {
    const range = typeof each === 'string' ? readNetwork(each) : null;
    if (range === null) throw unfit(node);
    return range;
  });
  // As it came: folding makes `ﬀ`, which is no digit, two that are.
  const { single, list } = textColumns(columns, true);
  return {
    one: single,
    many: list,
    holds: (value) => {
      const key = sql`lower(hex(IPv6StringToNumOrNull(if(match(assumeNotNull(${value}), ${text(addressForm)}), ${value}, NULL))))`;
      const within = ranges.map(({ low, high }) => sql`(${key} >= ${text(low)} AND ${key} <= ${text(high)})`);
      return sql`(${join(within, ' OR ')})`;
    },
  };
}
