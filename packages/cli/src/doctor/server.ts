import { read } from '../answers.js';
import { type Connection, call, isRecord } from '../connection.js';
import { bad, doubtful, type Finding, good } from './finding.js';
import { checkRoom } from './machine.js';

/** What a running server says of itself. Without a key only that it runs. */
export async function checkRunningServer(connection: Connection): Promise<Finding[]> {
  const running = await checkHealth(connection);
  if (connection.key === null) {
    return [
      running,
      doubtful('Engines', 'not looked at', 'Give an API key with --key or KINDRED_API_KEY to see into it.'),
    ];
  }
  const status = await read<unknown>(await call(connection, 'GET', '/v1/status'));
  if (!isRecord(status)) return [bad('Server', 'its status makes no sense', 'Is this a Kindred server?')];
  return [
    good('Server', `version ${String(status.version)}, up for ${wordsFor(Number(status.uptimeSeconds))}`),
    ...(running.state === 'good' ? [] : [running]),
    ...checkEngine(isRecord(status.engine) ? status.engine : {}),
    checkProcessMemory(Number(status.memoryBytes)),
    ...checkServerDisk(status.disk),
  ];
}

async function checkHealth({ url }: Connection): Promise<Finding> {
  const response = await fetch(`${url}/healthz`);
  await response.arrayBuffer();
  if (response.ok) return good('Server', `answers at ${url}`);
  return bad(
    'Server',
    `at ${url} takes nothing in (/healthz answers ${response.status})`,
    'Its log says why; unless it is stopping, restart it. Nothing that was acknowledged is lost.',
  );
}

function checkEngine(engine: Record<string, unknown>): Finding[] {
  const count = (name: string) => Number(engine[name] ?? 0);
  const [queued, outbox] = [count('queued'), count('outboxEntries')];
  return [
    queued > 10_000
      ? doubtful(
          'Live engine',
          `${some(queued, 'event')} to be applied`,
          'Events come faster than this machine applies them.',
        )
      : good(
          'Live engine',
          `${counted(count('applied'), 'event')} applied since the start, ${queued} waiting; ` +
            `written out up to log position ${count('checkpoint')}`,
        ),
    outbox > 1000
      ? doubtful(
          'Warehouse',
          `${some(outbox, 'block of rows', 'blocks of rows')} to be forwarded`,
          'Look at the log of the server for why ClickHouse refuses them.',
        )
      : good('Warehouse', `${some(outbox, 'block of rows', 'blocks of rows')} to be forwarded`),
  ];
}

/** A server of before tells nothing of its disk. */
function checkServerDisk(disk: unknown): Finding[] {
  if (!isRecord(disk)) return [];
  return [checkRoom(Number(disk.freeBytes), Number(disk.totalBytes), "for the server's data directory")];
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function some(count: number, one: string, many?: string): string {
  return `${counted(count, one, many)} ${count === 1 ? 'waits' : 'wait'}`;
}

function checkProcessMemory(bytes: number): Finding {
  const words = `the server's own process holds ${Math.round(bytes / 1024 ** 2)} MiB`;
  return bytes > 2 * 1024 ** 3
    ? doubtful('Memory', words, 'More than 2 GiB is unusual; please report it.')
    : good('Memory', words);
}

function wordsFor(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} seconds`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`;
}
