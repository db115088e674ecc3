import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallFault } from '../ingest/index.js';
import { chunksOf, lineBytes, newTally } from './rows.js';

async function* pieces(...texts: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

async function readAll(source: AsyncIterable<Buffer>) {
  const tally = newTally();
  const rows: unknown[] = [];
  for await (const chunk of chunksOf(source, numberOf, tally)) rows.push(...chunk);
  return { rows, tally };
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new CallFault('no_number', 'A number is wanted.', 'value');
}

describe('NDJSON', () => {
  it('is read whole, wherever the network cut it', async () => {
    const text = Buffer.from('\uFEFF1\r\n\n2\n  3  \n"ü"\n4');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        const parts = at.slice(1).map((end, index) => text.subarray(at[index], end));
        const { rows, tally } = await readAll(pieces(...parts));
        expect(rows).toEqual([1, 2, 3, 4]);
        expect(tally).toMatchObject({ read: 5, accepted: 4, rejected: 1 });
        expect(tally.errors).toEqual([{ line: 5, code: 'no_number', message: 'A number is wanted.', path: 'value' }]);
      }),
    );
  });

  it('goes on after a line that is broken or too long', async () => {
    const long = `"${'x'.repeat(lineBytes)}"`;
    const { rows, tally } = await readAll(pieces(`1\n{\n${long.slice(0, 1000)}`, long.slice(1000), '\n2'));
    expect(rows).toEqual([1, 2]);
    expect(tally.errors.map(({ line, code }) => [line, code])).toEqual([
      [2, 'invalid_json'],
      [3, 'line_too_long'],
    ]);
  });

  it('tells the first hundred errors and counts the rest', async () => {
    const { tally } = await readAll(pieces('x\n'.repeat(250)));
    expect(tally).toMatchObject({ read: 250, accepted: 0, rejected: 250 });
    expect(tally.errors).toHaveLength(100);
  });

  it('is read no faster than its rows are taken', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        given += 1;
        yield Buffer.from('1\n'.repeat(1000));
      }
    }
    const chunks = chunksOf(endless(), numberOf, newTally());
    await chunks.next();
    await chunks.next();
    expect(given).toBe(2);
    await chunks.return(undefined);
  });
});
