import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearInterruptedDemo, isFresh, markDemo, unmarkDemo } from './making.js';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kindred-making-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test('a data directory is fresh until something is in it', () => {
  expect(isFresh(dataDir)).toBe(true);
  expect(isFresh(join(dataDir, 'not-there'))).toBe(true);
  writeFileSync(join(dataDir, 'state.db'), '');
  expect(isFresh(dataDir)).toBe(false);
});

test('a demo that was interrupted is cleared away whole', () => {
  markDemo(dataDir);
  writeFileSync(join(dataDir, 'state.db'), 'half');
  expect(clearInterruptedDemo(dataDir)).toBe(true);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a finished demo is never touched', () => {
  markDemo(dataDir);
  writeFileSync(join(dataDir, 'state.db'), 'whole');
  unmarkDemo(dataDir);
  expect(clearInterruptedDemo(dataDir)).toBe(false);
  expect(existsSync(join(dataDir, 'state.db'))).toBe(true);
});
