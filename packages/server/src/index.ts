export type * from './engine/contract.js';
