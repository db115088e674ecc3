import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Calendar } from '@kindred/criteria';
import { CommandError } from '../command-error.js';
import { readCalendar } from '../evaluate/calendar.js';
import { Definitions } from '../evaluate/definitions.js';
import { isObject, type JsonObject, listAt, objectAt, QuestionFault, textAt } from '../evaluate/fault.js';
import { readSegments, type SegmentsGiven } from '../evaluate/segments.js';
import { refuseUnknownMembers, requireSomebody } from './members.js';

/** A file of examples: definitions, and people or accounts that are to be in or out of them. */
export interface ExampleFile {
  readonly file: string;
  readonly calendar: Calendar;
  /** The instant of examples that name none. */
  readonly now: unknown;
  readonly segments: SegmentsGiven;
  readonly people: JsonObject;
  readonly accounts: JsonObject;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly path: string;
  readonly given: JsonObject;
  readonly in: readonly string[];
  readonly out: readonly string[];
  /** Segments that cannot be decided without a visit. */
  readonly depends: readonly string[];
}

/**
 * Reads a file of examples. Definitions are criteria, whole segments as the management API has them, or paths of files
 * with either, seen from the file.
 *
 * @throws CommandError naming the file and the place that is wrong
 */
export async function readExamples(file: string): Promise<ExampleFile> {
  const content = await readJson(file);
  try {
    if (!isObject(content)) throw new QuestionFault('not_an_object', 'A file of examples is a JSON object.', '');
    refuseUnknownMembers(content);
    const calendar = readCalendar(content);
    const definitions = await readDefinitions(content.segments, dirname(file));
    const segments = readSegments(definitions, calendar, new Definitions(), 'segments');
    const examples = listAt(content.examples, 'examples').map((each, index) => readExample(each, index, segments));
    if (examples.length === 0) throw new QuestionFault('missing', 'There are no examples.', 'examples');
    const people = objectAt(content.people, 'people');
    const accounts = objectAt(content.accounts, 'accounts');
    return { file, calendar, now: content.now, segments, people, accounts, examples };
  } catch (error) {
    if (!(error instanceof QuestionFault)) throw error;
    throw new CommandError('usage', `${file}${error.path === '' ? '' : `, ${error.path}`}: ${error.message}`);
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new CommandError('usage', `${file} ${what}: ${error instanceof Error ? error.message : error}`);
  }
}

/** By id, or a list of files whose segments are called by their `key`, else by the name of the file. */
async function readDefinitions(value: unknown, folder: string): Promise<Record<string, unknown>> {
  const found = new Map<string, unknown>();
  if (Array.isArray(value)) {
    for (const [index, path] of value.entries()) {
      if (typeof path !== 'string')
        throw new QuestionFault('not_text', 'A path of a file is text.', `segments[${index}]`);
      const segment = await readJson(join(folder, path));
      const key = isObject(segment) && typeof segment.key === 'string' ? segment.key : basename(path, '.json');
      found.set(key, segment);
    }
  } else {
    const given = objectAt(value, 'segments');
    for (const id of Object.keys(given)) {
      const segment = given[id];
      found.set(id, typeof segment === 'string' ? await readJson(join(folder, segment)) : segment);
    }
  }
  return Object.fromEntries(found);
}

function readExample(value: unknown, index: number, segments: SegmentsGiven): Example {
  const path = `examples[${index}]`;
  if (!isObject(value)) throw new QuestionFault('not_an_object', 'An example is an object.', path);
  const ids = (key: string): readonly string[] => {
    const list = typeof value[key] === 'string' ? [value[key]] : listAt(value[key], `${path}.${key}`);
    return list.map((id, at) => {
      const segment = textAt(id, `${path}.${key}[${at}]`) ?? '';
      if (segments.definitions.has(segment)) return segment;
      throw new QuestionFault('unknown_segment', `There is no segment “${segment}”.`, `${path}.${key}[${at}]`);
    });
  };
  const example = { in: ids('in'), out: ids('out'), depends: ids('depends') };
  if (example.in.length + example.out.length + example.depends.length === 0) {
    throw new QuestionFault('missing', 'An example says in which segments somebody is in or out.', path);
  }
  requireSomebody(value, path);
  const called = [value.person, value.account].find((name) => typeof name === 'string');
  return {
    ...example,
    name: textAt(value.name, `${path}.name`) ?? called ?? `example ${index + 1}`,
    path,
    given: value,
  };
}
