import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCriteria } from '@kindred/criteria';
import type { RoleAnswer, ScheduleAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { isRecord } from '../connection.js';
import { type Definition, guestsByDefault } from './definition.js';

const members = [
  'key',
  'subject',
  'name',
  'description',
  'criteria',
  'includeGuests',
  'public',
  'active',
  'schedule',
  'roles',
  'notes',
];

/**
 * Reads every `*.json` of a folder as one definition. What is wrong in any of them is told together, by file and path,
 * before anything is done. Segments that are referred to are looked for later, as they may be on the server.
 */
export async function readDefinitions(folder: string): Promise<readonly Definition[]> {
  const faults: string[] = [];
  const definitions: Definition[] = [];
  const files = new Map<string, string>();
  for (const name of await namesIn(folder)) {
    const fault = (path: string, message: string) => faults.push(`${name}${path === '' ? '' : ` ${path}`}: ${message}`);
    const definition = readDefinition(await readFile(join(folder, name), 'utf8'), fault);
    if (definition === null) continue;
    const other = files.get(definition.key);
    if (other !== undefined) fault('key', `“${definition.key}” is the key of ${other} too`);
    files.set(definition.key, name);
    definitions.push(definition);
  }
  if (faults.length > 0) throw new CommandError('failed', faults.join('\n'));
  return definitions;
}

/** Names of the files of definitions whose key is none of these. Files of anything else are none of our business. */
export async function filesWithout(folder: string, keys: ReadonlySet<string>): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await namesIn(folder)) {
    const definition = readDefinition(await readFile(join(folder, name), 'utf8'), () => {});
    if (definition !== null && !keys.has(definition.key)) found.push(name);
  }
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new CommandError('usage', whyUnread(folder, error));
  });
  return names.filter((name) => name.endsWith('.json')).sort();
}

type TellFault = (path: string, message: string) => void;

function readDefinition(text: string, fault: TellFault): Definition | null {
  let faultless = true;
  const tell: TellFault = (path, message) => {
    faultless = false;
    fault(path, message);
  };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    tell('', `is not JSON: ${reason(error)}`);
    return null;
  }
  if (!isRecord(parsed)) {
    tell('', 'is no segment; expected an object with key, name and criteria');
    return null;
  }
  for (const member of Object.keys(parsed)) {
    if (!members.includes(member)) tell(member, `is not known; expected one of ${members.join(', ')}`);
  }
  const { key, subject = 'person', criteria: asked } = parsed;
  if (typeof key !== 'string' || !/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/.test(key)) {
    tell('key', 'is missing or wrong; expected up to 100 lower-case letters, digits and hyphens');
  }
  if (subject !== 'person' && subject !== 'account') tell('subject', 'is wrong; expected person or account');
  const ofAccounts = subject === 'account';
  const result = parseCriteria(asked, { subject: ofAccounts ? 'account' : 'person' });
  if (!result.ok) {
    for (const { path, message, expected } of result.faults) {
      tell(path === '' ? 'criteria' : `criteria.${path}`, `${message}; expected ${expected}`);
    }
  }
  const flag = (name: 'includeGuests' | 'public' | 'active', otherwise: boolean): boolean => {
    const value = parsed[name] ?? otherwise;
    if (typeof value === 'boolean') return value;
    tell(name, 'is wrong; expected true or false');
    return otherwise;
  };
  const name = readTexts(parsed.name, 'name', tell);
  if (Object.keys(name).length === 0) tell('name', 'is missing; expected a name in one language at least');
  const guests = flag(
    'includeGuests',
    result.ok && guestsByDefault(ofAccounts ? 'account' : 'person', result.criteria),
  );
  const definition = {
    name,
    description: readTexts(parsed.description ?? {}, 'description', tell),
    includeGuests: guests,
    public: flag('public', false),
    active: flag('active', true),
    schedule: readSchedule(parsed.schedule, tell),
    roles: readRoles(parsed.roles ?? [], tell),
    notes: readNotes(parsed.notes, tell),
  };
  if (!faultless || !result.ok || typeof key !== 'string') return null;
  return { key, subject: ofAccounts ? 'account' : 'person', criteria: result.criteria, ...definition };
}

/** The server says what is wrong with the amount, or with the time of day. */
function readSchedule(value: unknown, tell: TellFault): ScheduleAnswer | null {
  if (value === undefined || value === null) return null;
  const { daily, every } = isRecord(value) ? value : {};
  if (typeof daily === 'string' && every === undefined) return { daily };
  const { amount, unit } = isRecord(every) ? every : {};
  if (typeof amount === 'number' && typeof unit === 'string' && daily === undefined) return { every: { amount, unit } };
  tell('schedule', 'is wrong; expected {"daily": "06:30"} or {"every": {"amount": 6, "unit": "hours"}}');
  return null;
}

/** What is in them is for the editor that made them. */
function readNotes(value: unknown, tell: TellFault): Definition['notes'] {
  if (value === undefined || value === null || isRecord(value)) return value;
  tell('notes', 'is wrong; expected what an export has written');
  return null;
}

function readTexts(value: unknown, path: string, tell: TellFault): Record<string, string> {
  const texts: Record<string, string> = {};
  if (!isRecord(value)) {
    if (value !== undefined) tell(path, 'is wrong; expected texts by language, such as {"en": "Buyers"}');
    return texts;
  }
  for (const [language, text] of Object.entries(value)) {
    if (typeof text === 'string') texts[language] = text;
    else tell(`${path}.${language}`, 'is no text');
  }
  return texts;
}

function whyUnread(folder: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return `There is no folder ${folder}.`;
  if (code === 'ENOTDIR') return `${folder} is a file; definitions are read from a folder.`;
  return `${folder} cannot be read: ${reason(error)}`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether a segment may give them the server knows. */
function readRoles(value: unknown, tell: TellFault): readonly RoleAnswer[] {
  if (!Array.isArray(value)) {
    tell('roles', 'is wrong; expected a list');
    return [];
  }
  return value.flatMap((role: unknown, index): RoleAnswer[] => {
    const { id, scope = 'site' } = isRecord(role) ? role : {};
    if (typeof id === 'string' && id !== '' && (scope === 'site' || scope === 'global')) return [{ id, scope }];
    tell(`roles[${index}]`, 'is wrong; expected {"id": "…"}, with "scope": "global" where it counts at every site');
    return [];
  });
}
