import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type ImportAnswer, read } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type ConnectionOptions, call } from '../connection.js';
import { importLiferay, isComplete, liferaySummary } from '../liferay/import.js';
import { showProgress } from '../terminal/progress.js';
import { importTable, isTable, uploaded } from './import-files.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred import people|events|liferay FILE` */
export function addImportCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('import')
    .description(
      'bring in people or past events from a file with one JSON object a line (NDJSON) or from a table (CSV, Parquet), or the segments of a Liferay server from a JSON file',
    )
    .argument('<what>', 'people, events or liferay')
    .argument('<file>')
    .option('--dry-run', 'check everything and change nothing; for liferay without a server')
    .option('--mapping <file>', 'tables: what their columns mean, as JSON; suggested by the server where absent')
    .option('--suggest', 'tables: print the suggested mapping and import nothing')
    .option('--partial', 'liferay: make segments also without what cannot be carried over, inactive')
    .option('--json', 'print the answer of the server');
  withConnection(command).action(async (what: string, file: string, options) => {
    if (what === 'liferay' || !isTable(file)) refuseTableOptions(file, options);
    if (what === 'liferay') return importSegments(file, options, surroundings);
    if (what !== 'people' && what !== 'events') {
      throw new CommandError('usage', `Either people, events or liferay can be imported, not "${what}".`);
    }
    const size = await sizeOf(file);
    if (isTable(file)) {
      const answer = await importTable(what, file, options, surroundings);
      if (answer !== null) tell(answer, what, 'row', options, surroundings);
      return;
    }
    const connection = await surroundings.server(options);
    const doing = options.dryRun ? 'Checking' : 'Importing';
    const answer = await showProgress(doing, surroundings.clock, async (progress) => {
      const response = await call(connection, 'POST', `/v1/import/${what}`, {
        query: { dryRun: options.dryRun ? 'true' : undefined },
        type: 'application/x-ndjson',
        body: uploaded(file, (sent) => progress.update(sent, size)),
        signal: surroundings.stop,
      });
      const imported = await read<ImportAnswer>(response);
      progress.finish(options.dryRun ? 'Checked' : 'Imported');
      return imported;
    });
    tell(answer, what, 'line', options, surroundings);
  });
}

/** Opened for it: what cannot be read is told before anything is sent. */
async function sizeOf(file: string): Promise<number> {
  try {
    const opened = await open(file);
    const stats = await opened.stat().finally(() => opened.close());
    if (!stats.isDirectory()) return stats.size;
  } catch (error) {
    throw new CommandError('usage', `${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  throw new CommandError('usage', `${file} is a directory; one file is imported at a time.`);
}

/** What only makes sense for columns must not be passed over: `--suggest` would import what it promised to leave. */
function refuseTableOptions(file: string, options: { readonly suggest?: boolean; readonly mapping?: string }): void {
  const given = options.suggest ? '--suggest' : options.mapping === undefined ? null : '--mapping';
  if (given === null) return;
  throw new CommandError(
    'usage',
    `${given} is for tables (.csv, .tsv, .parquet), whose columns need a mapping; ${file} is none. Nothing was imported.`,
  );
}

function tell(
  answer: ImportAnswer,
  what: string,
  one: 'line' | 'row',
  options: { readonly json?: boolean },
  { print, fail }: Pick<Surroundings, 'print' | 'fail'>,
): void {
  print(options.json ? JSON.stringify(answer, null, 2) : summary(answer, what, one));
  if (answer.rejected > 0) fail();
}

interface SegmentOptions extends ConnectionOptions {
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly json?: boolean;
}

async function importSegments(file: string, options: SegmentOptions, surroundings: Surroundings): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError('usage', `${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  const outcomes = await importLiferay(text, {
    partial: options.partial === true,
    connection: options.dryRun ? null : await surroundings.server(options),
  });
  surroundings.print(options.json ? JSON.stringify(outcomes, null, 2) : liferaySummary(outcomes));
  if (!isComplete(outcomes)) surroundings.fail();
}

/** @param one what stands for one of them in the file */
function summary(answer: ImportAnswer, what: string, one: 'line' | 'row'): string {
  const number = (value: number) => value.toLocaleString('en');
  const verb = answer.dryRun ? 'could be imported; nothing was changed' : 'imported';
  const lines = [`${number(answer.accepted)} of ${number(answer.read)} ${what} ${verb}.`];
  if (answer.duplicates !== null && answer.duplicates > 0) {
    lines.push(`${number(answer.duplicates)} ${answer.duplicates === 1 ? 'was' : 'were'} there already, by messageId.`);
  }
  if (answer.rejected > 0) {
    lines.push(`${number(answer.rejected)} ${answer.rejected === 1 ? `${one} was` : `${one}s were`} rejected:`);
    for (const error of answer.errors) {
      lines.push(
        `  ${one} ${error.line}${error.path === '' ? '' : `, ${error.path}`}: ${error.message} (${error.code})`,
      );
    }
    const more = answer.rejected - answer.errors.length;
    if (more > 0) lines.push(`  … and ${number(more)} more`);
  }
  if (answer.job !== null && answer.accepted > 0) lines.push(`"kindred imports undo ${answer.job}" takes it back.`);
  return lines.join('\n');
}
