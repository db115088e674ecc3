export { importFileRoutes, sendFileRoute } from './files/routes.js';
export { importRoutes } from './routes.js';
