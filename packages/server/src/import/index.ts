export { importFileRoutes, sendFileRoute } from './files/routes.js';
export { importRoutes } from './routes.js';
export { importUndoRoutes } from './undo-routes.js';
