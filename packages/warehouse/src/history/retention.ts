import { numberAt, rowsOf, unreadable } from '../answer.js';
import { settings } from '../sql/settings.js';
import { render, sql, uint64s, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { History, KnownPeriod } from './contract.js';
import { notCounted, stays } from './log.js';

/** Each member's stays side by side, then one look at them for each bucket they entered in and each bucket after it. */
export async function retention(
  transport: Transport,
  site: number,
  periods: readonly KnownPeriod[],
  starts: readonly number[],
  cohorts: number,
  later: number,
): ReturnType<History['retention']> {
  if (periods.length === 0) return [];
  const bounds = uint64s(starts);
  const end = starts.at(-1) ?? 0;
  const statement = render(sql`SELECT cohort, count(), sumForEach(inside), sumForEach(stayed) FROM (
      SELECT cohort,
        arrayMap(step -> arrayExists(stay -> stay.1 < ${bounds}[cohort + step + 1] AND stay.2 >= ${bounds}[cohort + step + 1],
          stays), range(${whole(later + 1)})) AS inside,
        arrayMap(step -> arrayExists(stay -> stay.3 = cohort AND stay.2 >= ${bounds}[cohort + step + 1], stays),
          range(${whole(later + 1)})) AS stayed
      FROM (
        SELECT profile, groupArray((entered_at, left_at, bucket)) AS stays,
          arrayJoin(arrayDistinct(groupArrayIf(bucket, bucket BETWEEN 1 AND ${whole(cohorts)}))) AS cohort
        FROM (SELECT profile, entered_at, left_at,
            if(${notCounted}, arrayCount(start -> start <= entered_at, ${bounds}), 0) AS bucket
          FROM ${stays(site, periods, end - 1)})
        GROUP BY profile))
    GROUP BY cohort ORDER BY cohort ${settings('report')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, { purpose: 'report' })).map((row) => ({
    bucket: numberAt(row, 0) - 1,
    size: numberAt(row, 1),
    inside: numbersAt(row, 2),
    stayed: numbersAt(row, 3),
  }));
}

function numbersAt(row: readonly unknown[], index: number): readonly number[] {
  const value = row[index];
  if (!Array.isArray(value)) throw unreadable();
  return value.map(Number);
}
