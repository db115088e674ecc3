import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { OneInstant, Question, Run, ThenAndNow } from '../contract.js';
import { settings } from '../sql/settings.js';
import { type Bounds, compileQuestion } from '../sql/tree.js';
import { type Fragment, name, render, sql, uint32 } from '../statement.js';
import type { Transport } from '../transport.js';
import { doublesOf, estimateAt, type Given, headCounts, membersAfter } from './audience.js';

/**
 * How many satisfy a question of now and one of an earlier instant, and how many one of them alone. Costs the passes of both, in one
 * statement, so that nothing comes in between.
 */
export async function thenAndNow(
  transport: Transport,
  questions: Instants,
  given: Given,
  run: Run,
): Promise<ThenAndNow> {
  const { now, earlier, from } = sidesOf(questions, given);
  const counts = [
    headCounts(now, now.known),
    headCounts(earlier, earlier.known),
    headCounts(without(now, earlier), now.known),
    headCounts(without(earlier, now), earlier.known),
  ] as const;
  const statement = render(sql`SELECT ${counts[0]}, ${counts[1]}, ${counts[2]}, ${counts[3]} ${from}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  if (row === undefined) throw unreadable();
  return {
    now: estimateAt(row, 0),
    earlier: estimateAt(row, 4),
    onlyNow: estimateAt(row, 8),
    onlyEarlier: estimateAt(row, 12),
  };
}

/** Ids after `after`, ascending, of those who may be in one and not in the other. */
export async function pageOfOne(
  transport: Transport,
  questions: Instants,
  given: Given,
  { which, after, limit }: { readonly which: OneInstant; readonly after: number; readonly limit: number },
  run: Run,
): Promise<readonly number[]> {
  const { now, earlier, from } = sidesOf(questions, given);
  const { possible } = which === 'onlyNow' ? without(now, earlier) : without(earlier, now);
  const statement = render(sql`SELECT ${membersAfter(possible, after, limit)} ${from}
    ${settings(run.purpose)} FORMAT RowBinary`);
  return [...doublesOf(await transport.run(statement, run))];
}

/** When the oldest event of a site happened; null where there is none. */
export async function oldestEvent(transport: Transport, site: number, run: Run): Promise<number | null> {
  const statement = render(sql`SELECT count(), min(time) FROM events WHERE site = ${uint32(site)}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  if (row === undefined) throw unreadable();
  return numberAt(row, 0) === 0 ? null : numberAt(row, 1);
}

interface Instants {
  readonly now: Question;
  readonly earlier: Question;
}

interface Side extends Bounds {
  readonly known: Fragment;
}

/** Both questions side by side, each with its own passes: one row of the sets of both. */
function sidesOf({ now, earlier }: Instants, given: Given) {
  const side = (table: string): Side => {
    const column = (of: string): Fragment => sql`${name(table)}.${name(of)}`;
    return { certain: column('certain'), possible: column('possible'), known: column('known') };
  };
  const from = sql`FROM (${setsOf(now, given)}) AS side_now CROSS JOIN (${setsOf(earlier, given)}) AS side_earlier`;
  return { now: side('side_now'), earlier: side('side_earlier'), from };
}

function setsOf(question: Question, given: Given): Fragment {
  const { definitions, certain, possible, known } = compileQuestion(question, given);
  return sql`WITH ${definitions} SELECT ${certain} AS certain, ${possible} AS possible, ${known} AS known`;
}

/** Whoever is in for certain is in none who may be in the other. */
function without(some: Bounds, others: Bounds): Bounds {
  const minus = (a: Fragment, b: Fragment): Fragment => sql`bitmapAndnot(${a}, ${b})`;
  return { certain: minus(some.certain, others.possible), possible: minus(some.possible, others.certain) };
}
