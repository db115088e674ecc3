export * from './criteria.js';
export * from './values.js';
