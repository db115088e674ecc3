import { type Criteria, parseCriteria } from '@kindred/criteria';
import { criteriaFromOData, type ODataSubject } from '@kindred/criteria/odata';
import { CommandError } from '../command-error.js';
import { isRecord } from '../connection.js';

/** What became of a part of a segment that has no exact equal here. */
export interface LiferayNote {
  readonly kind: 'leftOut' | 'differs';
  /** The part of its criteria, e.g. `user`; empty for the whole segment. */
  readonly part: string;
  /** The character of the part's filter, counted from 0; null where it is not about one. */
  readonly position: number | null;
  readonly message: string;
}

export interface LiferaySegment {
  /** By which the criteria of other segments in the file name it. */
  readonly id: string;
  readonly key: string | null;
  readonly name: Readonly<Record<string, string>>;
  readonly description: Readonly<Record<string, string>> | null;
  readonly active: boolean;
  /** Null where nothing could be carried over. References to segments hold the ids of the file. */
  readonly criteria: Criteria | null;
  readonly notes: readonly LiferayNote[];
}

/** The segments of a file: one, a list, or an object with a list under `items` or `segments`. */
export function readLiferaySegments(text: string): readonly LiferaySegment[] {
  const parsed = parseJson(text);
  if (parsed === undefined) throw new CommandError('usage', 'The file is not JSON.');
  const list = listOf(parsed);
  if (list === null || list.length === 0) {
    throw new CommandError(
      'usage',
      'The file holds no segments: neither criteria nor a list of segments with criteria.',
    );
  }
  return list.map((entry, index) => (isRecord(entry) ? readSegment(entry, index) : noSegment(index)));
}

function listOf(parsed: unknown): readonly unknown[] | null {
  if (Array.isArray(parsed)) return parsed;
  if (!isRecord(parsed)) return null;
  for (const key of ['items', 'segments']) if (Array.isArray(parsed[key])) return parsed[key];
  return 'criteria' in parsed || 'filter' in parsed || 'filterString' in parsed ? [parsed] : null;
}

function noSegment(index: number): LiferaySegment {
  const id = String(index + 1);
  const message = 'This is no segment: an object with its criteria is needed';
  const notes = [{ kind: 'leftOut', part: '', position: null, message }] as const;
  return { id, key: null, name: { en: `Segment ${id}` }, description: null, active: false, criteria: null, notes };
}

interface Part {
  readonly name: string;
  readonly conjunction: 'and' | 'or';
  readonly filter: string;
  readonly rank: number;
}

function readSegment(entry: Record<string, unknown>, index: number): LiferaySegment {
  const notes: LiferayNote[] = [];
  const parts = readParts(entry, notes).sort((one, other) => one.rank - other.rank);
  const carried: { criteria: Criteria; conjunction: 'and' | 'or' }[] = [];
  for (const { name, conjunction, filter } of parts) {
    const read = criteriaFromOData(filter, { subject: subjectOf(name) });
    if (!read.ok) {
      const { code, position, message } = read.fault;
      const said = code === 'syntax' || code === 'half_character' ? `This is no filter: ${message}` : message;
      notes.push({ kind: 'leftOut', part: name, position, message: said });
      continue;
    }
    for (const note of read.notes) notes.push({ ...note, part: name });
    if (read.criteria !== null) carried.push({ criteria: read.criteria, conjunction });
  }
  if (new Set(parts.slice(0, -1).map(({ conjunction }) => conjunction)).size > 1) {
    const message = `“and” and “or” are mixed between the parts; they are read in the order ${parts.map(({ name }) => name).join(', ')}`;
    notes.push({ kind: 'differs', part: '', position: null, message });
  }
  let criteria = combined(carried);
  if (criteria === null && notes.length === 0) {
    notes.push({
      kind: 'leftOut',
      part: '',
      position: null,
      message: 'It has no criteria; its members are named one by one',
    });
  }
  const checked = criteria === null ? null : parseCriteria(criteria);
  if (checked !== null && !checked.ok) {
    criteria = null;
    for (const { path, message } of checked.faults) {
      notes.push({ kind: 'leftOut', part: '', position: null, message: `${path}: ${message}` });
    }
  }
  const id = String(entry.segmentsEntryId ?? entry.id ?? entry.segmentsEntryKey ?? entry.key ?? index + 1);
  const key = entry.segmentsEntryKey ?? entry.key;
  const name = readNames(entry.name ?? entry.nameCurrentValue) ?? { en: `Segment ${id}` };
  return {
    id,
    key: typeof key === 'string' && key !== '' ? key : null,
    name,
    description: readNames(entry.description),
    active: entry.active !== false,
    criteria,
    notes,
  };
}

/**
 * The visit is asked first, then people, then other segments. Each part's conjunction joins it to those after it, as
 * evaluation there goes: an “or” that holds decides, an “and” that does not hold decides, else the next part is asked.
 */
function combined(parts: readonly { criteria: Criteria; conjunction: 'and' | 'or' }[]): Criteria | null {
  let type: 'all' | 'any' | null = null;
  let of: Criteria[] = [];
  // From the last part on, without recursion; what is joined in one way is one group, held backwards until it ends.
  for (const { criteria, conjunction } of [...parts].reverse()) {
    const next = conjunction === 'and' ? 'all' : 'any';
    if (of.length > 0 && type !== next) {
      of = [grouped(type, of)];
      type = next;
    }
    of.push(criteria);
  }
  return of.length === 0 ? null : grouped(type, of);
}

function grouped(type: 'all' | 'any' | null, backwards: readonly Criteria[]): Criteria {
  const [only] = backwards;
  if (type === null || (backwards.length === 1 && only !== undefined)) return only ?? { type: 'all', of: [] };
  return { type, of: [...backwards].reverse() };
}

/** What Liferay calls the parts of criteria, by their group and by their type. */
const partNames: ReadonlySet<string> = new Set([
  ...['user', 'individual', 'organization', 'user-organization', 'account', 'context', 'session', 'segments'],
  ...['model', 'referred', 'analytics'],
]);

function readParts(entry: Record<string, unknown>, notes: LiferayNote[]): Part[] {
  const filter = entry.filter ?? entry.filterString;
  if (typeof filter === 'string') return [{ name: 'individual', conjunction: 'and', filter, rank: 0 }];
  const { criteria } = entry;
  if (criteria === undefined || criteria === null || criteria === '') return [];
  const given = typeof criteria === 'string' ? parseJson(criteria) : criteria;
  if (!isRecord(given)) {
    const message = given === undefined ? 'Its criteria are no JSON' : 'Its criteria are no object with parts';
    notes.push({ kind: 'leftOut', part: '', position: null, message });
    return [];
  }
  const named = isRecord(given.criteria) ? given.criteria : isRecord(given.filterStrings) ? given.filterStrings : given;
  return Object.entries(named).flatMap(([name, part]): Part[] => {
    const text = isRecord(part) ? part.filterString : part;
    if (typeof text !== 'string' || text.trim() === '') return [];
    const type = isRecord(part) && typeof part.typeValue === 'string' ? part.typeValue : name;
    const leftOut = (message: string): [] => {
      notes.push({ kind: 'leftOut', part: name, position: null, message });
      return [];
    };
    if (!partNames.has(name) && type !== 'context' && type !== 'referred') {
      return leftOut('There is no such part of criteria; right would be user, organization, context or segments');
    }
    const conjunction = isRecord(part) ? (part.conjunction ?? 'and') : 'and';
    if (conjunction !== 'and' && conjunction !== 'or') {
      return leftOut(`“${String(conjunction)}” joins nothing; right would be “and” or “or”`);
    }
    return [{ name, conjunction, filter: text, rank: type === 'context' ? 0 : type === 'referred' ? 2 : 1 }];
  });
}

function subjectOf(part: string): ODataSubject {
  if (part === 'organization' || part === 'user-organization') return 'organization';
  return part === 'account' ? 'account' : 'visitor';
}

/** A text, or one for each language: `en_US` becomes `en-US`, and the first of a language also stands for it alone. */
function readNames(given: unknown): Readonly<Record<string, string>> | null {
  if (typeof given === 'string' && given.trim() !== '') return { en: given };
  if (!isRecord(given)) return null;
  const names: Record<string, string> = {};
  for (const [language, name] of Object.entries(given)) {
    if (typeof name === 'string' && name.trim() !== '') names[language.slice(0, 2)] ??= name;
  }
  return Object.keys(names).length === 0 ? null : names;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
