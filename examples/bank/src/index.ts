export { demoSite, renderConfig, siteDirectory } from './config.js';
export { type DemoCustomer, demoCustomers } from './customers.js';
export { type DemoGroup, groups } from './history/groups.js';
export { events, people } from './history/history.js';
export { eventLines, peopleLines } from './history/lines.js';
export type { HistoryOptions } from './history/options.js';
export { type DemoSegment, segments } from './segments.js';
export { type SimulatorOptions, startSimulator } from './simulator.js';
