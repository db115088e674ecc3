import { numberAt, numbersAt, rowsOf, unreadable } from '../answer.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { type Fragment, render, sql } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Spread } from './contract.js';
import { source } from './values.js';

/** Eighths: the edges of ranges that hold about as many people each. */
const levels = sql`0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875`;

/**
 * Of what types the values of a property are, and where its numbers lie. Reads this property's columns alone, once.
 * Quantiles are estimates (reservoir sampling above 8,192 values): good for edges, not to be shown as figures.
 *
 * @throws WarehouseError `invalid_property`
 */
export async function spread(transport: Transport, site: number, property: string): Promise<Spread> {
  const { column, rows } = source(site, property, null);
  const { one, many } = propertyColumns(column.name, column.path);
  const has = (kind: 'f' | 'n' | 'b' | 'd' | 'w'): Fragment => sql`isNotNull(${one(kind)})`;
  const statement = render(sql`SELECT
      countIf(${has('f')} OR notEmpty(${many('F')})),
      countIf(${has('n')} OR notEmpty(${many('N')})),
      countIf(${has('b')} OR notEmpty(${many('B')})),
      countIf(${has('d')} OR ${has('w')}),
      uniq(${one('n')}),
      arrayMap(each -> toFloat64(each), quantiles(${levels})(${one('n')}))
    FROM ${rows} ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  if (row === undefined) throw unreadable();
  const numbers = numberAt(row, 1);
  return {
    texts: numberAt(row, 0),
    numbers,
    booleans: numberAt(row, 2),
    dates: numberAt(row, 3),
    distinctNumbers: numberAt(row, 4),
    // Of no numbers at all there are no quantiles (the engine answers NaN).
    edges: numbers === 0 ? [] : numbersAt(row, 5),
  };
}
