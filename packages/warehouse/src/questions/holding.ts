import type { Criteria } from '@kindred/criteria';
import { numberAt, rowsOf, unreadable } from '../answer.js';
import type { Holding, QuestionFrame, Run } from '../contract.js';
import { compileConditions, type Place } from '../sql/conditions.js';
import { settings } from '../sql/settings.js';
import { type Fragment, join, name, render, sql, uint32, whole } from '../statement.js';
import type { Transport } from '../transport.js';
import { BitColumns } from './bit-columns.js';

/** Bytes that one answer of the engine has at most, about; more people are asked about in parts. */
const mostBytes = 64_000_000;

/**
 * Which people satisfy each of the criteria. One pass over the people, and one over the events of each name, yield a
 * byte for eight conditions of everybody; bytes become columns of bits here. Of so many people that an answer would not
 * fit, each part is a statement of its own, so that somebody who comes meanwhile is counted once.
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
  const { definitions, holds, events, places } = compileConditions(asked, conditions, listTraits);
  const everybody = sql`profiles FINAL WHERE site = ${uint32(asked.site)} AND deleted = 0`;
  const counted = render(sql`SELECT count() FROM ${everybody} ${settings(run.purpose)} FORMAT JSONCompactEachRow`);
  const [row] = rowsOf(await transport.run(counted, run));
  if (row === undefined) throw unreadable();
  const people = numberAt(row, 0);
  const bytes = Array.from({ length: Math.max(1, Math.ceil(holds.length / 8)) }, (_, byte) =>
    byteOf(holds.slice(byte * 8, byte * 8 + 8)),
  );
  const words = Array.from({ length: events?.words ?? 0 }, (_, word) => name(`word${word}`));
  const width = bytes.length + 8 * words.length;
  const parts = Math.max(1, Math.ceil((people * width) / mostBytes));
  const columns = new BitColumns(width, people);
  for (let part = 0; part < parts; part += 1) {
    const mine = parts === 1 ? sql`` : sql` AND id % ${whole(parts)} = ${whole(part)}`;
    const named = bytes.map((byte, index) => sql`${byte} AS ${name(`byte${index}`)}`);
    const rows = sql`SELECT id, ${join(named, ', ')} FROM ${everybody}${mine}`;
    const shown = [...bytes.map((_, index) => name(`byte${index}`)), ...words];
    // Who did nothing of it is not joined: words of 0.
    const done = events === null ? sql`` : sql`LEFT ANY JOIN (${events.rows}) AS done ON people.id = done.profile`;
    const statement = render(sql`${definitions} SELECT ${join(shown, ', ')} FROM (${rows}) AS people ${done}
      ${settings(run.purpose)} FORMAT RowBinary`);
    await columns.take(await transport.run(statement, run));
  }
  const column = (place: Place): number => ('hold' in place ? place.hold : bytes.length * 8 + place.bit);
  return {
    people: columns.people,
    sets: places.map((place) => columns.set(column(place), 'bit' in place && place.inverted)),
  };
}

/** Up to eight conditions, each 0 or 1, as one byte; the first is the lowest bit. */
function byteOf(holds: readonly Fragment[]): Fragment {
  const bits = holds.map((each, bit) => sql`${whole(2 ** bit)} * toUInt8(${each})`);
  return bits.length === 0 ? sql`toUInt8(0)` : sql`toUInt8(${bits.reduce((sum, bit) => sql`${sum} + ${bit}`)})`;
}
