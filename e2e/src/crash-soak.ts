import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CrashResult, crashRounds } from './crash-rounds.js';
import { seeded } from './seeded.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '1000' },
    beside: { type: 'string', default: '1' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.count);
const servers = Number(values.beside);
if (![rounds, servers].every((number) => Number.isInteger(number) && number >= 1)) {
  process.stderr.write('Usage: npm run soak -- --only crash [--count N] [--beside SERVERS] [--seed N] [--json]\n');
  process.exit(2);
}
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
const tell = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};
tell(`Seed ${seed}`);
const ends = await Promise.allSettled(Array.from({ length: servers }, (_, server) => roundsOf(server)));
const failed = ends.find((end) => end.status === 'rejected');
if (failed !== undefined) throw failed.reason;
const total: CrashResult = { rounds: 0, lost: 0, doubled: 0, differences: 0 };
for (const end of ends) {
  if (end.status === 'rejected') continue;
  total.rounds += end.value.rounds;
  total.lost += end.value.lost;
  total.doubled += end.value.doubled;
  total.differences += end.value.differences;
}
process.stdout.write(`${JSON.stringify(total)}\n`);
process.exitCode = total.lost + total.doubled + total.differences === 0 ? 0 : 1;

/** The share of one of the servers that run beside one another, each over its own directory and random numbers. */
async function roundsOf(server: number): Promise<CrashResult> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kindred-crash-'));
  const share = Math.floor((rounds + server) / servers);
  try {
    const options = { dataDir, rounds: share, random: seeded(seed + server) };
    return await crashRounds({ ...options, tell: (line) => tell(`server ${server + 1}: ${line}`) });
  } catch (error) {
    // Told at once: the others go on for as long as they have rounds.
    tell(`server ${server + 1} failed: ${error instanceof Error ? error.message : error}`);
    throw error;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
