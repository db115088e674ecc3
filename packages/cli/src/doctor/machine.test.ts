import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkClock, checkDataDirectory, checkDisk, checkMemory, checkNode } from './machine.js';

test('Node 20.19 is the oldest that will do', () => {
  expect(checkNode('20.18.3').state).toBe('bad');
  expect(checkNode('20.19.0').state).toBe('good');
  expect(checkNode('24.1.0').state).toBe('good');
  expect(checkNode('18.20.1')).toMatchObject({ state: 'bad', advice: 'Install Node 20.19 or newer.' });
});

test('little free memory is pointed out', () => {
  expect(checkMemory(8e9, 5e8).state).toBe('doubtful');
  expect(checkMemory(8e9, 4e9).state).toBe('good');
});

test('a clock of the past, or one that differs from the server’s, is pointed out', () => {
  const now = Date.UTC(2026, 5, 1);
  expect(checkClock(Date.UTC(1970, 0, 2), null).state).toBe('bad');
  expect(checkClock(now, now - 60_000)).toMatchObject({ state: 'doubtful', words: "60 s away from the server's" });
  expect(checkClock(now, now - 900).state).toBe('good');
});

test('a file in the place of the data directory is found; a directory that is not there yet is no fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-doctor-'));
  try {
    writeFileSync(join(folder, 'file'), '');
    expect((await checkDataDirectory(join(folder, 'file'))).state).toBe('bad');
    expect((await checkDataDirectory(join(folder, 'new'))).state).toBe('good');
    expect((await checkDataDirectory(folder)).state).toBe('good');
    expect((await checkDisk(join(folder, 'new', 'deeper'))).words).toContain(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
