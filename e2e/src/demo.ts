import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningProduct, runProduct } from '@kindred/cli/testing';
import { eventually } from './answers.js';

/** The product with the demo, of which all files of one run of tests begin with copies: making it takes a minute. */
export async function runDemo(): Promise<RunningProduct> {
  const directory = process.env.KINDRED_TEST_DIRECTORY;
  if (directory === undefined) throw new TypeError('vitest runs scripts/test-directory.mjs before all tests');
  const made = join(directory, 'demo');
  const ready = join(directory, 'demo-is-made');
  if (begins(made)) {
    const product = await runProduct({ demo: true, dataDir: made });
    await product.stop();
    writeFileSync(ready, '');
  }
  await eventually('another file has made the demo', async () => existsSync(ready), 300_000);
  return runProduct({ demo: true, copyOf: made });
}

/** True for the first that asks. */
function begins(directory: string): boolean {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
