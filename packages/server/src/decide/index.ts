export type { LocationHeaders } from './location.js';
export { decideRoutes } from './routes.js';
