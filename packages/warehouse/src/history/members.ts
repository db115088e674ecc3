import { numberAt, rowsOf } from '../answer.js';
import { settings } from '../sql/settings.js';
import { render, sql, texts, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import type { History, Moment } from './contract.js';
import { membersAt } from './log.js';

const interactive = { purpose: 'interactive' } as const;

export async function size(transport: Transport, site: number, moment: Moment): Promise<number> {
  const statement = render(sql`SELECT count() FROM ${membersAt(site, [moment])}
    ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, interactive));
  return row === undefined ? 0 : numberAt(row, 0);
}

export async function members(
  transport: Transport,
  site: number,
  moment: Moment,
  after: number,
  limit: number,
): ReturnType<History['members']> {
  const statement = render(sql`SELECT profile, since FROM ${membersAt(site, [moment])}
    WHERE profile > ${uint64(after)} ORDER BY profile LIMIT ${whole(limit)}
    ${settings('interactive')} FORMAT JSONCompactEachRow`);
  return rowsOf(await transport.run(statement, interactive)).map((row) => ({
    profile: numberAt(row, 0),
    since: numberAt(row, 1),
  }));
}

/** One pass: each member's segments become the bits of a number. */
export async function overlap(
  transport: Transport,
  site: number,
  moments: readonly Moment[],
): ReturnType<History['overlap']> {
  if (moments.length === 0) return new Map();
  const order = texts(moments.map(({ segment }) => segment));
  const statement = render(sql`SELECT bits, count() FROM (
      SELECT profile, groupBitOr(bitShiftLeft(toUInt32(1), toUInt8(indexOf(${order}, toString(segment)) - 1))) AS bits
      FROM ${membersAt(site, moments)} GROUP BY profile)
    GROUP BY bits ${settings('interactive')} FORMAT JSONCompactEachRow`);
  const rows = rowsOf(await transport.run(statement, interactive));
  return new Map(rows.map((row) => [numberAt(row, 0), numberAt(row, 1)]));
}
