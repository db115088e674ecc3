export type { ImportDependencies } from './dependencies.js';
export { eventReader } from './events.js';
export { readPerson } from './people.js';
export { importRoutes } from './routes.js';
export { chunksOf, newTally, type RowError, type Tally } from './rows.js';
