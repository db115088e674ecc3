export { StoreLockedError } from '@kindred/store';
export type { FirstStart, FirstStartEnv } from './auth/first-start.js';
export { requireUsableKeys } from './auth/given-keys.js';
export { requireUnused } from './data-directory.js';
export type * from './engine/contract.js';
export { failpointFrom } from './engine/failpoint.js';
export type { LogOptions } from './http/logging.js';
export { type RunningServer, type ServerOptions, startServer } from './server.js';
