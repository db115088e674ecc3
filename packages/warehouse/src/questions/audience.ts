import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { Bound, Breakdown, Estimate, HeadCount, IdRange, Membership, Question, Run } from '../contract.js';
import { DoubleReader } from '../doubles.js';
import type { Counted } from '../sql/node-counts.js';
import { settings } from '../sql/settings.js';
import { type Bounds, type Compilation, compileQuestion } from '../sql/tree.js';
import { Fragment, join, render, sql, uint64, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** What is known of the tables at this moment. */
export type Given = Pick<Compilation, 'listTraits' | 'times'>;

/** How many people satisfy a question, known users and guests apart. */
export async function count(transport: Transport, question: Question, given: Given, run: Run): Promise<Estimate> {
  const { definitions, known, ...bounds } = compileQuestion(question, given);
  const statement = render(sql`WITH ${definitions} SELECT ${headCounts(bounds, known)}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  if (row === undefined) throw unreadable();
  return estimateAt(row, 0);
}

/** The same, every node's count and the difference to what is saved: one statement, in the same passes. */
export async function breakdown(transport: Transport, question: Question, given: Given, run: Run): Promise<Breakdown> {
  const { definitions, known, entering, leaving, nodes, counts, ...bounds } = compileQuestion(question, {
    ...given,
    countNodes: true,
  });
  const differences = [entering, leaving].flatMap((each) => (each === null ? [] : [headCounts(each, known)]));
  const sets: Fragment[] = [];
  const placed = nodes.map(({ path, certain, possible, left }) => ({
    path,
    own: boundPlace(certain, possible, sets),
    left: left === null ? null : boundPlace(left.certain, left.possible, sets),
  }));
  const none = sql`CAST([], 'Array(UInt64)')`;
  const arrays = [
    counts.people ?? none,
    counts.accounts ?? none,
    sets.length === 0 ? none : sql`[${join(sets, ', ')}]`,
  ];
  const statement = render(sql`WITH ${definitions}
    SELECT ${join([...arrays, headCounts(bounds, known), ...differences], ', ')}
    ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(statement, run));
  const [people, accounts, bitmaps, ...estimates] = row ?? [];
  const answers = { people, accounts, sets: bitmaps };
  const numberOf = ({ of, index }: Place): number => {
    const answer = answers[of];
    if (!Array.isArray(answer)) throw unreadable();
    return numberAt(answer, index);
  };
  const boundOf = ({ certain, possible }: BoundPlace): Bound => ({
    certain: numberOf(certain),
    possible: numberOf(possible),
  });
  return {
    ...estimateAt(estimates, 0),
    nodes: placed.map(({ path, own, left }) => ({
      path,
      ...boundOf(own),
      left: left === null ? null : boundOf(left),
    })),
    entering: entering === null ? null : estimateAt(estimates, 4),
    leaving: leaving === null ? null : estimateAt(estimates, 8),
  };
}

/** Where a number stands in the answer: among the counts of rows, or among those of bitmaps. */
interface Place {
  readonly of: 'people' | 'accounts' | 'sets';
  readonly index: number;
}

interface BoundPlace {
  readonly certain: Place;
  readonly possible: Place;
}

function boundPlace(certain: Counted, possible: Counted, sets: Fragment[]): BoundPlace {
  const place = (counted: Counted): Place =>
    counted instanceof Fragment ? { of: 'sets', index: sets.push(counted) - 1 } : counted;
  const first = place(certain);
  return { certain: first, possible: certain === possible ? first : place(possible) };
}

/** Four columns: all and the known among them, for certain and possibly. */
export function headCounts({ certain, possible }: Bounds, known: Fragment): Fragment {
  return sql`bitmapCardinality(${certain}), bitmapAndCardinality(${certain}, ${known}),
    bitmapCardinality(${possible}), bitmapAndCardinality(${possible}, ${known})`;
}

export function estimateAt(row: readonly unknown[], from: number): Estimate {
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
  given: Given,
  which: Membership,
  after: number,
  limit: number,
  run: Run,
): Promise<readonly number[]> {
  const { definitions, ...sets } = compileQuestion(question, given);
  const asked = which === 'certain' || which === 'possible' ? sets[which] : sets[which]?.possible;
  // Against nothing saved nobody enters or leaves.
  if (asked === undefined) return [];
  const statement = render(sql`WITH ${definitions} SELECT ${membersAfter(asked, after, limit)}
    ${settings(run.purpose)} FORMAT RowBinary`);
  return [...doublesOf(await transport.run(statement, run))];
}

export function membersAfter(set: Fragment, after: number, limit: number): Fragment {
  return sql`toFloat64(arrayJoin(arraySort(bitmapToArray(
    bitmapSubsetLimit(${set}, ${uint64(after + 1)}, ${whole(limit)})))))`;
}

const blockSize = 65_536;

/** All ids in ascending order, in blocks; with a range those in it. */
export async function* matching(
  transport: Transport,
  question: Question,
  run: Run,
  range?: IdRange,
): AsyncGenerator<readonly number[], void, undefined> {
  const { definitions, certain } = compileQuestion(question);
  const asked =
    range === undefined
      ? certain
      : sql`bitmapSubsetInRange(${certain}, ${uint64(range.first)}, ${uint64(range.last + 1)})`;
  const statement = render(sql`WITH ${definitions}
    SELECT toFloat64(arrayJoin(arraySort(bitmapToArray(${asked})))) ${settings(run.purpose)} FORMAT RowBinary`);
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

export function* doublesOf(answer: Buffer): Generator<number, void, undefined> {
  const reader = new DoubleReader(answer);
  while (!reader.done) yield reader.double();
}
