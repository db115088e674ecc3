export { decideRoutes } from './routes.js';
