import { criteriaHash, fold } from '@kindred/criteria';
import type { Language } from '@kindred/criteria/properties';
import type { SegmentDefinition } from '@kindred/store';
import { z } from 'zod';
import { dueOf } from '../engine/batch/batch-state.js';
import type { Engine, SegmentStatus } from '../engine/contract.js';
import { fromCursor, toCursor } from '../http/cursor.js';
import { nameOf, type SegmentDirectory } from '../segments/directory.js';
import { toInstant } from './schemas/base.js';
import type { segmentQuery, segment as segmentSchema } from './schemas/segments.js';

export type SegmentView = z.output<typeof segmentSchema>;

/** A definition with what the engine knows of it now. */
export function presentSegment(
  directory: SegmentDirectory,
  engine: Engine,
  definition: SegmentDefinition,
  language: Language,
  status: SegmentStatus = engine.status(definition.site, definition.id),
): SegmentView {
  return {
    id: definition.id,
    key: definition.key,
    subject: definition.subject,
    name: { ...definition.name },
    description: { ...definition.description },
    criteria: definition.criteria,
    includeGuests: definition.includeGuests,
    includes: memberIds(engine, definition, definition.includes),
    excludes: memberIds(engine, definition, definition.excludes),
    public: definition.public,
    active: definition.active,
    kind: definition.kind,
    state: status.state,
    size: status.size,
    progress: status.progress,
    error: status.error,
    lastChange: status.lastChange === null ? null : toInstant(status.lastChange),
    approximate: status.approximate,
    lastRun: status.batch === null ? null : lastRunOf(status.batch),
    nextRun: status.batch === null ? null : toInstant(dueOf(status.batch)),
    version: definition.version,
    createdAt: toInstant(definition.createdAt),
    updatedAt: toInstant(definition.updatedAt),
    updatedBy: definition.updatedBy,
    sentence: directory.sentence(definition.site, definition.criteria, language, definition.subject),
    criteriaHash: criteriaHash(definition.criteria),
    schedule: definition.schedule ?? null,
    inheritedFrom: definition.inheritedFrom ?? null,
    roles: [...(definition.roles ?? [])],
    editors: definition.editors ?? null,
    notes: definition.notes == null ? null : { ...definition.notes },
  };
}

function lastRunOf({ lastRun }: NonNullable<SegmentStatus['batch']>): SegmentView['lastRun'] {
  if (lastRun === null) return null;
  const { at, finishedAt, entered, exited } = lastRun;
  return { at: toInstant(at), finishedAt: toInstant(finishedAt), entered, exited };
}

/** Accounts that are no more are left out: their number means nothing to anybody. */
export function memberIds(engine: Engine, { site, subject }: SegmentDefinition, numbers: readonly number[]): string[] {
  return subject === 'account' ? [...engine.accountIds(site, numbers).values()] : numbers.map(String);
}

const place = z.object({ value: z.union([z.string(), z.number()]), id: z.string() });
type Place = z.output<typeof place>;

interface Listed {
  readonly definition: SegmentDefinition;
  readonly status: SegmentStatus;
}

/**
 * One page of a site's segments, searched, filtered and sorted. A site may have thousands: all of them are looked at,
 * those of the page alone are written out. The cursor is a place in the order, so a page neither repeats nor skips when
 * others come and go.
 */
export function segmentPageOf(
  directory: SegmentDirectory,
  engine: Engine,
  site: number,
  query: z.output<typeof segmentQuery>,
  language: Language,
): { items: SegmentView[]; next: string | null } {
  const wanted = fold(query.search ?? '');
  const field = query.sort.replace('-', '');
  const direction = query.sort.startsWith('-') ? -1 : 1;
  const placeOf = ({ definition, status }: Listed): Place => ({
    value:
      field === 'size'
        ? (status.size ?? -1)
        : field === 'updatedAt'
          ? toInstant(definition.updatedAt)
          : fold(nameOf(definition)),
    id: definition.id,
  });
  const compare = (left: Place, right: Place) =>
    direction * (left.value === right.value ? order(left.id, right.id) : order(left.value, right.value));
  const after = fromCursor(place, query.cursor);
  const found = directory
    .list(site)
    .filter(({ kind }) => query.kind === undefined || kind === query.kind)
    .filter(
      ({ name, key }) => wanted === '' || [...Object.values(name), key].some((text) => fold(text).includes(wanted)),
    )
    .map((definition) => ({ definition, status: engine.status(site, definition.id) }))
    .filter(({ status }) => query.state === undefined || status.state === query.state)
    .map((listed) => ({ listed, place: placeOf(listed) }))
    .sort((left, right) => compare(left.place, right.place))
    .filter((entry) => after === undefined || compare(entry.place, after) > 0);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ listed: { definition, status } }) =>
      presentSegment(directory, engine, definition, language, status),
    ),
    next: found.length > page.length && last !== undefined ? toCursor(last.place) : null,
  };
}

function order(left: string | number, right: string | number): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return Number(left) - Number(right);
}
