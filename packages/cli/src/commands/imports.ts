import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type ImportDetailAnswer, type Page, read, type StoredImportAnswer } from '../answers.js';
import { type Connection, call } from '../connection.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import { table } from '../terminal/table.js';
import { requireAgreement } from './agreement.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred imports list | undo` */
export function addImportsCommands(program: Command, surroundings: Surroundings): void {
  const imports = program.command('imports').description('what was imported, when and by whom; take an import back');

  withConnection(imports.command('list').description('every import of the site, newest first'))
    .option('--json', 'print the answers of the server')
    .action(async (options) => {
      const all = await everyImport(await surroundings.server(options));
      surroundings.print(options.json ? JSON.stringify(all, null, 2) : listed(all));
    });

  withConnection(
    imports
      .command('undo')
      .description('take an import back: its events, people of whom nothing else tells, and what it set of others')
      .argument('<id>', 'as "kindred imports list" shows it'),
  )
    .option('--yes', 'do not ask')
    .action(async (id: string, options) => {
      const connection = await surroundings.server(options);
      const path = `/v1/imports/${encodeURIComponent(id)}`;
      const found = await read<ImportDetailAnswer>(await call(connection, 'GET', path));
      if (found.effect !== null) await requireAgreement(surroundings, options, `${effectOf(found)} Undo it?`);
      await call(connection, 'POST', `${path}/undo`, { json: {} });
      const { undo } = await showProgress('Undoing', surroundings.clock, (progress) =>
        untilUndone(connection, path, progress, surroundings.stop),
      );
      surroundings.print(
        `${count(undo?.events ?? 0, 'event')} erased, ${people(undo?.removed ?? 0)} taken out, ${people(undo?.restored ?? 0)} given back what they were.`,
      );
    });
}

async function everyImport(connection: Connection): Promise<StoredImportAnswer[]> {
  const all: StoredImportAnswer[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<StoredImportAnswer> = await read(
      await call(connection, 'GET', '/v1/imports', { query: { limit: 200, cursor } }),
    );
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return all;
}

async function untilUndone(
  connection: Connection,
  path: string,
  progress: Progress,
  stop: AbortSignal,
): Promise<StoredImportAnswer> {
  for (;;) {
    const now = await read<StoredImportAnswer>(await call(connection, 'GET', path));
    if (now.state !== 'undoing') {
      progress.finish('Undone');
      return now;
    }
    progress.update(now.undo?.done ?? 0, now.undo?.total ?? null);
    await sleep(200, undefined, { signal: stop });
  }
}

function listed(imports: readonly StoredImportAnswer[]): string {
  if (imports.length === 0) return 'Nothing has been imported.';
  const rows = imports.map(({ id, kind, name, state, requestedBy, startedAt, accepted, undoableUntil }) => [
    id,
    startedAt.slice(0, 16).replace('T', ' '),
    kind,
    accepted,
    state,
    undoableUntil === null ? null : undoableUntil.slice(0, 10),
    requestedBy,
    name,
  ]);
  return table(['Id', 'Began (UTC)', 'What', 'Rows', 'State', 'Undo until', 'By', 'File'], rows);
}

function effectOf({ effect, kind }: ImportDetailAnswer): string {
  if (effect === null) return 'It cannot be undone.';
  const events = kind === 'events' ? `erases ${count(effect.events, 'event')}, ` : '';
  return `Undoing this ${events}gives back what it set of ${count(effect.ids, 'id')} of people, and takes out those of ${count(effect.created, 'new id')} of whom nothing else tells.`;
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
const people = (number: number): string => `${number.toLocaleString('en')} ${number === 1 ? 'person' : 'people'}`;
