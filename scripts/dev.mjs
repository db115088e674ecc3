/** `npm run dev`: the compiler, the server and the studio, each renewed when its files change. */
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { root } from './processes.mjs';
import { setup } from './setup.mjs';
import { say } from './terminal.mjs';

await setup();
await build();

const port = process.env.PORT ?? '4400';
const parts = {
  compiler: [`${root}/node_modules/typescript/bin/tsc`, '-b', '--watch', '--preserveWatchOutput'],
  server: [
    '--watch-preserve-output',
    '--watch',
    `${root}/packages/cli/bin/kindred.js`,
    'start',
    ...process.argv.slice(2),
  ],
  studio: [`${root}/node_modules/vite/bin/vite.js`, '--clearScreen', 'false'],
};
const running = Object.entries(parts).map(([name, args]) => {
  const cwd = name === 'studio' ? `${root}/packages/studio` : root;
  const env = { ...process.env, KINDRED_SERVER: `http://127.0.0.1:${port}`, FORCE_COLOR: '1' };
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => process.stderr.write(String(text).replace(/^(?=.)/gm, `${name.padEnd(8)} │ `)));
  }
  child.on('exit', (code) => {
    if (code !== null && code !== 0) say(`${name} ended with code ${code}`);
  });
  return child;
});
const stop = () => {
  for (const child of running) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
process.on('exit', stop);
