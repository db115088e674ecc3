/** Gives all tests of one run a directory for what they share, and removes it after. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup() {
  const directory = mkdtempSync(join(tmpdir(), 'kindred-tests-'));
  process.env.KINDRED_TEST_DIRECTORY = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
