/** `npm run bench`: the measurements, on the product as it is built. */
import { build } from './build.mjs';
import { provideChromium } from './chromium.mjs';
import { root, run } from './processes.mjs';
import { setup } from './setup.mjs';

await setup();
await build();
// One of the measurements is of what is seen in a browser.
const chromium = await provideChromium();
const { code } = await run(process.execPath, [`${root}/bench/dist/main.js`, ...process.argv.slice(2)], {
  env: { CHROMIUM_PATH: chromium ?? '' },
});
process.exitCode = code;
