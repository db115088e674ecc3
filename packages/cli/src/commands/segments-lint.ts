import { readFile } from 'node:fs/promises';
import { parseCriteria, type SegmentSubject } from '@kindred/criteria';
import { analyze } from '@kindred/criteria/analysis';
import type { Language } from '@kindred/criteria/properties';
import type { Command } from 'commander';
import { read, type SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Connection, call, isRecord } from '../connection.js';
import { withLanguage } from './language-option.js';
import { type Surroundings, withConnection } from './surroundings.js';

/** What was found in one definition, as the server says it and as `--json` prints it. */
interface Lint {
  readonly segment: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

type Segments = (connection: Connection) => Promise<readonly SegmentAnswer[]>;

/** `kindred segments lint [FILE…]`: files by themselves, without a server; else every segment of the site. */
export function addSegmentLintCommand(segments: Command, surroundings: Surroundings, everySegment: Segments): void {
  withLanguage(
    withConnection(
      segments
        .command('lint')
        .description(
          'find contradictions and conditions that can never matter: in JSON files, without a server, or in all segments of the site',
        )
        .argument('[files...]', 'criteria, segments with criteria, or lists of them'),
    ),
  )
    .option('--json', 'print one JSON object for each finding')
    .option('--strict', 'fail for warnings too')
    .action(async (files: readonly string[], options) => {
      const found: Lint[] = [];
      for (const file of files) found.push(...(await lintFile(file, options.language)));
      if (files.length === 0)
        found.push(...(await lintSite(await surroundings.server(options), everySegment, options.language)));
      for (const each of found) surroundings.print(options.json ? JSON.stringify(each) : said(each));
      const count = (severity: string) => found.filter((each) => each.severity === severity).length;
      const [errors, warnings] = [count('error'), count('warning')];
      if (!options.json) surroundings.print(`${errors} errors, ${warnings} warnings`);
      if (errors > 0 || (options.strict === true && warnings > 0)) surroundings.fail();
    });
}

async function lintSite(connection: Connection, everySegment: Segments, language: Language): Promise<Lint[]> {
  const found: Lint[] = [];
  for (const { id, key, criteria, subject } of await everySegment(connection)) {
    const question = { json: { criteria, id, subject }, query: { language } };
    const answer = await read<{ findings: Omit<Lint, 'segment'>[] }>(
      await call(connection, 'POST', '/v1/criteria/analyze', question),
    );
    found.push(...answer.findings.map((finding) => ({ segment: key, ...finding })));
  }
  return found;
}

async function lintFile(file: string, language: Language): Promise<Lint[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError('usage', `${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CommandError('usage', `${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return definitionsOf(parsed, file).flatMap((definition) => lintOne(definition, language));
}

interface Definition {
  readonly name: string;
  readonly criteria: unknown;
  readonly subject: SegmentSubject;
}

/** Criteria by themselves, a segment around them, or several. */
function definitionsOf(parsed: unknown, file: string): Definition[] {
  const inside = isRecord(parsed) && 'segments' in parsed ? parsed.segments : parsed;
  if (Array.isArray(inside)) return inside.flatMap((each, index) => definitionsOf(each, `${file}[${index}]`));
  if (!isRecord(inside)) return [{ name: file, criteria: inside, subject: 'person' }];
  if ('criteria' in inside)
    return [definitionIn(inside, typeof inside.key === 'string' ? `${file} ${inside.key}` : file)];
  if ('type' in inside) return [{ name: file, criteria: inside, subject: 'person' }];
  return Object.entries(inside).map(([key, segment]) => {
    const name = `${file} ${key}`;
    if (isRecord(segment) && 'criteria' in segment) return definitionIn(segment, name);
    return { name, criteria: segment, subject: 'person' };
  });
}

function definitionIn({ criteria, subject }: Record<string, unknown>, name: string): Definition {
  return { name, criteria, subject: subject === 'account' ? 'account' : 'person' };
}

function lintOne({ name: segment, criteria, subject }: Definition, language: Language): Lint[] {
  const result = parseCriteria(criteria, { subject });
  if (result.ok) return analyze(result.criteria, { language, subject }).map((finding) => ({ segment, ...finding }));
  return result.faults.map(({ code, path, message, expected }) => ({
    segment,
    severity: 'error',
    code,
    path,
    message: `${message}; expected ${expected}`,
  }));
}

function said({ segment, severity, code, path, message }: Lint): string {
  return `${segment}${path === '' ? '' : ` ${path}`}: ${severity} ${code}: ${message}`;
}
