import type { Kysely } from 'kysely';
import type { Import, Imports } from '../imports.js';
import type { StoredImport, Tables } from './tables.js';

/** Rows forgotten in one statement: a few milliseconds. */
const forgetChunk = 2_000;

export function createImports(db: Kysely<Tables>): Imports {
  return {
    async begin(started) {
      const row = await db
        .insertInto('imports')
        .values({
          ...started,
          state: 'running',
          accepted: 0,
          rejected: 0,
          undoable: 1,
          undoDone: 0,
          erasedEvents: 0,
          removedPeople: 0,
          restoredPeople: 0,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return fromRow(row);
    },
    async save({ number, id, site, kind, name, requestedBy, startedAt, undoable, ...changed }) {
      await db
        .updateTable('imports')
        .set({ ...changed, undoable: undoable ? 1 : 0 })
        .where('site', '=', site)
        .where('number', '=', number)
        .execute();
    },
    async get(site, id) {
      const row = await db
        .selectFrom('imports')
        .selectAll()
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : fromRow(row);
    },
    async list(site, before, limit) {
      const newest = db
        .selectFrom('imports')
        .selectAll()
        .where('site', '=', site)
        .orderBy('number', 'desc')
        .limit(limit);
      const rows = await (before === null ? newest : newest.where('number', '<', before)).execute();
      return rows.map(fromRow);
    },
    async ofPeopleBetween(site, from, to) {
      const rows = await db
        .selectFrom('imports')
        .selectAll()
        .where('site', '=', site)
        .where('kind', '=', 'people')
        .where('startedAt', '<=', to)
        .where((where) => where.or([where('finishedAt', 'is', null), where('finishedAt', '>=', from)]))
        .orderBy('number')
        .execute();
      return rows.map(fromRow);
    },
    async inState(state) {
      const rows = await db.selectFrom('imports').selectAll().where('state', '=', state).orderBy('number').execute();
      return rows.map(fromRow);
    },
    async forgetChanges(before) {
      const old = await db
        .selectFrom('imports')
        .select('number')
        .where('startedAt', '<', before)
        .where('undoable', '=', 1)
        .where('state', 'in', ['done', 'failed'])
        .execute();
      for (const { number } of old) {
        // First this: nobody may begin to undo what is being forgotten.
        await db.updateTable('imports').set({ undoable: 0 }).where('number', '=', number).execute();
        let gone = forgetChunk;
        while (gone === forgetChunk) {
          const some = db.selectFrom('importChanges').select('id').where('import', '=', number).limit(forgetChunk);
          const { numDeletedRows } = await db
            .deleteFrom('importChanges')
            .where('id', 'in', some)
            .executeTakeFirstOrThrow();
          gone = Number(numDeletedRows);
        }
      }
    },
  };
}

function fromRow({ undoable, ...row }: StoredImport): Import {
  return { ...row, undoable: undoable === 1 };
}
