import { parseArgs } from 'node:util';
import { play, worldsInOrder } from './agreement.js';
import { EngineBench, wholesale } from './engine-bench.js';

/** Worlds that one engine lives through; then a new one starts, so that its clock does not run off. */
const worldsAnEngine = 25;
/** Larger worlds than in the test: what a world costs by itself is shared by more comparisons. */
const shape = { count: 12, visitors: 240, events: 12, accounts: 3 };

/** Compares predicate, live state and SQL until `count` comparisons are made. Ends with 1 if any two disagreed. */
async function agreement(count: number, seed: number, tell: (line: string) => void): Promise<boolean> {
  let checked = 0;
  let disagreed = 0;
  for (let from = seed; checked < count; from += worldsAnEngine) {
    const sizes = ((from - seed) / worldsAnEngine) % 2 === 0 ? {} : wholesale;
    const bench = await EngineBench.open('UTC', Date.UTC(2020, 0), sizes);
    for (const { number, world } of worldsInOrder(from, worldsAnEngine, shape)) {
      const found = await play(bench, world(), number);
      checked += found.checked;
      disagreed += found.disagreements.length;
      for (const one of found.disagreements) tell(one);
      if (checked >= count) break;
    }
    disagreed += bench.errors.length;
    for (const error of bench.errors) tell(String(error));
    await bench.close();
    tell(`${checked.toLocaleString('en')} of ${count.toLocaleString('en')} compared, ${disagreed} disagreements`);
  }
  process.stdout.write(`${JSON.stringify({ checked, disagreements: disagreed })}\n`);
  return disagreed === 0;
}

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'agreement' },
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(values.count);
if (values.only !== 'agreement' || !Number.isInteger(count) || count < 1) {
  process.stderr.write('Usage: npm run soak -- --only agreement [--count N] [--seed N] [--json]\n');
  process.exit(2);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const tell = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};
tell(`Seed ${seed}`);
process.exit((await agreement(count, seed, tell)) ? 0 : 1);
