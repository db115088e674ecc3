import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@kindred/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectionOf } from '../connection.js';
import { createProgram } from '../program.js';

const apiKey = `ka_${'d'.repeat(43)}`;
let folder: string;
let server: RunningServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-liferay-'));
  server = await startServer({
    dataDir: join(folder, 'data'),
    host: '127.0.0.1',
    port: 0,
    env: { apiKey, writeKey: `kw_${'d'.repeat(43)}`, adminPassword: 'a-password-for-tests' },
  });
}, 60_000);

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function kindred(...args: string[]): Promise<{ readonly text: string; readonly failed: boolean }> {
  const env = { KINDRED_URL: server.url, KINDRED_API_KEY: apiKey };
  const lines: string[] = [];
  let failed = false;
  const program = createProgram({
    env,
    clock: Date.now,
    stop: new AbortController().signal,
    print: (line) => lines.push(line),
    note: () => undefined,
    connection: (options) => connectionOf(options, env),
    server: async (options) => connectionOf(options, env),
    readInput: async () => '',
    confirm: async () => null,
    input: async function* () {},
    write: async () => undefined,
    fail: () => {
      failed = true;
    },
  });
  await program.parseAsync(['node', 'kindred', ...args]);
  return { text: lines.join('\n'), failed };
}

test('segments of a Liferay server are made on this one, those that others refer to first', async () => {
  const file = join(folder, 'segments.json');
  const part = (filterString: string, typeValue: string) => ({ conjunction: 'and', filterString, typeValue });
  const segments = [
    { segmentsEntryId: '2', name: 'Both', criteria: { s: part("segmentsEntryIds in ('1')", 'referred') } },
    {
      segmentsEntryId: '1',
      segmentsEntryKey: 'ADA',
      name: 'Ada',
      criteria: { user: part("firstName eq 'A'", 'model') },
    },
    { segmentsEntryId: '3', name: 'Phones', criteria: { context: part("customContext/tier eq 'x'", 'context') } },
  ];
  writeFileSync(file, JSON.stringify(segments));
  const { text, failed } = await kindred('import', 'liferay', file);
  expect(text).toContain('made: Both (both)\nmade: Ada (ada)\nskipped: Phones');
  expect(text).toContain('2 of 3 segments made.');
  expect(failed).toBe(true);
  const listed = JSON.parse((await kindred('segments', 'list', '--json')).text);
  const ada = listed.find(({ key }: { key: string }) => key === 'ada');
  expect(ada).toMatchObject({ active: true, criteria: { property: 'user.firstName', value: 'A' } });
  expect(listed.find(({ key }: { key: string }) => key === 'both').criteria).toEqual({
    type: 'segment',
    segment: ada.id,
  });
  const again = await kindred('import', 'liferay', file);
  expect(again.text).toContain('refused: Ada');
  expect(again.text).toContain('0 of 3 segments made.');
});

test('a file that is none is wrong usage', async () => {
  await expect(kindred('import', 'liferay', join(folder, 'nothing.json'))).rejects.toMatchObject({ exitCode: 2 });
});
