export type * from './analytics/contract.js';
export { textTraitsSearched } from './analytics/search.js';
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
export type * from './history/contract.js';
export { formula } from './history/formula.js';
export { openWarehouse, type WarehouseOptions } from './open.js';
