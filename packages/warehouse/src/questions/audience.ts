import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { Estimate, Question, Run } from '../contract.js';
import { DoubleReader } from '../doubles.js';
import { settings } from '../sql/settings.js';
import { compileQuestion } from '../sql/tree.js';
import { render, sql, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** How many people satisfy a question, known users and guests apart. */
export async function count(
  transport: Transport,
  question: Question,
  listTraits: ReadonlySet<string>,
  run: Run,
): Promise<Estimate> {
  const { definitions, certain, possible, known } = compileQuestion(question, listTraits);
  const statement = render(sql`WITH ${definitions}
    SELECT bitmapCardinality(${certain}), bitmapAndCardinality(${certain}, ${known}),
      bitmapCardinality(${possible}), bitmapAndCardinality(${possible}, ${known})
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  if (row === undefined) throw unreadable();
  const [certainly, certainlyKnown, possibly, possiblyKnown] = [0, 1, 2, 3].map((i) => numberAt(row, i));
  if (
    certainly === undefined ||
    certainlyKnown === undefined ||
    possibly === undefined ||
    possiblyKnown === undefined
  ) {
    throw unreadable();
  }
  return {
    certain: { known: certainlyKnown, guests: certainly - certainlyKnown },
    possible: { known: possiblyKnown, guests: possibly - possiblyKnown },
  };
}

/** Ids after `after`, ascending. (A small bitmap gives its members in no order, hence the sort.) */
export async function page(
  transport: Transport,
  question: Question,
  listTraits: ReadonlySet<string>,
  which: 'certain' | 'possible',
  after: number,
  limit: number,
  run: Run,
): Promise<readonly number[]> {
  const compiled = compileQuestion(question, listTraits);
  const statement = render(sql`WITH ${compiled.definitions}
    SELECT toFloat64(arrayJoin(arraySort(bitmapToArray(
      bitmapSubsetLimit(${compiled[which]}, ${uint64(after + 1)}, ${whole(limit)})))))
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
