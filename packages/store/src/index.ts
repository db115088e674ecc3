export { type Audit, type AuditEntry, auditActions } from './audit.js';
export type * from './contract.js';
export type * from './definitions.js';
export { deliveryWaits } from './definitions.js';
export {
  StoreClosedError,
  StoreDiskError,
  StoreDuplicateError,
  StoreError,
  StoreLockedError,
  StoreNewerError,
  StoreNotFoundError,
  StoreProtocolError,
} from './errors.js';
export type * from './exports.js';
export type * from './imports.js';
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './sqlite/open.js';
