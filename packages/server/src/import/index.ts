export type { ImportDependencies } from './dependencies.js';
export { importRoutes } from './routes.js';
