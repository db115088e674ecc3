/** `npm run conformance [-- --json]`: the cases of others, judged; one line a suite. */
import { build } from './build.mjs';
import { root, run } from './processes.mjs';
import { setup } from './setup.mjs';

await setup();
await build();
const main = `${root}/packages/cli/dist/conformance/main.js`;
const { code } = await run(process.execPath, [main, ...process.argv.slice(2)]);
process.exitCode = code;
