import type { Command } from 'commander';
import { type MendAnswer, read, type VerifyAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call, dataDirectoryOf, isRunning } from '../connection.js';
import { table } from '../terminal/table.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred verify`: live membership against the same question in SQL. */
export function addVerifyCommand(program: Command, surroundings: Surroundings): void {
  const command = program
    .command('verify')
    .description('ask SQL for every segment again and compare, person by person; a batch segment as of its last run')
    .option('--segment <key...>', 'only these segments')
    .option('--mend', 'count whoever differs anew from their events, until nobody does')
    .option('--json', 'print the whole answer');
  withConnection(command).action(async (options) => {
    const connection = surroundings.connection(options);
    const running = await isRunning(connection);
    if (!running && (options.url ?? surroundings.env.KINDRED_URL) !== undefined) {
      throw new CommandError('unreachable', `No Kindred server answers at ${connection.url}.`);
    }
    const answer = running
      ? await read<VerifyAnswer>(await call(connection, 'POST', '/v1/verify', { json: {} }))
      : await verifyAtRest(dataDirectoryOf(options, surroundings.env), options.mend === true, surroundings);
    const wanted: string[] | undefined = options.segment;
    const items = answer.items.filter((item) => wanted === undefined || wanted.includes(item.segment.key));
    const differences = items.reduce((sum, item) => sum + item.missing.length + item.extra.length, 0);
    surroundings.print(options.json ? JSON.stringify({ items, differences }, null, 2) : report(items, differences));
    if (differences === 0) return;
    if (running && options.mend === true) {
      const { mended, left } = await mend(connection, wanted === undefined ? undefined : items);
      surroundings.note(`${mended} differences mended, ${left} left.`);
      if (left === 0) return;
    }
    surroundings.fail();
  });
}

function report(items: VerifyAnswer['items'], differences: number): string {
  if (items.length === 0) return 'There is no active segment with members to compare.';
  const lines = [
    table(
      ['segment', 'members', 'missing', 'extra'],
      items.map((item) => [item.segment.key, item.members, item.missing.length, item.extra.length]),
    ),
    '',
  ];
  for (const item of items) {
    for (const profile of item.missing) lines.push(`${item.segment.key}: ${profile} should be a member and is not`);
    for (const profile of item.extra) lines.push(`${item.segment.key}: ${profile} is a member and should not be`);
  }
  for (const item of items) {
    for (const profile of item.approximate) {
      lines.push(
        `${item.segment.key}: ${profile} is known as of a moment ago: too many events, or changed since the segment ran`,
      );
    }
  }
  lines.push(
    differences === 0
      ? `Live membership and SQL agree on every profile of ${items.length} segments.`
      : `${differences} differences between live membership and SQL.`,
  );
  return lines.join('\n');
}

async function mend(connection: Connection, items: VerifyAnswer['items'] | undefined): Promise<MendAnswer> {
  const json = items === undefined ? {} : { segments: items.map(({ segment }) => segment.id) };
  return read<MendAnswer>(await call(connection, 'POST', '/v1/verify/mend', { json }));
}

async function verifyAtRest(directory: string, mending: boolean, surroundings: Surroundings): Promise<VerifyAnswer> {
  const { verifyDataDirectory } = await import('../offline/verify.js');
  return await verifyDataDirectory(directory, mending, surroundings);
}
