/** `npm run bench`: the measurements, on the product as it is built. */
import { build } from './build.mjs';
import { root, run } from './processes.mjs';
import { setup } from './setup.mjs';

await setup();
await build();
const { code } = await run(process.execPath, [`${root}/bench/dist/main.js`, ...process.argv.slice(2)]);
process.exitCode = code;
