import type { SqliteStore } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { KeptFiles } from './import/files/kept-files.js';

const day = 86_400_000;
const interval = 3_600_000;

/** How long (ms) what is only a record of the past stays in the state store. Enters and exits stay in the warehouse for good. */
export const retention = {
  changes: 90 * day,
  deliveries: 30 * day,
  importChanges: 90 * day,
  audit: 730 * day,
} as const;

const lastPurge = 'warehouse.purged';

/** Forgets old records every hour; the first time soon after the start. Returns how to stop. */
export function keepShort(
  store: Pick<SqliteStore, 'state' | 'definitions'>,
  warehouse: Pick<Warehouse, 'erasure'>,
  files: Pick<KeptFiles, 'forget'>,
  clock: () => number,
  onError: (error: unknown) => void,
): () => void {
  const forget = (): void => {
    Promise.all([
      files.forget(),
      store.state.forgetChanges(clock() - retention.changes),
      store.definitions.deliveries.forget(clock() - retention.deliveries),
      store.definitions.imports.forgetChanges(clock() - retention.importChanges),
      store.definitions.audit.forget(clock() - retention.audit),
      purge(store.definitions, warehouse, clock()),
    ]).catch(onError);
  };
  const soon = setTimeout(forget, 60_000);
  const hourly = setInterval(forget, interval);
  return () => {
    clearTimeout(soon);
    clearInterval(hourly);
  };
}

/** Has what was erased since the last time leave the warehouse's files too: many erasures together cost one rewriting. */
async function purge(
  { corrections, settings }: SqliteStore['definitions'],
  { erasure }: Pick<Warehouse, 'erasure'>,
  now: number,
): Promise<void> {
  if (!(await corrections.anyDoneSince(Number((await settings.get(lastPurge)) ?? 0)))) return;
  await erasure.purge();
  await settings.set(lastPurge, String(now));
}
