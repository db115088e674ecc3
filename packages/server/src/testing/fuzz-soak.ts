import { parseArgs } from 'node:util';
import { fuzz } from './fuzz/watch.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write('Usage: npm run soak -- --only fuzz [--minutes N] [--seed N] [--json]\n');
  process.exit(2);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const tell = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};
tell(`Seed ${seed}`);
const result = await fuzz({
  seed,
  milliseconds: minutes * 60_000,
  conformance: process.env.KINDRED_CONFORMANCE,
  allowed: 50,
  progress: ({ inputs, crashes, hangs }) =>
    tell(`${inputs.toLocaleString('en')} inputs, ${crashes} crashes, ${hangs} hangs`),
  found: ({ number, kind, text }) => tell(`${kind} at input ${number} of seed ${seed}: ${text}`),
});
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exitCode = result.crashes + result.hangs === 0 ? 0 : 1;
