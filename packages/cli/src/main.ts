import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { CommanderError } from 'commander';
import { CommandError } from './command-error.js';
import { writeTo } from './commands/evaluate.js';
import type { Surroundings } from './commands/surroundings.js';
import { connectionOf } from './connection.js';
import { givenOf } from './given.js';
import { createProgram } from './program.js';
import { Servers } from './servers.js';

const stop = new AbortController();
let signals = 0;
let firstSignalAt = 0;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals === 1) firstSignalAt = Date.now();
    // npm passes on a Ctrl-C that the terminal has sent already; only a later one means "now".
    else if (Date.now() - firstSignalAt > 1000) process.exit(130);
    stop.abort();
  });
}

// Whoever reads the answers may have seen enough, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const env = givenOf(process.env);
const servers = new Servers(env, (line) => surroundings.note(line));
const surroundings: Surroundings = {
  env,
  clock: Date.now,
  stop: stop.signal,
  print: (line) => process.stdout.write(`${line}\n`),
  note: (line) => process.stderr.write(`${line}\n`),
  connection: (options) => connectionOf(options, env),
  server: (options) => servers.find(options),
  readInput: () => text(process.stdin),
  input: () => process.stdin,
  confirm: async (question) => {
    if (!process.stdin.isTTY) return null;
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await terminal.question(`${question} [y/N] `, { signal: stop.signal });
    terminal.close();
    return /^y(es)?$/i.test(answer.trim());
  },
  write: (piece) => writeTo(process.stdout, piece),
  fail: () => {
    process.exitCode = 1;
  },
};

try {
  try {
    await createProgram(surroundings).parseAsync();
  } finally {
    await servers.close();
  }
} catch (error) {
  // Commander has said itself what was wrong, or shown the help that was asked for.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  if (isTold(error)) process.stderr.write(`${error.message}\n`);
  else if (!stop.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  // What the command was waiting for may still be open; nothing of it is wanted any more.
  process.exit(stop.signal.aborted ? 130 : error instanceof CommandError ? error.exitCode : 1);
}

/** Whether the message says all there is to say. Of the server told by the code, as the class would bring in all of it. */
function isTold(error: unknown): error is Error {
  if (error instanceof CommandError) return true;
  if (!(error instanceof Error && 'code' in error)) return false;
  return error.code === 'store_locked' || error.code === 'weak_key' || error.code === 'unusable_key';
}
