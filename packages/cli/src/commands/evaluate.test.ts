import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CommandError } from '../command-error.js';
import { connectionOf } from '../connection.js';
import { createProgram } from '../program.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-evaluate-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `kindred …` with this standard input; what it printed, and whether it says that something is wrong. */
async function kindred(
  args: readonly string[],
  given = '',
): Promise<{ readonly text: string; readonly failed: boolean }> {
  let text = '';
  let failed = false;
  const program = createProgram({
    env: {},
    clock: () => 0,
    stop: new AbortController().signal,
    print: (line) => {
      text += `${line}\n`;
    },
    note: () => undefined,
    connection: (options) => connectionOf(options, {}),
    server: async (options) => connectionOf(options, {}),
    readInput: async () => given,
    confirm: async () => null,
    input: async function* () {
      yield given;
    },
    write: async (piece) => {
      text += piece;
    },
    fail: () => {
      failed = true;
    },
  });
  await program.parseAsync(['node', 'kindred', ...args]);
  return { text, failed };
}

const criteria = { type: 'property', property: 'user.x', operator: 'known' };
const question = JSON.stringify({ criteria, profile: { traits: { x: 1 } } });

it('answers standard input, or a file, without a server', async () => {
  const answered = '{"matches":true}\n{"line":2,"error":{"code":"not_json"';
  expect((await kindred(['evaluate', '--no-explanation'], `${question}\nno`)).text).toContain(answered);
  const file = join(folder, 'questions.ndjson');
  writeFileSync(file, `${question}\n`);
  expect(JSON.parse((await kindred(['evaluate', file])).text)).toMatchObject({
    matches: true,
    explanation: { found: 1 },
  });
  await expect(kindred(['evaluate', join(folder, 'nothing')])).rejects.toBeInstanceOf(CommandError);
});

it('tells by its exit code whether every example came out as expected', async () => {
  const file = join(folder, 'x.test.json');
  const examples = (where: string) =>
    writeFileSync(file, JSON.stringify({ segments: { a: criteria }, examples: [{ person: {}, [where]: ['a'] }] }));
  examples('out');
  expect(await kindred(['segments', 'test', file])).toMatchObject({ failed: false });
  examples('in');
  const { text, failed } = await kindred(['segments', 'test', file, file]);
  expect(failed).toBe(true);
  expect(text).toContain(`not ok 2 - ${file}: example 1 is in a`);
  expect(JSON.parse((await kindred(['segments', 'test', '--json', file])).text)).toMatchObject({ passed: false });
});
