import { type Criteria, referencedSegments, renameSegments } from '@kindred/criteria';
import { read, type SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { everySegment } from '../commands/segments.js';
import { type Connection, call } from '../connection.js';
import { type LiferayNote, type LiferaySegment, readLiferaySegments } from './read.js';

export interface LiferayOutcome {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  /** `valid` is of a dry run: it would be made. */
  readonly outcome: 'made' | 'valid' | 'skipped' | 'refused';
  /** The key of the segment made. */
  readonly key: string | null;
  readonly active: boolean;
  readonly criteria: Criteria | null;
  readonly notes: readonly LiferayNote[];
  /** Why it was not made. */
  readonly reason: string | null;
}

export interface LiferayImportOptions {
  /** Make segments also where something was left out, inactive, for a person to finish. */
  readonly partial: boolean;
  /** Null checks the file alone. */
  readonly connection: Connection | null;
}

/** Makes the segments of a file, those that others refer to first; one that fails does not stop the others. */
export async function importLiferay(text: string, options: LiferayImportOptions): Promise<readonly LiferayOutcome[]> {
  const { connection, partial } = options;
  const segments = readLiferaySegments(text);
  const made = new Map<string, string>();
  if (connection !== null) {
    for (const { id, key } of await everySegment(connection)) made.set(id, id).set(key, id);
  }
  const outcomes = new Map<LiferaySegment, LiferayOutcome>();
  const keys = new Map<string, string>();
  const inFile = new Set(segments.map(({ id }) => id));
  let waiting = [...segments];
  while (waiting.length > 0) {
    const later: LiferaySegment[] = [];
    for (const segment of waiting) {
      const references = segment.criteria === null ? [] : referencedSegments(segment.criteria);
      const missing = references.find((id) => !made.has(id) && !(connection === null && !inFile.has(id)));
      if (missing !== undefined && waiting.some(({ id }) => id === missing) && missing !== segment.id)
        later.push(segment);
      else outcomes.set(segment, await makeSegment(segment, missing, { connection, partial }, made, keys));
    }
    if (later.length === waiting.length) {
      for (const segment of later)
        outcomes.set(segment, refused(segment, 'It refers to a segment that refers back to it'));
      break;
    }
    waiting = later;
  }
  return segments.map((segment) => outcomes.get(segment)).filter((outcome) => outcome !== undefined);
}

async function makeSegment(
  segment: LiferaySegment,
  missing: string | undefined,
  { connection, partial }: LiferayImportOptions,
  made: Map<string, string>,
  keys: Map<string, string>,
): Promise<LiferayOutcome> {
  const { criteria, notes, name, description } = segment;
  if (criteria === null) return { ...refused(segment, 'Nothing of it could be carried over'), outcome: 'skipped' };
  const whole = !notes.some(({ kind }) => kind === 'leftOut');
  if (!whole && !partial) {
    return {
      ...refused(segment, 'A part of it could not be carried over; --partial makes it without, inactive'),
      outcome: 'skipped',
    };
  }
  if (missing !== undefined) return refused(segment, `It refers to the segment “${missing}”, which is not there`);
  const active = whole && segment.active;
  // Always a key of its own, so that a file brought in twice makes nothing twice.
  const key = keyOf(segment.key) ?? keyOf(name.en ?? Object.values(name)[0] ?? null);
  const taken = key === null ? undefined : keys.get(key);
  if (taken !== undefined) return refused(segment, `The segment “${taken}” of this file has the key “${key}” already`);
  const done = { id: segment.id, name, active, notes, reason: null } as const;
  if (connection === null) {
    made.set(segment.id, segment.id);
    if (key !== null) keys.set(key, name.en ?? segment.id);
    return { ...done, outcome: 'valid', key, criteria };
  }
  const own = renameSegments(criteria, (id) => made.get(id) ?? id);
  const body = {
    ...(key === null ? {} : { key }),
    name,
    ...(description === null ? {} : { description }),
    criteria: own,
    active,
  };
  try {
    const answer = await read<SegmentAnswer>(await call(connection, 'POST', '/v1/segments', { json: body }));
    made.set(segment.id, answer.id);
    if (key !== null) keys.set(key, name.en ?? segment.id);
    return { ...done, outcome: 'made', key: answer.key, criteria: own };
  } catch (error) {
    if (!(error instanceof CommandError) || error.code !== 'failed') throw error;
    return refused(segment, error.message);
  }
}

function refused({ id, name, criteria, notes }: LiferaySegment, reason: string): LiferayOutcome {
  return { id, name, outcome: 'refused', key: null, active: false, criteria, notes, reason };
}

/** Keys here are lower-case letters, digits and hyphens. */
function keyOf(key: string | null): string | null {
  const own =
    key
      ?.toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 80) ?? '';
  return own === '' ? null : own;
}

/** What a person reads of it. */
export function liferaySummary(outcomes: readonly LiferayOutcome[]): string {
  const lines: string[] = [];
  for (const { name, outcome, key, active, notes, reason } of outcomes) {
    const state = outcome === 'made' || outcome === 'valid' ? (active ? '' : ', inactive') : '';
    const named = `${name.en ?? Object.values(name)[0] ?? ''}${key === null ? '' : ` (${key})`}`;
    lines.push(
      `${{ made: 'made', valid: 'can be made', skipped: 'skipped', refused: 'refused' }[outcome]}${state}: ${named}`,
    );
    if (reason !== null) lines.push(`  ${reason}`);
    for (const { kind, part, position, message } of notes) {
      const place = [part, position === null ? '' : `character ${position}`].filter((each) => each !== '').join(', ');
      lines.push(`  ${kind === 'leftOut' ? 'left out' : 'differs'}${place === '' ? '' : ` (${place})`}: ${message}`);
    }
  }
  const good = outcomes.filter(({ outcome }) => outcome === 'made' || outcome === 'valid').length;
  const dry = outcomes.some(({ outcome }) => outcome === 'valid');
  lines.push(`${good} of ${outcomes.length} segments ${dry ? 'can be made; nothing was changed' : 'made'}.`);
  return lines.join('\n');
}

/** Whether everything in the file is now there, whole. */
export function isComplete(outcomes: readonly LiferayOutcome[]): boolean {
  return outcomes.every(
    ({ outcome, notes }) =>
      (outcome === 'made' || outcome === 'valid') && !notes.some(({ kind }) => kind === 'leftOut'),
  );
}
