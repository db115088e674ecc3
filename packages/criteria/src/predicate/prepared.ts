/** Criteria prepared for many visitors: one as a function, thousands as one set. */
export type { LeafCompiler, Sight } from './condition.js';
export { compileMany, type SegmentSet } from './segment-set.js';
export { compilePredicate } from './single.js';
