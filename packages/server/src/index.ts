export { StoreLockedError } from '@kindred/store';
export { type FirstStart, type FirstStartEnv, requireStrongKeys } from './auth/first-start.js';
export { requireUnused } from './data-directory.js';
export type * from './engine/contract.js';
export { failpointFrom } from './engine/failpoint.js';
export type { LogOptions } from './http/logging.js';
export { type RunningServer, type ServerOptions, startServer } from './server.js';
