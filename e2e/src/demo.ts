import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningProduct, runProduct } from '@kindred/cli/testing';

/** The product with the demo, of which all files of one run of tests begin with copies: making it takes a minute. */
export async function runDemo(): Promise<RunningProduct> {
  const directory = process.env.KINDRED_TEST_DIRECTORY;
  if (directory === undefined) throw new TypeError('vitest runs scripts/test-directory.mjs before all tests');
  const made = join(directory, 'demo');
  if (!existsSync(made)) {
    const product = await runProduct({ demo: true, dataDir: made });
    await product.stop();
  }
  return runProduct({ demo: true, copyOf: made });
}
