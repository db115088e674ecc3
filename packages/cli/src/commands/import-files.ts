import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ImportAnswer, read } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, type ConnectionOptions, call } from '../connection.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import type { Surroundings } from './surroundings.js';

export interface FileOptions extends ConnectionOptions {
  readonly dryRun?: boolean;
  readonly mapping?: string;
  readonly suggest?: boolean;
}

interface FileAnswer {
  readonly id: string;
  readonly rows: number;
  readonly mapping: { readonly what: string };
}

interface JobAnswer {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
  readonly result: Pick<ImportAnswer, 'read' | 'accepted' | 'rejected' | 'duplicates' | 'errors'> | null;
}

/** Whether a file is a table, whose columns need a mapping, and not lines that say all by themselves. */
export function isTable(file: string): boolean {
  return /\.(csv|tsv|parquet)$/i.test(file);
}

/**
 * Sends a table and imports it by a mapping: that of a file, else the one that the server suggests. Null where the
 * mapping was asked for alone; it is printed.
 */
export async function importTable(
  what: 'people' | 'events',
  file: string,
  options: FileOptions,
  surroundings: Surroundings,
): Promise<ImportAnswer | null> {
  const connection = await surroundings.server(options);
  const { clock } = surroundings;
  const { size } = await stat(file);
  const kept = await showProgress('Sending', clock, async (progress) => {
    const sent = await call(connection, 'POST', '/v1/import/files', {
      query: { name: basename(file) },
      type: 'application/octet-stream',
      body: uploaded(file, (bytes) => progress.update(bytes, size)),
      signal: surroundings.stop,
    });
    progress.finish('Sent');
    return read<FileAnswer>(sent);
  });
  if (options.suggest) {
    surroundings.print(JSON.stringify(kept.mapping, null, 2));
    return null;
  }
  const mapping = options.mapping === undefined ? kept.mapping : await mappingIn(options.mapping);
  if (options.mapping === undefined && kept.mapping.what !== what) {
    throw new CommandError(
      'usage',
      `The columns of ${file} look like ${kept.mapping.what}, not ${what}. Say with --mapping what they mean; --suggest prints a mapping to begin with.`,
    );
  }
  const dryRun = options.dryRun === true;
  const started = await read<JobAnswer>(
    await call(connection, 'POST', `/v1/import/files/${kept.id}/run`, { json: { mapping, dryRun } }),
  );
  return showProgress(dryRun ? 'Checking' : 'Importing', clock, async (progress) => {
    const job = await untilDone(connection, started, progress, surroundings.stop);
    if (job.result === null) throw new CommandError('failed', job.error ?? 'The import failed.');
    progress.finish(dryRun ? 'Checked' : 'Imported');
    return { ...job.result, job: dryRun ? null : job.id, dryRun };
  });
}

/** The bytes of a file as they are sent. */
export function uploaded(file: string, onSent: (bytes: number) => void): ReadableStream<Uint8Array> {
  let sent = 0;
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  source.on('data', (chunk) => {
    sent += chunk.length;
    onSent(sent);
  });
  return Readable.toWeb(source);
}

async function mappingIn(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new CommandError('usage', `${path} is no mapping: ${error instanceof Error ? error.message : error}`);
  }
}

async function untilDone(connection: Connection, job: JobAnswer, progress: Progress, stop: AbortSignal) {
  let now = job;
  while (now.state === 'running') {
    await sleep(200, undefined, { signal: stop });
    now = await read<JobAnswer>(await call(connection, 'GET', `/v1/jobs/${job.id}`));
    progress.update(now.done, now.total);
  }
  return now;
}
