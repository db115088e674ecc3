import { numberAt, rowsOf, textAt } from '../answer.js';
import { settings } from '../sql/settings.js';
import { render, sql, uint64s } from '../statement.js';
import type { Transport } from '../transport.js';
import type { History, KnownPeriod } from './contract.js';
import { logOf } from './log.js';

/**
 * Counted by the second first, so that rows are not compared with every bucket one by one: no bucket begins within a
 * second, whatever the zone.
 */
export async function movements(
  transport: Transport,
  site: number,
  periods: readonly KnownPeriod[],
  starts: readonly number[],
  until: number,
): ReturnType<History['movements']> {
  if (periods.length === 0) return [];
  const statement =
    render(sql`SELECT period, toInt64(arrayCount(start -> start <= second * 1000, ${uint64s(starts)})) - 1 AS bucket,
      kind, sum(come), sum(gone) FROM (
      SELECT known.period AS period, intDiv(log.at, 1000) AS second, substringIndex(log.cause, ':', 1) AS kind,
        countIf(log.entered = 1) AS come, countIf(log.entered = 0) AS gone
      FROM ${logOf(site, periods, until)} GROUP BY period, second, kind)
    GROUP BY period, bucket, kind ORDER BY period, bucket, kind
    ${settings('report')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'report' })).map((row) => ({
    period: numberAt(row, 0) - 1,
    bucket: numberAt(row, 1),
    cause: textAt(row, 2),
    entered: numberAt(row, 3),
    exited: numberAt(row, 4),
  }));
}
