/** `npm run soak -- --only agreement|crash|replay|fuzz`: long comparisons, on the product as it is built. */
import { build } from './build.mjs';
import { root, run } from './processes.mjs';
import { setup } from './setup.mjs';

const programs = {
  crash: 'e2e/dist/crash-soak.js',
  replay: 'e2e/dist/replay-soak.js',
  fuzz: 'packages/server/dist/testing/fuzz-soak.js',
};

await setup();
await build();
const options = process.argv.slice(2);
const only = options[options.indexOf('--only') + 1] ?? '';
const program = programs[only] ?? 'packages/server/dist/testing/soak.js';
const { code } = await run(process.execPath, [`${root}/${program}`, ...options]);
process.exitCode = code;
