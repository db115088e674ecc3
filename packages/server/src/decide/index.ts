export type { DecideDependencies } from './dependencies.js';
export { decideRoutes } from './routes.js';
