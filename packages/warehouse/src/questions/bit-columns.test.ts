import { expect, it } from 'vitest';
import { BitColumns } from './bit-columns.js';

const bits = (set: Uint32Array, people: number) =>
  Array.from({ length: people }, (_, person) => ((set[person >>> 5] ?? 0) >>> (person & 31)) & 1).join('');

it('rows of bytes become columns of bits, in as many parts as they come, more than were expected too', async () => {
  const rows = Array.from({ length: 70 }, (_, row) => [row, 255 - row, row % 3 === 0 ? 1 : 0]);
  const expected = (column: number) =>
    rows.map((row) => (((row[column >>> 3] ?? 0) >>> (column & 7)) & 1).toString()).join('');
  const columns = new BitColumns(3, 40);
  for (const [from, to] of [
    [0, 33],
    [33, 33],
    [33, 70],
  ] as const) {
    await columns.take(Buffer.from(rows.slice(from, to).flat()));
  }
  expect(columns.people).toBe(70);
  for (let column = 0; column < 24; column += 1) {
    const set = columns.set(column, false);
    expect(set).toHaveLength(3);
    expect(bits(set, 96)).toBe(expected(column).padEnd(96, '0'));
    const opposite = expected(column).replace(/[01]/g, (bit) => (bit === '1' ? '0' : '1'));
    expect(bits(columns.set(column, true), 96)).toBe(opposite.padEnd(96, '0'));
  }
});
