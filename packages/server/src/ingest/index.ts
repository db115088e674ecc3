export { blockedIdMessage, CallFault, readCall, requireUsable, requireUsableGroup } from './call.js';
export { readTime } from './event-time.js';
export { defaultLimits } from './limits.js';
export { normalise } from './normalise.js';
export { ingestRoutes } from './routes.js';
