import { expect, it } from 'vitest';
import { Definitions } from './definitions.js';
import { answers } from './lines.js';

const asking = { definitions: new Definitions(), clock: () => 0, explained: false };
const question = JSON.stringify({
  criteria: { type: 'property', property: 'user.name', operator: 'equals', value: 'Zoë' },
  profile: { traits: { name: 'ZOË' } },
});

async function* pieces(...parts: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* parts;
}

async function answered(input: AsyncIterable<string | Uint8Array>, longest?: number): Promise<unknown[]> {
  let text = '';
  for await (const piece of answers(input, asking, undefined, longest)) text += piece;
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

it('answers a line with a line, however the input is cut', async () => {
  const bytes = new TextEncoder().encode(`${question}\n${question}`);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await answered(pieces(...single))).toEqual([{ matches: true }, { matches: true }]);
});

it('passes over a mark of byte order', async () => {
  const bytes = new TextEncoder().encode(`\uFEFF${question}\n${question}`);
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await answered(pieces(...single))).toEqual([{ matches: true }, { matches: true }]);
  expect(await answered(pieces(`\uFEFF${question}`))).toEqual([{ matches: true }]);
});

it('goes on after lines that are wrong, and says which', async () => {
  const found = await answered(pieces(`nonsense\n\n${question}\r\n{"criteria":1}\n`));
  expect(found).toMatchObject([
    { line: 1, error: { code: 'not_json' } },
    { matches: true },
    { line: 4, error: { code: 'not_an_object', path: 'criteria' } },
  ]);
});

it('passes over a line that is too long without keeping it', async () => {
  const found = await answered(pieces(`"${'x'.repeat(60)}`, 'x'.repeat(600), `"\n${question}\n`), 500);
  expect(found).toMatchObject([{ line: 1, error: { code: 'line_too_long' } }, { matches: true }]);
});

it('reads no further than its answers are taken', async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<string> {
    for (;;) {
      read += 1;
      yield `${question}\n`;
    }
  }
  const reading = answers(endless(), asking);
  await reading.next();
  await reading.next();
  expect(read).toBe(2);
  await reading.return(undefined);
});
