export { type Call, CallFault, type CallRules, type JsonObject, readCall } from './call.js';
export type { IngestDependencies, KnownKey, NewRejectedEvent } from './dependencies.js';
export { defaultLimits, type IngestLimits } from './limits.js';
export { normalise } from './normalise.js';
export { ingestRoutes } from './routes.js';
