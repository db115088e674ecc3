/** Criteria prepared for many visitors: one as a function, thousands as one set; with what it takes to ask them anywhere. */
export type { Criteria } from '../criteria.js';
export { conditionLeaf, type EvaluationInput } from '../evaluate.js';
export { flatten } from '../flatten.js';
export type { LeafCompiler, Sight } from './condition.js';
export { compileMany, type SegmentSet } from './segment-set.js';
export { compilePredicate } from './single.js';
