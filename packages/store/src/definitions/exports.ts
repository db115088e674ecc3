import type { Kysely } from 'kysely';
import type { ExportPlan, ExportRun, Exports } from '../exports.js';
import type { StoredExport, StoredExportRun, Tables } from './tables.js';

const toStored = <T extends { readonly traits: readonly string[] }>(row: T) => ({
  ...row,
  traits: JSON.stringify(row.traits),
});
const planOf = (row: StoredExport): ExportPlan => ({ ...row, traits: JSON.parse(row.traits) });
const runOf = (row: StoredExportRun): ExportRun => ({ ...row, traits: JSON.parse(row.traits) });

export function createExports(db: Kysely<Tables>): Exports {
  const plans = db.selectFrom('exports').selectAll();
  const runs = db.selectFrom('exportRuns').selectAll();
  return {
    plans: async (site) =>
      (await plans.where('site', '=', site).orderBy('createdAt').orderBy('id').execute()).map(planOf),
    async plan(site, id) {
      const row = await plans.where('site', '=', site).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : planOf(row);
    },
    async create(plan) {
      await db.insertInto('exports').values(toStored(plan)).execute();
    },
    async update(plan, expected) {
      const { id, site, createdAt: _, createdBy: __, ...change } = toStored(plan);
      const { numUpdatedRows } = await db
        .updateTable('exports')
        .set(change)
        .where('site', '=', site)
        .where('id', '=', id)
        .where('version', '=', expected)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    async delete(site, id) {
      const { numDeletedRows } = await db
        .deleteFrom('exports')
        .where('site', '=', site)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    due: async (now) => (await plans.where('nextAt', '<=', now).orderBy('nextAt').execute()).map(planOf),
    async nextDue() {
      const row = await db.selectFrom('exports').select('nextAt').orderBy('nextAt').limit(1).executeTakeFirst();
      return row?.nextAt ?? null;
    },
    async schedule({ site, id }, nextAt) {
      await db.updateTable('exports').set({ nextAt }).where('site', '=', site).where('id', '=', id).execute();
    },
    async begin(run) {
      await db
        .insertInto('exportRuns')
        .values(toStored(run))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async save({ site, id, state, done, total, asOf, bytes, error, errorCode, finishedAt }) {
      await db
        .updateTable('exportRuns')
        .set({ state, done, total, asOf, bytes, error, errorCode, finishedAt })
        .where('site', '=', site)
        .where('id', '=', id)
        .execute();
    },
    async run(site, id) {
      const row = await runs.where('site', '=', site).where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : runOf(row);
    },
    async runs(site, of, before, limit) {
      let page = runs.where('site', '=', site).orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(limit);
      if (of === 'unplanned') {
        page = page.where((run) =>
          run.or([
            run('export', 'is', null),
            run.not(
              run.exists(
                run.selectFrom('exports').select('exports.id').whereRef('exports.id', '=', 'exportRuns.export'),
              ),
            ),
          ]),
        );
      } else if (of !== 'all') {
        page = page.where('export', '=', of.plan);
      }
      if (before !== null) {
        page = page.where((row) =>
          row.or([
            row('createdAt', '<', before.createdAt),
            row.and([row('createdAt', '=', before.createdAt), row('id', '<', before.id)]),
          ]),
        );
      }
      return (await page.execute()).map(runOf);
    },
    unfinished: async () => (await runs.where('state', '=', 'running').orderBy('createdAt').execute()).map(runOf),
    old: async (before) =>
      (
        await runs.where('export', 'is', null).where('state', '!=', 'running').where('createdAt', '<', before).execute()
      ).map(runOf),
    async forget({ site, id }) {
      await db.deleteFrom('exportRuns').where('site', '=', site).where('id', '=', id).execute();
    },
  };
}
