import { numberAt, rowsOf } from '../answer.js';
import { propertyColumns } from '../sql/columns.js';
import { settings } from '../sql/settings.js';
import { render, sql, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { Histogram } from './contract.js';
import { source } from './values.js';

const nothing: Histogram = { count: 0, minimum: null, maximum: null, bars: [] };

/**
 * The numbers of a property in bars. Reads this property's columns alone, twice: for the bounds and for the bars. The
 * bounds of the middle are estimates of quantiles; every number is in one bar.
 *
 * @throws WarehouseError `invalid_property`
 */
export async function histogram(
  transport: Transport,
  site: number,
  property: string,
  event: string | null,
  bars: number,
): Promise<Histogram> {
  const { column, rows } = source(site, property, event);
  const { one, many } = propertyColumns(column.name, column.path);
  const each = sql`arrayConcat(if(isNull(${one('n')}), [], [${one('n')}]), ${many('N')})`;
  const numbers = sql`(SELECT assumeNotNull(nullable) AS number
    FROM (SELECT arrayJoin(${each}) AS nullable FROM ${rows}) WHERE isNotNull(nullable))`;
  const statement = render(sql`WITH
      (SELECT tuple(count(), min(number), max(number), quantileTDigest(0.01)(number), quantileTDigest(0.99)(number))
        FROM ${numbers}) AS whole,
      toFloat64(whole.4) AS low, toFloat64(whole.5) AS high,
      if(high > low, (high - low) / ${whole(bars)}, 1) AS width
    SELECT toInt32(least(greatest(floor((number - low) / width), 0), ${whole(bars - 1)})) AS bar, count(),
      any(whole.1), any(whole.2), any(whole.3), any(low), any(width)
    FROM ${numbers} GROUP BY bar ORDER BY bar ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const found = rowsOf(await transport.run(statement, { purpose: 'interactive' }));
  const [first] = found;
  if (first === undefined) return nothing;
  const [count, minimum, maximum, low, width] = [2, 3, 4, 5, 6].map((index) => numberAt(first, index));
  if (low === undefined || width === undefined || minimum === undefined || maximum === undefined) return nothing;
  const counts = new Map(found.map((row) => [numberAt(row, 0), numberAt(row, 1)]));
  const last = maximum > minimum ? bars : 1;
  return {
    count: count ?? 0,
    minimum,
    maximum,
    bars: Array.from({ length: last }, (_, bar) => ({
      from: bar === 0 ? minimum : low + bar * width,
      to: bar === last - 1 ? maximum : low + (bar + 1) * width,
      count: counts.get(bar) ?? 0,
    })),
  };
}
