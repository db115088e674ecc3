import { openSqliteStore } from '../sqlite/open.js';

/** Opens the store, says so, and holds it until it is killed. Argument: directory. */
const [, , path = ''] = process.argv;
await openSqliteStore({ path, clock: Date.now });
process.stdout.write('open\n');
setInterval(() => {}, 1_000);
