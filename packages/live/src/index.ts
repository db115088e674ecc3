export * from './audience.js';
export * from './count-state.js';
export * from './profile.js';
