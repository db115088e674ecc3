import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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
});
