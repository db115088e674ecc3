export * from './account-audience.js';
export * from './audience.js';
export * from './audience-definition.js';
export * from './count-state.js';
export { EventIndex } from './event-index.js';
export * from './leaf.js';
export * from './mark-state.js';
export { NumberMap } from './number-map.js';
export * from './profile.js';
