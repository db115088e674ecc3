export type { DecidableSegment, DecideDependencies, DecideKey } from './dependencies.js';
export { type RequestContextInput, requestContext } from './request-context.js';
export { decideRoutes } from './routes.js';
