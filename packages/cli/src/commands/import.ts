import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { type ImportAnswer, read } from '../answers.js';
import { CommandError } from '../command-error.js';
import { call } from '../connection.js';
import { showProgress } from '../terminal/progress.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred import people|events FILE` */
export function addImportCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('import')
    .description('bring in people or past events from a file with one JSON object a line (NDJSON)')
    .argument('<what>', 'people or events')
    .argument('<file>')
    .option('--dry-run', 'check every line and change nothing')
    .option('--json', 'print the answer of the server');
  withConnection(command).action(async (what: string, file: string, options) => {
    if (what !== 'people' && what !== 'events') {
      throw new CommandError('usage', `Either people or events can be imported, not "${what}".`);
    }
    const { size } = await stat(file).catch((error: unknown) => {
      throw new CommandError('usage', `${file} cannot be read: ${error instanceof Error ? error.message : error}`);
    });
    const progress = showProgress(options.dryRun ? 'Checking' : 'Importing', surroundings.clock);
    const response = await call(surroundings.connection(options), 'POST', `/v1/import/${what}`, {
      query: { dryRun: options.dryRun ? 'true' : undefined },
      type: 'application/x-ndjson',
      body: uploaded(file, (sent) => progress.update(sent, size)),
      signal: surroundings.stop,
    });
    const answer = await read<ImportAnswer>(response);
    progress.finish(options.dryRun ? 'Checked' : 'Imported');
    surroundings.print(options.json ? JSON.stringify(answer, null, 2) : summary(answer, what));
    if (answer.rejected > 0) surroundings.fail();
  });
}

function uploaded(file: string, onSent: (bytes: number) => void): ReadableStream<Uint8Array> {
  let sent = 0;
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  source.on('data', (chunk) => {
    sent += chunk.length;
    onSent(sent);
  });
  return Readable.toWeb(source);
}

function summary(answer: ImportAnswer, what: string): string {
  const number = (value: number) => value.toLocaleString('en');
  const verb = answer.dryRun ? 'could be imported; nothing was changed' : 'imported';
  const lines = [`${number(answer.accepted)} of ${number(answer.read)} ${what} ${verb}.`];
  if (answer.rejected > 0) {
    lines.push(`${number(answer.rejected)} lines were rejected:`);
    for (const error of answer.errors) {
      lines.push(`  line ${error.line}${error.path === '' ? '' : `, ${error.path}`}: ${error.message} (${error.code})`);
    }
    const more = answer.rejected - answer.errors.length;
    if (more > 0) lines.push(`  … and ${number(more)} more`);
  }
  return lines.join('\n');
}
