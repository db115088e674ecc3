import { createWriteStream } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { read, type SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call } from '../connection.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import { type Surroundings, withConnection } from './surroundings.js';

interface Growth {
  readonly buckets: readonly {
    readonly start: string;
    readonly size: number | null;
    readonly entered: number;
    readonly exited: number;
    readonly causes: Readonly<Record<string, { readonly entered: number; readonly exited: number }>>;
  }[];
}

interface PastMembers {
  readonly at: string;
  readonly known: boolean;
  readonly size: number | null;
}

interface ExportRun {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  /** Known once it has begun. */
  readonly total: number | null;
  readonly error: string | null;
}

type Find = (connection: Connection, key: string) => Promise<SegmentAnswer>;

const formats: readonly string[] = ['csv', 'ndjson', 'parquet'];
const pause = 200;

/** `kindred segments history | members` */
export function addSegmentHistoryCommands(segments: Command, surroundings: Surroundings, find: Find): void {
  withConnection(
    segments
      .command('history')
      .description('how a segment grew, or with --at how many were in it at a moment')
      .argument('<key>'),
  )
    .option('--by <unit>', 'hour, day, week or month', 'day')
    .option('--from <date>', 'a date or instant; 30 days before the end where absent')
    .option('--to <date>', 'now where absent')
    .option('--at <date>', 'one moment instead of a time')
    .option('--json', 'print the answer of the server')
    .action(async (key: string, { by, from, to, at, json, ...options }) => {
      const connection = await surroundings.server(options);
      const path = `/v1/segments/${(await find(connection, key)).id}/history`;
      if (at === undefined) {
        const growth = await read<Growth>(await call(connection, 'GET', `${path}/growth`, { query: { by, from, to } }));
        surroundings.print(json ? JSON.stringify(growth, null, 2) : grown(growth));
        return;
      }
      const past = await read<PastMembers>(
        await call(connection, 'GET', `${path}/members`, { query: { at, limit: 1 } }),
      );
      surroundings.print(json ? JSON.stringify(past, null, 2) : were(past));
    });

  withConnection(
    segments
      .command('members')
      .description('save the members of a segment as a file')
      .argument('<key>')
      .argument('<file>'),
  )
    .option('--format <format>', 'csv, ndjson or parquet; what the name of the file ends in where absent')
    .option('--trait <name...>', 'traits that become columns')
    .action(async (key: string, file: string, options) => {
      const connection = await surroundings.server(options);
      const format: string = options.format ?? extname(file).slice(1);
      if (!formats.includes(format)) {
        throw new CommandError('usage', `"${format}" is no format; give --format csv, ndjson or parquet.`);
      }
      const { id, size } = await find(connection, key);
      const json = { format, traits: options.trait ?? [] };
      const begun = await read<ExportRun>(await call(connection, 'POST', `/v1/segments/${id}/exports`, { json }));
      const path = `/v1/export-runs/${begun.id}`;
      const { done } = await showProgress('Writing', surroundings.clock, async (progress) => {
        const run = await untilMade(connection, path, begun, size, progress, surroundings.stop);
        const { body } = await call(connection, 'GET', `${path}/file`);
        if (body === null) throw new CommandError('failed', 'The server sent no file.');
        await pipeline(Readable.fromWeb(body), createWriteStream(file));
        progress.finish('Written');
        return run;
      });
      await call(connection, 'DELETE', path);
      const told = `${done.toLocaleString('en')} ${done === 1 ? 'member' : 'members'} in ${file}`;
      // What stands there belongs to the file.
      if (file === '/dev/stdout') surroundings.note(told);
      else surroundings.print(told);
    });
}

/** @param size of the segment, for as long as the run does not know better */
async function untilMade(
  connection: Connection,
  path: string,
  begun: ExportRun,
  size: number | null,
  progress: Progress,
  stop: AbortSignal,
): Promise<ExportRun> {
  let run = begun;
  while (run.state === 'running') {
    progress.update(run.done, run.total ?? size);
    await sleep(pause, undefined, { signal: stop });
    run = await read<ExportRun>(await call(connection, 'GET', path));
  }
  if (run.state === 'failed') throw new CommandError('failed', run.error ?? 'The export failed.');
  return run;
}

function grown({ buckets }: Growth): string {
  return table(
    ['from', 'members', 'entered', 'exited', 'because of'],
    buckets.map(({ start, size, entered, exited, causes }) => [
      start,
      size,
      entered,
      exited,
      Object.entries(causes)
        .map(([cause, moves]) => `${cause} +${moves.entered} −${moves.exited}`)
        .join(', '),
    ]),
  );
}

function were({ at, known, size }: PastMembers): string {
  if (!known) return `It is not known who was in at ${at}: the members of this segment were not kept then.`;
  return `${(size ?? 0).toLocaleString('en')} were in at ${at}.`;
}
