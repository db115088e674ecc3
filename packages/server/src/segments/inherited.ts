import { type Criteria, readsRequest, referencedSegments, renameSegments } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { Fault } from '../http/errors.js';
import { accountSegmentWithin, dependingOn } from './accounts.js';
import type { SegmentDirectory } from './directory.js';
import { inheritedId } from './inherited-id.js';
import { freeKey } from './keys.js';

export function isInherited({ inheritedFrom }: SegmentDefinition): boolean {
  return inheritedFrom != null;
}

/**
 * What a segment of the global site is in another site: the same definition over the people there. Nobody is included or
 * excluded by name, because those named are people of the global site; of its roles it gives those that count at every site.
 * Its key is the same where it is free.
 *
 * @param before as it stands there already
 * @param keyBefore that of the global segment before its latest change; null where it had none, or `before` has its key
 */
export function inheritedDefinition(
  directory: SegmentDirectory,
  of: SegmentDefinition,
  site: number,
  before: SegmentDefinition | undefined,
  keyBefore: string | null,
  now: number,
): SegmentDefinition {
  const id = inheritedId(of.id, site);
  const taken = (key: string) => (directory.byKey(site, key)?.id ?? id) !== id;
  return {
    ...of,
    id,
    site,
    key: before !== undefined && isKeyFor(before.key, of.key, keyBefore) ? before.key : freeKey(of.key, taken),
    criteria: renameSegments(of.criteria, (other) => inheritedId(other, site)),
    includes: [],
    excludes: [],
    editors: null,
    restored: null,
    roles: (of.roles ?? []).filter(({ scope }) => scope === 'global'),
    version: before?.version ?? 1,
    createdAt: before?.createdAt ?? now,
    updatedAt: before?.updatedAt ?? now,
    inheritedFrom: of.id,
  };
}

/**
 * Whether a key is the one wanted, or stands for it because that was taken: code that asks for it goes on finding it. One
 * that was wanted before (`gold-2`, and now `gold`) only looks so.
 */
function isKeyFor(key: string, wanted: string, wantedBefore: string | null): boolean {
  if (key === wanted) return true;
  return key !== wantedBefore && key.startsWith(`${wanted}-`) && /^\d+$/.test(key.slice(wanted.length + 1));
}

/** Whether two definitions say the same, whatever their versions. */
export function saysTheSame(one: SegmentDefinition, other: SegmentDefinition): boolean {
  return textOf(one) === textOf(other);
}

function textOf(segment: SegmentDefinition): string {
  const { key, name, description, criteria, includeGuests, active, kind, schedule = null, notes = null } = segment;
  return JSON.stringify([
    key,
    name,
    description,
    criteria,
    includeGuests,
    segment.public,
    active,
    kind,
    schedule,
    notes,
    segment.roles ?? [],
    segment.includes,
    segment.excludes,
  ]);
}

/** Segments and all that they refer to, what is referred to first. */
export function withReferences(
  directory: SegmentDirectory,
  site: number,
  ids: readonly string[],
): readonly SegmentDefinition[] {
  const found = new Map<string, SegmentDefinition>();
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const segment = directory.get(site, id);
    if (segment === undefined || seen.has(id)) return;
    seen.add(id);
    for (const other of referencedSegments(segment.criteria)) visit(other);
    found.set(id, segment);
  };
  for (const id of ids) visit(id);
  return [...found.values()];
}

/** Segments of other sites whose criteria refer to a segment of the global site, with what it is there. */
export function usesElsewhere(
  directory: SegmentDirectory,
  id: string,
): readonly { readonly site: number; readonly copy: string; readonly segment: SegmentDefinition }[] {
  return directory.copiesOf(id).flatMap(({ site, id: copy }) =>
    directory
      .list(site)
      .filter((other) => !isInherited(other) && referencedSegments(other.criteria).includes(copy))
      .map((segment) => ({ site, copy, segment })),
  );
}

/**
 * What a segment of the global site must not become while segments of other sites depend on it: of accounts, which make no
 * requests, and on a schedule. They go unnamed: who edits here need not know what there is at other sites.
 *
 * @param id of the segment that is to get these criteria
 */
export function faultsElsewhere(
  directory: SegmentDirectory,
  site: number,
  id: string,
  criteria: Criteria,
): readonly Required<Fault>[] {
  const lookup = (other: string) => (other === id ? criteria : directory.get(site, other)?.criteria);
  const reads = readsRequest(criteria, lookup);
  const leadsBack = accountSegmentWithin(directory, site, criteria) !== null;
  if (!reads && !leadsBack) return [];
  const depends = (wanted: (segment: SegmentDefinition) => boolean) =>
    directory
      .copiesOf(id)
      .some((copy) => dependingOn(directory, copy.site, copy.id, (each) => !isInherited(each) && wanted(each)));
  const faults: Required<Fault>[] = [];
  if (reads && depends(({ kind }) => kind === 'batch')) {
    const message = 'A segment of another site, which runs on a schedule, depends on this segment';
    faults.push({ path: '', code: 'request_time_segment', message, expected: 'criteria that do not read the request' });
  }
  if (depends(({ subject }) => subject === 'account')) {
    const message = 'A segment of accounts of another site depends on this segment';
    const expected = reads ? 'criteria that do not read the request' : 'criteria without segments of accounts';
    faults.push({ path: '', code: reads ? 'request_time_segment' : 'accounts_of_people', message, expected });
  }
  return faults;
}
