import type { Kysely } from 'kysely';
import type { Definitions, SegmentDefinition, SegmentPeriod } from '../definitions.js';
import { chunks } from './chunks.js';
import type { StoredSegment, Tables } from './tables.js';

function toStored(segment: SegmentDefinition): StoredSegment {
  return {
    id: segment.id,
    site: segment.site,
    key: segment.key,
    subject: segment.subject,
    name: JSON.stringify(segment.name),
    description: JSON.stringify(segment.description),
    criteria: JSON.stringify(segment.criteria),
    includeGuests: segment.includeGuests ? 1 : 0,
    includes: JSON.stringify(segment.includes),
    excludes: JSON.stringify(segment.excludes),
    public: segment.public ? 1 : 0,
    active: segment.active ? 1 : 0,
    kind: segment.kind,
    version: segment.version,
    createdAt: segment.createdAt,
    updatedAt: segment.updatedAt,
    updatedBy: segment.updatedBy,
    notes: segment.notes == null ? null : JSON.stringify(segment.notes),
    schedule: segment.schedule == null ? null : JSON.stringify(segment.schedule),
    inheritedFrom: segment.inheritedFrom ?? null,
    roles: JSON.stringify(segment.roles ?? []),
    editors: segment.editors == null ? null : JSON.stringify(segment.editors),
    restored: segment.restored ?? null,
  };
}

function fromStored(stored: StoredSegment): SegmentDefinition {
  return {
    ...stored,
    name: JSON.parse(stored.name),
    description: JSON.parse(stored.description),
    criteria: JSON.parse(stored.criteria),
    includes: JSON.parse(stored.includes),
    excludes: JSON.parse(stored.excludes),
    includeGuests: stored.includeGuests === 1,
    public: stored.public === 1,
    active: stored.active === 1,
    notes: stored.notes === null ? null : JSON.parse(stored.notes),
    schedule: stored.schedule === null ? null : JSON.parse(stored.schedule),
    roles: JSON.parse(stored.roles),
    editors: stored.editors === null ? null : JSON.parse(stored.editors),
  };
}

export function createSegments(db: Kysely<Tables>): Definitions['segments'] {
  return {
    async list(site) {
      const rows = await db
        .selectFrom('segments')
        .selectAll()
        .where('site', '=', site)
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map(fromStored);
    },
    async get(site, id) {
      const row = await db
        .selectFrom('segments')
        .selectAll()
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : fromStored(row);
    },
    async create(segment) {
      await db.insertInto('segments').values(toStored(segment)).execute();
    },
    async update(segment, expected) {
      const { id, site, createdAt: _, ...change } = toStored(segment);
      const { numUpdatedRows } = await db
        .updateTable('segments')
        .set(change)
        .where('site', '=', site)
        .where('id', '=', id)
        .where('version', '=', expected)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async delete(site, id) {
      const { numDeletedRows } = await db
        .deleteFrom('segments')
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async versions(site, id, before, limit) {
      const rows = await db
        .selectFrom('segmentVersions')
        .selectAll()
        .where('site', '=', site)
        .where('id', '=', id)
        .$if(before !== null, (query) => query.where('version', '<', before))
        .orderBy('version', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromStored);
    },
    async runtimes() {
      const rows = await db.selectFrom('segmentRuntimes').selectAll().orderBy('segment').execute();
      return rows.map(({ setId, ...runtime }) => ({ ...runtime, set: setId }));
    },
    async saveRuntimes(runtimes) {
      for (const chunk of chunks(runtimes)) {
        await db
          .insertInto('segmentRuntimes')
          .values(chunk.map(({ set, ...runtime }) => ({ ...runtime, setId: set })))
          .onConflict((conflict) =>
            conflict.column('segment').doUpdateSet((row) => ({
              state: row.ref('excluded.state'),
              shownVersion: row.ref('excluded.shownVersion'),
              setId: row.ref('excluded.setId'),
              shown: row.ref('excluded.shown'),
              error: row.ref('excluded.error'),
              shownSince: row.ref('excluded.shownSince'),
              batch: row.ref('excluded.batch'),
              updatedAt: row.ref('excluded.updatedAt'),
            })),
          )
          .execute();
      }
    },
    async deleteRuntime(segment) {
      await db.deleteFrom('segmentRuntimes').where('segment', '=', segment).execute();
    },
    async closePeriod(period) {
      await db
        .insertInto('segmentPeriods')
        .values(period)
        .onConflict((conflict) => conflict.columns(['segment', 'since']).doNothing())
        .execute();
    },
    async closedPeriods(segments) {
      const found: SegmentPeriod[] = [];
      for (const chunk of chunks(segments)) {
        found.push(
          ...(await db
            .selectFrom('segmentPeriods')
            .selectAll()
            .where('segment', 'in', chunk)
            .orderBy('segment')
            .orderBy('since')
            .execute()),
        );
      }
      return found;
    },
  };
}
