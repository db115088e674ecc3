/** `npm start`: set-up, build, then `kindred start` in this very process. */
import { build } from './build.mjs';
import { root } from './processes.mjs';
import { setup } from './setup.mjs';

await setup();
await build();
process.argv.splice(2, 0, 'start');
await import(`${root}/packages/cli/bin/kindred.js`);
