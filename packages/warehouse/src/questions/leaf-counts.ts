import type { CountedLeaf, LeafCount, LeafPast, Run } from '../contract.js';
import { DoubleReader } from '../doubles.js';
import { joinedIdentities } from '../sql/identities.js';
import { type LeafPass, leafNumbers, leafPasses } from '../sql/leaf-passes.js';
import { settings } from '../sql/settings.js';
import { type Fragment, render, sql, text, uint32, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** Events a statement, about, of one condition and of several: it bounds the answer held in memory. */
const eventsAtOnce = { single: 20_000_000, several: 4_000_000 };
const blockSize = 8_192;

/**
 * Counts and latest times of every profile that has matching events up to a position, the windows left aside; a profile
 * may come several times for a leaf, each time with other events. Leaves of one event share their passes over it.
 * Key: (site, name, identity). Times are kept by identity first, then merged by profile.
 */
export async function* leafCounts(
  transport: Transport,
  site: number,
  leaves: readonly CountedLeaf[],
  past: LeafPast,
  run: Run,
): AsyncGenerator<readonly LeafCount[], void, undefined> {
  for (const pass of leafPasses(leaves)) {
    const { from, to, pages } = await spread(transport, site, pass, run);
    const width = Math.ceil((to - from + 1) / pages);
    for (let page = 0; page < pages; page++) {
      const part = { from: from + page * width, width, only: pages === 1 };
      const statement = render(passStatement(site, pass, past, part, run));
      yield* blocksOf(await transport.run(statement, run), pass);
    }
  }
}

/** The identities that did something, and in how many pages to go through them. Cost: one column of the event. */
async function spread(
  transport: Transport,
  site: number,
  pass: LeafPass,
  run: Run,
): Promise<{ readonly from: number; readonly to: number; readonly pages: number }> {
  const statement = render(sql`SELECT toFloat64(count()), toFloat64(min(identity)), toFloat64(max(identity)) FROM events
    WHERE site = ${uint32(site)} AND name = ${text(pass.event)} ${settings(run.purpose)} FORMAT RowBinary`);
  const reader = new DoubleReader(await transport.run(statement, run));
  const pages = Math.ceil(reader.double() / (pass.leaves.length === 1 ? eventsAtOnce.single : eventsAtOnce.several));
  return { from: reader.double(), to: reader.double(), pages };
}

/** Identities from one on, so many of them; `only` where there are no others. */
interface Page {
  readonly from: number;
  readonly width: number;
  readonly only: boolean;
}

function passStatement(site: number, pass: LeafPass, past: LeafPast, { from, width, only }: Page, run: Run): Fragment {
  const kept = whole(Math.max(1, pass.keep));
  const rows = sql`site = ${uint32(site)} AND name = ${text(pass.event)} AND position <= ${uint64(past.position)}
    AND identity >= ${uint64(from)} AND identity < ${uint64(from + width)}`;
  const byIdentity = sql`SELECT identity, leaf, count() AS counted, groupArraySorted(${kept})(-time) AS latest
    FROM (${leafNumbers(pass, rows, past.calendar)}) GROUP BY identity, leaf`;
  // Who has joined identities, or is one, may come again with another page.
  const partial = only
    ? sql`0`
    : sql`max(map.joined = 1 OR by_identity.identity IN (SELECT profile FROM ${joinedIdentities(site)}))`;
  return sql`SELECT toFloat64(profile), toFloat64(leaf), toFloat64(counted), toFloat64(partial), arrayMap(time -> toFloat64(-time), arrayReverse(latest))
    FROM (SELECT if(map.joined = 1, map.profile, by_identity.identity) AS profile, by_identity.leaf AS leaf, ${partial} AS partial,
        sum(by_identity.counted) AS counted, groupArraySortedArray(${kept})(by_identity.latest) AS latest
      FROM (${byIdentity}) AS by_identity LEFT ANY JOIN ${joinedIdentities(site)} AS map ON by_identity.identity = map.identity
      GROUP BY profile, leaf)
    ORDER BY profile, leaf ${settings(run.purpose)} FORMAT RowBinary`;
}

function* blocksOf(answer: Buffer, pass: LeafPass): Generator<readonly LeafCount[], void, undefined> {
  const reader = new DoubleReader(answer);
  let block: LeafCount[] = [];
  while (!reader.done) {
    const profile = reader.double();
    const number = reader.double();
    const count = reader.double();
    const whole = reader.double() === 0;
    const times = reader.doubles();
    for (const leaf of pass.leaves[number] ?? [])
      block.push({ leaf, profile, count, times: pass.keep === 0 ? [] : times, whole });
    if (block.length >= blockSize) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}
