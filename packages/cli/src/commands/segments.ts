import { readFile } from 'node:fs/promises';
import type { Language } from '@kindred/criteria/properties';
import type { Command } from 'commander';
import { type Page, type PreviewAnswer, read, type SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call, isRecord } from '../connection.js';
import { scheduleText } from '../definitions/definition.js';
import { table } from '../terminal/table.js';
import { withLanguage } from './language-option.js';
import { addSegmentFileCommands } from './segments-files.js';
import { addSegmentHistoryCommands } from './segments-history.js';
import { addSegmentLintCommand } from './segments-lint.js';
import { addSegmentTestCommand } from './segments-test.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** `kindred segments list | show | preview | history | members | test | lint | export | plan | apply` */
export function addSegmentCommands(program: Command, surroundings: Surroundings): void {
  const segments = program
    .command('segments')
    .description('list, show, preview, test and lint segments; their history and members; keep them as files');

  withConnection(segments.command('list').description('all segments of the site with their size'))
    .option('--json', 'print the answer of the server')
    .action(async (options) => {
      const all = await everySegment(await surroundings.server(options));
      surroundings.print(options.json ? JSON.stringify(all, null, 2) : listed(all));
    });

  withLanguage(
    withConnection(
      segments.command('show').description('one segment: who is in it, and in which state it is').argument('<key>'),
    ),
  )
    .option('--json', 'print the answer of the server')
    .action(async (key: string, options) => {
      const segment = await findSegment(await surroundings.server(options), key, options.language);
      surroundings.print(options.json ? JSON.stringify(segment, null, 2) : described(segment));
    });

  withConnection(
    segments
      .command('preview')
      .description(
        'count who would be in a segment: a saved one by its key, or criteria from a JSON file (- for standard input)',
      )
      .argument('<key or file>'),
  )
    .option('--json', 'print the answer of the server')
    .action(async (source: string, options) => {
      const connection = await surroundings.server(options);
      const question = await questionOf(connection, source, surroundings);
      const answer = await read<PreviewAnswer>(await call(connection, 'POST', '/v1/preview', { json: question }));
      surroundings.print(options.json ? JSON.stringify(answer, null, 2) : counted(answer));
    });

  addSegmentHistoryCommands(segments, surroundings, findSegment);
  addSegmentTestCommand(segments, surroundings);
  addSegmentLintCommand(segments, surroundings, everySegment);
  addSegmentFileCommands(segments, surroundings, everySegment);
}

/** Every page of the list. */
export async function everySegment(connection: Connection, language?: Language): Promise<SegmentAnswer[]> {
  const all: SegmentAnswer[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<SegmentAnswer> = await read(
      await call(connection, 'GET', '/v1/segments', { query: { limit: 200, cursor, language } }),
    );
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return all;
}

async function findSegment(connection: Connection, key: string, language?: Language): Promise<SegmentAnswer> {
  const found = (await everySegment(connection, language)).find((segment) => segment.key === key || segment.id === key);
  if (found === undefined) {
    throw new CommandError('failed', `There is no segment "${key}". "kindred segments list" shows those there are.`);
  }
  return found;
}

async function questionOf(connection: Connection, source: string, surroundings: Surroundings): Promise<unknown> {
  if (source !== '-' && !source.endsWith('.json')) {
    return audienceOf({ ...(await findSegment(connection, source)) });
  }
  const text =
    source === '-' ? await surroundings.readInput() : await readFile(source, 'utf8').catch(unreadable(source));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CommandError('usage', `${source} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  // Criteria by themselves, with the people named beside them, or a whole segment as the server shows it.
  if (!isRecord(parsed) || !('criteria' in parsed)) return { criteria: parsed };
  return 'key' in parsed ? audienceOf(parsed) : parsed;
}

/** What a preview asks about of a segment. */
function audienceOf(segment: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { subject, criteria, includeGuests, includes, excludes } = segment;
  return { subject, criteria, includeGuests, includes, excludes };
}

function unreadable(path: string): (error: unknown) => never {
  return (error) => {
    throw new CommandError('usage', `${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  };
}

function nameOf(segment: SegmentAnswer): string {
  return segment.name.en ?? Object.values(segment.name)[0] ?? segment.key;
}

function listed(segments: readonly SegmentAnswer[]): string {
  if (segments.length === 0) return 'This site has no segments yet.';
  return table(
    ['key', 'name', 'kind', 'state', 'people'],
    segments.map((segment) => [
      segment.key,
      nameOf(segment),
      segment.kind === 'requestTime' ? 'request-time' : segment.kind,
      segment.state,
      segment.size,
    ]),
  );
}

function described(segment: SegmentAnswer): string {
  const size =
    segment.kind === 'requestTime'
      ? 'decided per request, so it has no size'
      : segment.size === null
        ? 'not counted yet'
        : segment.size.toLocaleString('en');
  const lines = [
    `${nameOf(segment)}  (${segment.key})`,
    `  who      ${segment.sentence}`,
    `  people   ${size}`,
    `  guests   ${segment.includeGuests ? 'included' : 'left out'}`,
    `  named    ${segment.includes.length} included, ${segment.excludes.length} excluded`,
    `  state    ${segment.state}${segment.error === null ? '' : `: ${segment.error}`}`,
    ...(segment.schedule === null ? [] : [`  batch    ${runs(segment)}`]),
    `  version  ${segment.version}, changed ${segment.updatedAt}`,
  ];
  return lines.join('\n');
}

function runs({ schedule, lastRun, nextRun }: SegmentAnswer): string {
  return [
    schedule === null ? '' : scheduleText(schedule),
    lastRun === null ? 'has not run yet' : `last run ${lastRun.at}`,
    ...(nextRun === null ? [] : [`next run ${nextRun}`]),
  ].join(', ');
}

function counted(answer: PreviewAnswer): string {
  const { certain, possible } = answer;
  const number = (value: number) => value.toLocaleString('en');
  const head = answer.exact
    ? `${number(certain.total)} people (${number(certain.known)} known, ${number(certain.guests)} guests)`
    : `between ${number(certain.total)} and ${number(possible.total)} people; the rest depends on the visit`;
  const late = answer.complete ? '' : '\nSome of the newest events are not counted yet.';
  return `${head} of ${number(answer.everyone.total)}, as of ${answer.asOf}, in ${Math.round(answer.tookMs)} ms${late}`;
}
