export type * from './contract.js';
export type * from './definitions.js';
