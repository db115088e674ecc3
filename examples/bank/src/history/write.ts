import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { eventLines, peopleLines } from './lines.js';

// npm run history -w examples/bank -- DIRECTORY [EVENTS]: the files that `kindred import` takes.
const [directory = 'history', size = '1000000'] = process.argv.slice(2);
const events = Number(size);
if (!Number.isInteger(events) || events <= 0) {
  process.stderr.write('usage: npm run history -w examples/bank -- DIRECTORY [EVENTS]\n');
  process.exitCode = 2;
} else {
  const options = { now: Date.now(), events, people: Math.max(20, Math.round(events / 50)) };
  await mkdir(directory, { recursive: true });
  for (const [name, lines] of [
    ['people.ndjson', peopleLines(options)],
    ['events.ndjson', eventLines(options)],
  ] as const) {
    await pipeline(Readable.from(lines), createWriteStream(join(directory, name)));
    process.stdout.write(`${join(directory, name)}\n`);
  }
}
