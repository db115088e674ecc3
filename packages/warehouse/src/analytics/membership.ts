import { type Calendar, localDate, windowStart } from '@kindred/criteria';
import { numberAt, rowsOf } from '../answer.js';
import { notCounted } from '../history/log.js';
import { settings } from '../sql/settings.js';
import { int64, render, sql, text, uint32, uint64s } from '../statement.js';
import type { Transport } from '../transport.js';

const longestDay = 26 * 3_600_000;

/**
 * Enters and exits of each local day of the range, days without any included. Those found by counting the past did not
 * happen on the day on which they were found and are left out. Key: (site, segment, at).
 */
export async function membershipByDay(
  transport: Transport,
  site: number,
  segment: string,
  calendar: Calendar,
  range: { readonly from: number; readonly to: number },
): Promise<readonly { day: string; entered: number; exited: number }[]> {
  const starts = dayStarts(calendar, range);
  // A change is counted by its id, so one that was forwarded twice under two tokens counts once.
  const statement = render(sql`SELECT arrayCount(start -> start <= at, ${uint64s(starts)}) AS day,
      uniqExactIf(id, entered = 1), uniqExactIf(id, entered = 0)
    FROM memberships WHERE site = ${uint32(site)} AND segment = ${text(segment)}
      AND at >= ${int64(range.from)} AND at <= ${int64(range.to)} AND ${notCounted}
    GROUP BY day ${settings('report')} FORMAT JSONCompactEachRow`);
  const found = new Map(
    rowsOf(await transport.run(statement, { purpose: 'report' })).map((row) => [numberAt(row, 0), row]),
  );
  return starts.map((start, i) => {
    const row = found.get(i + 1);
    return {
      day: localDate(start, calendar.timeZone),
      entered: row === undefined ? 0 : numberAt(row, 1),
      exited: row === undefined ? 0 : numberAt(row, 2),
    };
  });
}

/** First instants of the local days that the range touches, ascending; backwards, because a day's length is known only from its end. */
function dayStarts(calendar: Calendar, { from, to }: { readonly from: number; readonly to: number }): number[] {
  const first = windowStart({ calendar: 'day' }, from, calendar);
  const starts: number[] = [];
  for (let instant = to; instant >= first; instant = (starts[0] ?? first) - 1) {
    starts.unshift(Math.max(0, windowStart({ calendar: 'day' }, instant, calendar)));
    if (instant <= longestDay && starts[0] === 0) break;
  }
  return starts;
}
