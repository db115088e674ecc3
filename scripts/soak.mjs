/** `npm run soak`: long comparisons, on the product as it is built. */
import { build } from './build.mjs';
import { root, run } from './processes.mjs';
import { setup } from './setup.mjs';

await setup();
await build();
const { code } = await run(process.execPath, [
  `${root}/packages/server/dist/testing/soak.js`,
  ...process.argv.slice(2),
]);
process.exitCode = code;
