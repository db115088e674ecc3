import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort, runProduct } from '../testing/running-product.js';

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kindred-refused-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a first start that is refused makes nothing', () => {
  it('where its port is taken', async () => {
    const other = createServer((_request, response) => response.writeHead(503).end());
    const port = await freePort();
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
    try {
      await expect(runProduct({ port, dataDir })).rejects.toThrow(`Port ${port} is taken`);
      await expect(runProduct({ port, dataDir, demo: true })).rejects.toThrow(`Port ${port} is taken`);
      expect(existsSync(dataDir)).toBe(false);
    } finally {
      other.close();
    }
  }, 60_000);

  it('where a key is too short', async () => {
    for (const name of ['KINDRED_API_KEY', 'KINDRED_WRITE_KEY']) {
      await expect(runProduct({ dataDir, env: { [name]: 'short' } })).rejects.toThrow(/must have at least/);
    }
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);

  it('where a key could not be used, or not safely', async () => {
    const same = 'one_key_for_both_is_no_good';
    const refused: [Record<string, string>, RegExp][] = [
      [{ KINDRED_API_KEY: same, KINDRED_WRITE_KEY: same }, /:\nThe API key and the write key .* are the same/],
      [{ KINDRED_WRITE_KEY: 'kw:with-a-colon' }, /:\nThe write key given from outside may consist of letters/],
      [
        { KINDRED_API_KEY: 'an api key with spaces in it' },
        /:\nThe API key given from outside may consist of .* without/,
      ],
      [{ KINDRED_WRITE_KEY: 'k'.repeat(201) }, /:\nThe write key given from outside may have at most 200/],
    ];
    for (const [env, message] of refused) await expect(runProduct({ dataDir, env })).rejects.toThrow(message);
    expect(existsSync(dataDir)).toBe(false);
  }, 60_000);
});

it('takes variables set to nothing as not given', async () => {
  let output = '';
  const product = await runProduct({
    dataDir,
    env: { KINDRED_ADMIN_PASSWORD: '', KINDRED_API_KEY: '', KINDRED_WRITE_KEY: '', KINDRED_URL: '' },
    onOutput: (text) => {
      output += text;
    },
  });
  await product.stop();
  const password = readFileSync(join(dataDir, 'first-sign-in.txt'), 'utf8').trim();
  expect(output).toContain(`Password    ${password}`);
  expect(output).toMatch(/the write key kw_[\w-]{20,}/);
}, 60_000);
