export * from './audience.js';
export * from './count-state.js';
export * from './leaf.js';
export * from './mark-state.js';
export * from './profile.js';
