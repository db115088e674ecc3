import { referencedSegments } from '@kindred/criteria';
import { diff } from '@kindred/criteria/diff';
import type { SegmentAnswer } from '../answers.js';
import { CommandError } from '../command-error.js';
import { type Definition, definitionOf, fileText, scheduleText } from './definition.js';

/** What has to be done with one segment so that the server is as the files say. */
export type Step =
  | { readonly action: 'create'; readonly key: string; readonly wanted: Definition }
  | {
      readonly action: 'change';
      readonly key: string;
      readonly wanted: Definition;
      readonly present: SegmentAnswer;
      /** What is different, a sentence each. */
      readonly differences: readonly string[];
    }
  | { readonly action: 'delete'; readonly key: string; readonly present: SegmentAnswer };

export interface Plan {
  /** In an order in which the server can take them: what is referred to comes first, what refers is deleted first. */
  readonly steps: readonly Step[];
  /** Keys of segments that are as the files say. */
  readonly unchanged: readonly string[];
  /** Keys of segments that no file tells of and that stay. */
  readonly left: readonly string[];
}

/**
 * Compares files with a server. Refuses, by name, references to segments that are in neither and rings of references.
 * With `prune`, segments that no file tells of are deleted, but not all there are for want of any file. Segments of the global site can be referred to, and nothing more.
 */
export function planOf(files: readonly Definition[], server: readonly SegmentAnswer[], prune: boolean): Plan {
  if (prune && files.length === 0) {
    const why = 'There is no definition in this folder, and --prune would delete every segment of the site';
    throw new CommandError('usage', `${why}. Is it the right folder?`);
  }
  const keys = new Map(server.map(({ id, key }) => [id, key]));
  const present = new Map(server.map((segment) => [segment.key, segment]));
  const inFiles = new Set(files.map(({ key }) => key));
  const isOwn = (segment: SegmentAnswer): boolean => segment.inheritedFrom === null;
  const stays = (segment: SegmentAnswer | undefined): boolean => segment !== undefined && (!prune || !isOwn(segment));
  refuseUnknown(files, (key) => inFiles.has(key) || stays(present.get(key)));
  refuseInherited(files, (key) => present.get(key)?.inheritedFrom != null);

  const steps: Step[] = [];
  const unchanged: string[] = [];
  for (const wanted of inOrderOfReference(files)) {
    const { key } = wanted;
    const there = present.get(key);
    if (there === undefined) steps.push({ action: 'create', key, wanted });
    else {
      const before = definitionOf(there, keys);
      const after = withNotes(wanted, before);
      const differences = differencesOf(before, after);
      if (differences.length === 0) unchanged.push(key);
      else steps.push({ action: 'change', key, wanted: after, present: there, differences });
    }
  }
  const others = server.filter((segment) => isOwn(segment) && !inFiles.has(segment.key));
  if (prune) {
    const doomed = inOrderOfReference(others.map((segment) => definitionOf(segment, keys))).reverse();
    for (const { key } of doomed) {
      const there = present.get(key);
      if (there !== undefined) steps.push({ action: 'delete', key, present: there });
    }
  }
  return { steps, unchanged, left: prune ? [] : others.map(({ key }) => key) };
}

/** A plan as a person reads it before agreeing to it. */
export function planText({ steps, unchanged, left }: Plan): string {
  const lines: string[] = [];
  for (const step of steps) {
    if (step.action === 'create') lines.push(`+ ${step.key}: make${step.wanted.active ? '' : ', inactive'}`);
    else if (step.action === 'delete') lines.push(`- ${step.key}: delete`);
    else lines.push(`~ ${step.key}: change`, ...step.differences.map((difference) => `    ${difference}`));
  }
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  lines.push(
    steps.length === 0
      ? `Nothing to do: ${unchanged.length} segments are as the files say.`
      : `${count('create')} to make, ${count('change')} to change, ${count('delete')} to delete, ${unchanged.length} as the files say.`,
  );
  if (left.length > 0)
    lines.push(`Only on the server, and left as they are (--prune deletes them): ${left.join(', ')}`);
  return lines.join('\n');
}

/** A file that says nothing of notes leaves those that there are, as long as the criteria are the ones they are about. */
function withNotes(wanted: Definition, before: Definition): Definition {
  if (wanted.notes !== undefined || diff(before.criteria, wanted.criteria).length > 0) return wanted;
  return { ...wanted, notes: before.notes };
}

function differencesOf(before: Definition, after: Definition): readonly string[] {
  if (before.subject !== after.subject) {
    throw new CommandError(
      'failed',
      `${after.key}: a segment of ${of(before)} cannot become one of ${of(after)}; give it another key`,
    );
  }
  if (fileText(before) === fileText(after)) return [];
  const differences: string[] = [];
  for (const member of ['name', 'description'] as const) {
    for (const language of new Set([...Object.keys(before[member]), ...Object.keys(after[member])])) {
      const [old, fresh] = [before[member][language], after[member][language]];
      if (old !== fresh) differences.push(`${member} (${language}): ${quoted(old)} → ${quoted(fresh)}`);
    }
  }
  const changes = diff(before.criteria, after.criteria);
  differences.push(...changes.map(({ message }) => message));
  for (const member of ['includeGuests', 'public', 'active'] as const) {
    if (before[member] !== after[member]) differences.push(`${member}: ${before[member]} → ${after[member]}`);
  }
  const [was, is] = [before, after].map(({ schedule }) => (schedule === null ? 'none' : scheduleText(schedule)));
  if (was !== is) differences.push(`schedule: ${was} → ${is}`);
  const [had, has] = [before, after].map(({ roles }) => roles.map(roleText).join(', '));
  if (had !== has) differences.push(`roles: ${had || 'none'} → ${has || 'none'}`);
  const [noted, notes] = [before, after].map((each) => JSON.stringify(each.notes ?? null));
  if (noted !== notes) {
    differences.push(
      `notes of the editor (names of groups, muted conditions): ${notes === 'null' ? 'they are dropped' : 'others'}`,
    );
  }
  return differences;
}

function roleText({ id, scope }: Definition['roles'][number]): string {
  return scope === 'global' ? `${id} at every site` : id;
}

function of({ subject }: Definition): string {
  return subject === 'person' ? 'people' : 'accounts';
}

function quoted(text: string | undefined): string {
  return text === undefined ? 'none' : `“${text}”`;
}

function refuseUnknown(files: readonly Definition[], isThere: (key: string) => boolean): void {
  const missing = files.flatMap(({ key, criteria }) =>
    referencedSegments(criteria)
      .filter((other) => !isThere(other))
      .map((other) => `${key}: refers to the segment “${other}”, which is in no file and not on the server`),
  );
  if (missing.length > 0) throw new CommandError('failed', missing.join('\n'));
}

function refuseInherited(files: readonly Definition[], isInherited: (key: string) => boolean): void {
  const taken = files.filter(({ key }) => isInherited(key));
  if (taken.length === 0) return;
  const lines = taken.map(({ key }) => `${key}: is a segment of the global site here, and is changed there alone`);
  throw new CommandError('failed', lines.join('\n'));
}

/** What is referred to before what refers to it; those that are not in the list have no place. */
function inOrderOfReference(definitions: readonly Definition[]): Definition[] {
  const byKey = new Map(definitions.map((definition) => [definition.key, definition]));
  const ordered = new Set<Definition>();
  const visit = (definition: Definition, way: readonly string[]): void => {
    if (ordered.has(definition)) return;
    const { key, criteria } = definition;
    if (way.includes(key)) {
      const ring = [...way.slice(way.indexOf(key)), key].join(' → ');
      throw new CommandError('failed', `These segments would depend on themselves: ${ring}`);
    }
    for (const other of referencedSegments(criteria)) {
      const referred = byKey.get(other);
      if (referred !== undefined) visit(referred, [...way, key]);
    }
    ordered.add(definition);
  };
  for (const definition of definitions) visit(definition, []);
  return [...ordered];
}
