import type { Calendar, EventNode } from '@kindred/criteria';
import type { LeafCount, Run } from '../contract.js';
import { DoubleReader } from '../doubles.js';
import { withProfile } from '../sql/identities.js';
import { whereCondition } from '../sql/row-condition.js';
import { settings } from '../sql/settings.js';
import { render, sql, text, uint32, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

const blockSize = 8_192;

/**
 * Count and latest times of every profile that has a matching event up to a position, its window left aside.
 * Key: (site, name). Times are kept by identity first, then merged by profile.
 */
export async function* leafCounts(
  transport: Transport,
  site: number,
  leaf: EventNode,
  keep: number,
  position: number,
  run: Run,
  calendar: Calendar,
): AsyncGenerator<readonly LeafCount[], void, undefined> {
  const where = leaf.where === undefined ? sql`1` : whereCondition(leaf.where, calendar);
  const kept = whole(Math.max(1, keep));
  const byIdentity = sql`SELECT identity, count() AS counted, groupArraySorted(${kept})(-time) AS latest FROM events
    WHERE site = ${uint32(site)} AND name = ${text(leaf.event)} AND position <= ${uint64(position)} AND ${where}
    GROUP BY identity`;
  const values = sql`sum(by_identity.counted) AS counted, groupArraySortedArray(${kept})(by_identity.latest) AS latest`;
  const statement = render(sql`SELECT toFloat64(profile), toFloat64(counted),
      arrayMap(time -> toFloat64(-time), arrayReverse(latest))
    FROM (${withProfile(site, byIdentity, values)}) ${settings(run.purpose)} FORMAT RowBinary`);
  const reader = new DoubleReader(await transport.run(statement, run));
  let block: LeafCount[] = [];
  while (!reader.done) {
    const profile = reader.double();
    const count = reader.double();
    const times = reader.doubles();
    block.push({ profile, count, times: keep === 0 ? [] : times });
    if (block.length === blockSize) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}
