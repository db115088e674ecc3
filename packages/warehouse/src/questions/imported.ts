import { numberAt, rowsOf, textAt } from '../answer.js';
import type { SeenBeside } from '../contract.js';
import { settings } from '../sql/settings.js';
import { render, sql, uint32, uint64, uint64s, whole } from '../statement.js';
import type { Transport } from '../transport.js';

const run = { purpose: 'backfill' } as const;

/** How many events an import brought, of how many identities. Reads two columns of the site's events, one of which is hardly there. */
export async function imported(
  transport: Transport,
  site: number,
  number: number,
): Promise<{ readonly events: number; readonly identities: number }> {
  const statement = render(sql`SELECT count(), uniqExact(identity) FROM events
    WHERE site = ${uint32(site)} AND import = ${uint32(number)} ${settings('backfill')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  return row === undefined ? { events: 0, identities: 0 } : { events: numberAt(row, 0), identities: numberAt(row, 1) };
}

/** Identities of an import's events, a page in ascending order. Cost as of `imported`, once a page. */
export async function importedIdentities(
  transport: Transport,
  site: number,
  number: number,
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const statement = render(sql`SELECT DISTINCT toString(identity), identity FROM events
    WHERE site = ${uint32(site)} AND import = ${uint32(number)} AND identity > ${uint64(after)}
    ORDER BY identity LIMIT ${whole(limit)} ${settings('backfill')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, run)).map((row) => Number(textAt(row, 0)));
}

/** First and last time of each identity beside an import, and its last within. Reads three columns of the site's events. */
export async function seenBeside(
  transport: Transport,
  site: number,
  identities: readonly number[],
  number: number,
): Promise<readonly SeenBeside[]> {
  if (identities.length === 0) return [];
  const statement = render(sql`SELECT toString(identity), countIf(import != ${uint32(number)}), count(),
      minIf(time, import != ${uint32(number)}), maxIf(time, import != ${uint32(number)}), maxIf(time, import = ${uint32(number)})
    FROM events WHERE site = ${uint32(site)} AND identity IN ${uint64s(identities)}
    GROUP BY identity ${settings('backfill')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, run)).map((row) => ({
    identity: Number(textAt(row, 0)),
    others: numberAt(row, 1) === 0 ? null : { first: numberAt(row, 3), last: numberAt(row, 4) },
    importedLast: numberAt(row, 1) === numberAt(row, 2) ? null : numberAt(row, 5),
  }));
}
