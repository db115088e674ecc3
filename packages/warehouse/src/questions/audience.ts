import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { Bound, Breakdown, Estimate, HeadCount, Membership, Question, Run } from '../contract.js';
import { DoubleReader } from '../doubles.js';
import { settings } from '../sql/settings.js';
import { type Bounds, compileQuestion } from '../sql/tree.js';
import { type Fragment, join, render, sql, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** How many people satisfy a question, known users and guests apart. */
export async function count(
  transport: Transport,
  question: Question,
  listTraits: ReadonlySet<string>,
  run: Run,
): Promise<Estimate> {
  const { definitions, known, ...bounds } = compileQuestion(question, { listTraits });
  const statement = render(sql`WITH ${definitions} SELECT ${headCounts(bounds, known)}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  if (row === undefined) throw unreadable();
  return estimateAt(row, 0);
}

/** The same, every node's count and the difference to what is saved: one statement, in the same passes. */
export async function breakdown(
  transport: Transport,
  question: Question,
  listTraits: ReadonlySet<string>,
  run: Run,
): Promise<Breakdown> {
  const { definitions, known, entering, leaving, nodes, ...bounds } = compileQuestion(question, {
    listTraits,
    countNodes: true,
  });
  const differences = [entering, leaving].flatMap((each) => (each === null ? [] : [headCounts(each, known)]));
  const numbers = nodes.flatMap(({ certain, possible, left }) => [
    certain,
    possible,
    ...(left === null ? [] : [left.certain, left.possible]),
  ]);
  const statement = render(sql`WITH ${definitions}
    SELECT [${join(numbers, ', ')}], ${join([headCounts(bounds, known), ...differences], ', ')}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  const [counted, ...estimates] = row ?? [];
  if (!Array.isArray(counted) || counted.length !== numbers.length) throw unreadable();
  let at = 0;
  const next = (): Bound => ({ certain: numberAt(counted, at++), possible: numberAt(counted, at++) });
  return {
    ...estimateAt(estimates, 0),
    nodes: nodes.map(({ path, left }) => ({ path, ...next(), left: left === null ? null : next() })),
    entering: entering === null ? null : estimateAt(estimates, 4),
    leaving: leaving === null ? null : estimateAt(estimates, 8),
  };
}

/** Four columns: all and the known among them, for certain and possibly. */
function headCounts({ certain, possible }: Bounds, known: Fragment): Fragment {
  return sql`bitmapCardinality(${certain}), bitmapAndCardinality(${certain}, ${known}),
    bitmapCardinality(${possible}), bitmapAndCardinality(${possible}, ${known})`;
}

function estimateAt(row: readonly unknown[], from: number): Estimate {
  const at = (index: number): HeadCount => {
    const known = numberAt(row, index + 1);
    return { known, guests: numberAt(row, index) - known };
  };
  return { certain: at(from), possible: at(from + 2) };
}

/** Ids after `after`, ascending. (A small bitmap gives its members in no order, hence the sort.) */
export async function page(
  transport: Transport,
  question: Question,
  listTraits: ReadonlySet<string>,
  which: Membership,
  after: number,
  limit: number,
  run: Run,
): Promise<readonly number[]> {
  const { definitions, ...sets } = compileQuestion(question, { listTraits });
  const asked = which === 'certain' || which === 'possible' ? sets[which] : sets[which]?.possible;
  // Against nothing saved nobody enters or leaves.
  if (asked === undefined) return [];
  const statement = render(sql`WITH ${definitions}
    SELECT toFloat64(arrayJoin(arraySort(bitmapToArray(
      bitmapSubsetLimit(${asked}, ${uint64(after + 1)}, ${whole(limit)})))))
    ${settings(run.purpose)} FORMAT RowBinary`);
  return [...doublesOf(await transport.run(statement, run))];
}

const blockSize = 65_536;

/** All ids in ascending order, in blocks. */
export async function* matching(
  transport: Transport,
  question: Question,
  run: Run,
): AsyncGenerator<readonly number[], void, undefined> {
  const { definitions, certain } = compileQuestion(question);
  const statement = render(sql`WITH ${definitions}
    SELECT toFloat64(arrayJoin(arraySort(bitmapToArray(${certain})))) ${settings(run.purpose)} FORMAT RowBinary`);
  let block: number[] = [];
  for (const id of doublesOf(await transport.run(statement, run))) {
    block.push(id);
    if (block.length === blockSize) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

function* doublesOf(answer: Buffer): Generator<number, void, undefined> {
  const reader = new DoubleReader(answer);
  while (!reader.done) yield reader.double();
}
