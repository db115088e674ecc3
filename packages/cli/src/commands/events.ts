import type { Command } from 'commander';
import { CommandError } from '../command-error.js';
import { call, isRecord, isRunning } from '../connection.js';
import { readStream, type StreamMessage } from '../event-stream.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred events tail`: what happens, as it happens. */
export function addEventCommands(program: Command, surroundings: Surroundings): void {
  const events = program.command('events').description('watch events');
  const tail = events
    .command('tail')
    .description('print events and enters and exits of segments as they happen, until Ctrl-C')
    .option('--segment <id>', 'enters and exits of this segment only')
    .option('--types <list>', 'events, memberships or both', 'events,memberships')
    .option('--json', 'one JSON object a line')
    .option('--count <n>', 'end after so many', Number);
  withConnection(tail).action(async (options) => {
    const connection = surroundings.connection(options);
    if (!(await isRunning(connection))) {
      throw new CommandError(
        'unreachable',
        `No Kindred server answers at ${connection.url}, and events can be watched on a running one only. Start it with "npm start", or say where it is with --url or KINDRED_URL.`,
      );
    }
    const response = await call(connection, 'GET', '/v1/stream', {
      query: { types: options.types, segment: options.segment },
      signal: surroundings.stop,
    });
    let seen = 0;
    for await (const message of readStream(response, surroundings.stop)) {
      surroundings.print(options.json ? JSON.stringify({ kind: message.event, ...message.data }) : worded(message));
      seen += 1;
      if (seen === options.count) return;
    }
  });
}

function worded({ event, data }: StreamMessage): string {
  const profile = isRecord(data.profile) ? data.profile : {};
  const ids = Array.isArray(profile.anonymousIds) ? profile.anonymousIds : [];
  const who = String(profile.name ?? profile.userId ?? ids[0] ?? profile.id ?? 'somebody');
  if (event === 'entered' || event === 'exited') {
    const segment = isRecord(data.segment) ? data.segment : {};
    return `${String(data.at)}  ${who}  ${event}  ${String(segment.key)}  (${String(data.cause)})`;
  }
  const context = isRecord(data.context) ? data.context : {};
  const path = context['page.path'] ?? context['page.url'] ?? '';
  return `${String(data.time)}  ${who}  ${String(data.name || data.type)}  ${String(path)}`.trimEnd();
}
