import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crashRounds } from './crash-rounds.js';
import { seeded } from './seeded.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.count);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('Usage: npm run soak -- --only crash [--count N] [--seed N] [--json]\n');
  process.exit(2);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const tell = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};
tell(`Seed ${seed}`);
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-crash-'));
try {
  const result = await crashRounds({ dataDir, rounds, random: seeded(seed), tell });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.lost + result.doubled + result.differences === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
