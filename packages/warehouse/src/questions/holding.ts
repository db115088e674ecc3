import type { Criteria } from '@kindred/criteria';
import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { Holding, QuestionFrame, Run } from '../contract.js';
import { compileConditions } from '../sql/conditions.js';
import { settings } from '../sql/settings.js';
import { type Fragment, render, sql, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';

/** Bytes that one answer of the engine has at most, about; more people are asked about in parts. */
const mostBytes = 64_000_000;
/** Rows of one column that are read before others get their turn: some 2 ms. */
const rowsAtOnce = 250_000;

/**
 * Which people satisfy each of the criteria. One pass over the people, and the passes over events that the criteria
 * need, yield a byte for eight conditions of everybody; bytes become columns of bits here. Of so many people that an
 * answer would not fit, each part is a statement of its own, so that somebody who comes meanwhile is counted once.
 *
 * @throws InvalidCriteriaError for criteria that read the request
 */
export async function holding(
  transport: Transport,
  asked: QuestionFrame,
  conditions: readonly Criteria[],
  listTraits: ReadonlySet<string>,
  run: Run,
): Promise<Holding> {
  const { definitions, holds } = compileConditions(asked, conditions, listTraits);
  const everybody = sql`profiles FINAL WHERE site = ${uint32(asked.site)} AND deleted = 0`;
  const counted = render(sql`SELECT count() FROM ${everybody} ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(counted, run));
  if (row === undefined) throw unreadable();
  const people = numberAt(row, 0);
  const width = Math.max(1, Math.ceil(holds.length / 8));
  const parts = Math.max(1, Math.ceil((people * width) / mostBytes));
  const bytes = Array.from({ length: width }, (_, byte) => byteOf(holds.slice(byte * 8, byte * 8 + 8)));
  const columns = new BitColumns(conditions.length, people);
  for (let part = 0; part < parts; part += 1) {
    const mine = parts === 1 ? sql`` : sql` AND id % ${whole(parts)} = ${whole(part)}`;
    const statement = render(sql`${definitions} SELECT ${columnsOf(bytes)} FROM ${everybody}${mine}
      ${settings(run.purpose)} FORMAT RowBinary`);
    await columns.take(await transport.run(statement, run), width);
  }
  return columns.holding();
}

/** Up to eight conditions, each 0 or 1, as one byte; the first is the lowest bit. */
function byteOf(holds: readonly Fragment[]): Fragment {
  const bits = holds.map((each, bit) => sql`${whole(2 ** bit)} * toUInt8(${each})`);
  return bits.length === 0 ? sql`toUInt8(0)` : sql`toUInt8(${bits.reduce((sum, bit) => sql`${sum} + ${bit}`)})`;
}

function columnsOf(bytes: readonly Fragment[]): Fragment {
  return bytes.reduce((some, byte) => sql`${some}, ${byte}`);
}

/** Columns of bits that grow by rows of bytes. */
class BitColumns {
  private sets: Uint32Array[];
  private people = 0;

  constructor(count: number, expected: number) {
    this.sets = Array.from({ length: count }, () => new Uint32Array(Math.ceil(expected / 32) + 1));
  }

  async take(rows: Buffer, width: number): Promise<void> {
    const added = rows.length / width;
    const before = this.people;
    this.people += added;
    const words = Math.ceil(this.people / 32) + 1;
    this.sets = this.sets.map((set) => (set.length >= words ? set : grown(set, words)));
    for (let byte = 0; byte < width; byte += 1) {
      const sets = this.sets.slice(byte * 8, byte * 8 + 8);
      for (let from = 0; from < added; from += rowsAtOnce) {
        takeByte(rows, sets, { from, to: Math.min(added, from + rowsAtOnce), width, byte, before });
        await new Promise(setImmediate);
      }
    }
  }

  holding(): Holding {
    const words = Math.ceil(this.people / 32);
    return { people: this.people, sets: this.sets.map((set) => set.subarray(0, words)) };
  }
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly byte: number;
  /** People who were there before the first row. */
  readonly before: number;
}

function takeByte(rows: Buffer, sets: readonly Uint32Array[], { from, to, width, byte, before }: Stretch): void {
  for (let row = from; row < to; row += 1) {
    let bits = rows[row * width + byte] ?? 0;
    const person = before + row;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
      const set = sets[bit];
      if (set !== undefined) set[person >>> 5] = (set[person >>> 5] ?? 0) | (1 << (person & 31));
    }
  }
}

function grown(set: Uint32Array, words: number): Uint32Array {
  const longer = new Uint32Array(words);
  longer.set(set);
  return longer;
}
