export type * from './contract.js';
export {
  MemoryLimitError,
  StatementCancelledError,
  StatementFailedError,
  WarehouseClosedError,
  WarehouseError,
  type WarehouseErrorCode,
  WarehouseUnavailableError,
} from './errors.js';
export { openWarehouse, type WarehouseOptions } from './open.js';
