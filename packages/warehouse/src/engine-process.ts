/**
 * The process that holds the embedded engine, so that its crash or its memory never takes the server along.
 * Started by `engine/process.ts` with the data directory as its argument; talks over file descriptor 3 and ends when that closes,
 * which is also what happens when the server dies.
 */
import { readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { platform, setPriority } from 'node:os';
import { Clients } from './engine/clients.js';
import { embeddedClient } from './engine/embedded.js';
import { readFrames, writeFrame } from './engine/frames.js';
import { withLiterals } from './engine/literals.js';
import type { Reply, Request } from './engine/protocol.js';
import { StatementCancelledError, StatementFailedError } from './errors.js';

// Questions and merges take seconds, events and decisions must not wait for them where processors are few. On Linux this
// is a matter of each thread: those that the engine starts, for its merges too, take after the one that starts them.
setPriority(10);
if (platform() === 'linux') for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), 10);

const nothing = Buffer.alloc(0);
const path = process.argv[2] ?? '';
const channel = new Socket({ fd: 3 });

// Without its server the engine has nobody to answer; a directory may be opened again as soon as this process is gone.
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
channel.on('end', die);
channel.on('close', die);
channel.on('error', die);
// A Ctrl-C in a terminal reaches the whole group; the server decides when the engine ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

const reply = (message: Reply, body: Buffer = nothing): void => writeFrame(channel, message, body);

async function start(): Promise<void> {
  const clients = await Clients.open({
    connect: () => embeddedClient(path),
    bind: (statement) => ({ text: withLiterals(statement), parameters: {} }),
  });
  readFrames(channel, ({ head, body }) => {
    // The other end is the same build of the same program, so the head is what it says it is.
    const request = head as Request;
    answer(clients, request, body).then(
      (bytes) => {
        reply({ id: request.id, outcome: 'done', memoryBytes: process.memoryUsage.rss() }, bytes);
        if (request.call === 'close') channel.end();
      },
      (error: unknown) => reply(failure(request.id, error)),
    );
  });
  const version = await clients.run({ text: 'SELECT version() FORMAT TSVRaw', parameters: {} }, { purpose: 'control' });
  reply({ id: 0, outcome: 'ready', version: version.toString().trim() });
}

start().catch((error: unknown) => {
  reply({ id: 0, outcome: 'refused', message: error instanceof Error ? error.message : String(error) });
});

async function answer(clients: Clients, request: Request, body: Buffer): Promise<Buffer> {
  switch (request.call) {
    case 'run':
      return clients.run(request.statement, request);
    case 'insert':
      return clients.run(request.statement, { purpose: 'insert' }, body);
    case 'cancel':
      await clients.cancel(request.tag);
      return nothing;
    case 'status':
      return nothing;
    case 'close':
      await clients.close();
      return nothing;
  }
}

function failure(id: number, error: unknown): Reply {
  if (error instanceof StatementCancelledError) return { id, outcome: 'cancelled', tag: error.tag };
  if (error instanceof StatementFailedError) {
    return { id, outcome: 'failed', message: error.message, engineCode: error.engineCode };
  }
  return { id, outcome: 'failed', message: error instanceof Error ? error.message : String(error), engineCode: null };
}
