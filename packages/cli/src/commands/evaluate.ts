import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import { CommandError } from '../command-error.js';
import { Definitions } from '../evaluate/definitions.js';
import { answers } from '../evaluate/lines.js';
import type { Surroundings } from './surroundings.js';

/** `kindred evaluate [FILE]`: criteria about people, asked and answered a line at a time, without a server. */
export function addEvaluateCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('evaluate')
    .description('answer questions “does this person match these criteria?”: one JSON object a line in, one a line out')
    .argument('[file]', 'NDJSON file; - or nothing for standard input', '-')
    .option('--no-explanation', 'say only whether it matches')
    .action(async (file: string, options: { readonly explanation: boolean }) => {
      const asking = { definitions: new Definitions(), clock: surroundings.clock, explained: options.explanation };
      const input = file === '-' ? surroundings.input() : createReadStream(file, { highWaterMark: 256 * 1024 });
      try {
        for await (const piece of answers(input, asking)) await surroundings.write(piece);
      } catch (error) {
        if (isFileError(error)) throw new CommandError('usage', `${file} cannot be read: ${error.message}`);
        throw error;
      }
    });
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && (error.syscall === 'open' || error.syscall === 'read');
}

/** Writes to a stream and waits while its reader is slower than we are. */
export async function writeTo(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
