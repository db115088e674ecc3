import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { backfill } from './cases/backfill.js';
import { decide, decideOverhead } from './cases/decide.js';
import { evaluate200, evaluate1000, evaluateGrowth, evaluateOne } from './cases/evaluate.js';
import { ingest } from './cases/ingest.js';
import { liveDue } from './cases/live-due.js';
import { liveIngest } from './cases/live-ingest.js';
import { liveIrrelevant } from './cases/live-irrelevant.js';
import { memory } from './cases/memory.js';
import { preview } from './cases/preview.js';
import { previewSeen } from './cases/preview-seen.js';
import { stateSize } from './cases/state-size.js';
import { liveVisible, visible } from './cases/visible.js';
import type { Bench, Case } from './harness/case.js';
import type { Measurement } from './harness/measurement.js';
import { jsonLine, tableOf } from './report.js';

const cases: readonly Case[] = [
  ingest,
  visible,
  decide,
  decideOverhead,
  preview,
  previewSeen,
  memory,
  liveIngest,
  liveVisible,
  liveDue,
  liveIrrelevant,
  backfill,
  stateSize,
  evaluateOne,
  evaluate200,
  evaluate1000,
  evaluateGrowth,
];
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    port: { type: 'string', default: '4740' },
  },
});
const chosen = cases.filter((one) => values.only?.includes(one.name) ?? (values.all || one.large !== true));
const left = values.only === undefined ? cases.filter((one) => !chosen.includes(one)) : [];
if (left.length > 0) {
  process.stderr.write(`Not measured without --all: ${left.map((one) => one.name).join(', ')}.\n`);
}
if (chosen.length === 0) {
  process.stderr.write(`There is no measurement of that name; there are ${cases.map((one) => one.name).join(', ')}.\n`);
  process.exit(2);
}

const cacheDir = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));
mkdirSync(cacheDir, { recursive: true });
const rows: Measurement[] = [];
let broken = 0;
for (const one of chosen) {
  const started = Date.now();
  const bench: Bench = {
    port: Number(values.port),
    cacheDir,
    cores: availableParallelism(),
    note: (text) => process.stderr.write(`  ${one.name}: ${text}\n`),
  };
  try {
    const measurements = await one.run(bench);
    rows.push(...measurements);
    if (values.json) for (const row of measurements) process.stdout.write(`${jsonLine(row)}\n`);
  } catch (error) {
    // One measurement that cannot be taken must not take the others with it; a broken one is no missed target.
    broken += 1;
    process.stderr.write(
      `${one.name} could not be measured: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
  }
  bench.note(`took ${Math.round((Date.now() - started) / 1000)} s`);
}

if (!values.json) process.stdout.write(`\n${tableOf(rows)}\n`);
const resultsDir = fileURLToPath(new URL('../results/', import.meta.url));
mkdirSync(resultsDir, { recursive: true });
const at = new Date().toISOString();
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  node: process.version,
};
writeFileSync(
  `${resultsDir}${at.slice(0, 19).replaceAll(':', '-')}.json`,
  `${JSON.stringify({ at, machine, rows }, null, 2)}\n`,
);
process.exitCode = broken === 0 ? 0 : 1;
