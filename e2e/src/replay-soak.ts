import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { replayDay } from './replay.js';
import { seeded } from './seeded.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '1440' },
    segments: { type: 'string', default: '1000' },
    others: { type: 'string', default: '10' },
    people: { type: 'string', default: '5000' },
    events: { type: 'string', default: '250000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [minutes, segments, others, people, events] = [
  values.count,
  values.segments,
  values.others,
  values.people,
  values.events,
].map(Number);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed);
if (![minutes, segments, others, people, events].every((number) => Number.isInteger(number) && (number ?? 0) > 0)) {
  process.stderr.write(
    'Usage: npm run soak -- --only replay [--count MINUTES] [--segments N] [--others N] [--people N] [--events N] [--seed N] [--json]\n',
  );
  process.exit(2);
}
const tell = (line: string): void => {
  (values.json ? process.stderr : process.stdout).write(`${line}\n`);
};
tell(`Seed ${seed}`);
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-replay-'));
try {
  const result = await replayDay({
    dataDir,
    minutes: minutes ?? 0,
    segments: segments ?? 0,
    others: others ?? 0,
    people: people ?? 0,
    events: events ?? 0,
    random: seeded(seed),
    tell,
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exitCode = result.differences === 0 ? 0 : 1;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
