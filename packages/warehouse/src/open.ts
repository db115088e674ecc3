import type { Warehouse } from './contract.js';
import { EngineProcess } from './engine/process.js';
import { migrate } from './schema/migrate.js';
import { createWarehouse } from './warehouse.js';

export interface WarehouseOptions {
  /** Directory of the embedded engine; made if it is missing. It belongs to one process at a time. */
  readonly path: string;
  /** What the engine's process prints, and its restarts. */
  readonly onLog?: (line: string) => void;
}

/**
 * Opens the embedded warehouse in a process of its own and brings its schema up to date.
 *
 * @throws WarehouseUnavailableError if the engine cannot be opened
 */
export async function openWarehouse({ path, onLog = () => undefined }: WarehouseOptions): Promise<Warehouse> {
  const engine = await EngineProcess.open(
    path,
    async (transport) => {
      await migrate(transport);
    },
    onLog,
  );
  return createWarehouse(engine);
}
