/** What an edge worker or a browser needs to answer criteria; patterns are in an entry of their own. */
export { conditionLeaf, type EvaluationInput, evaluate, evaluateKleene } from '../evaluate.js';
export type { LeafCompiler, Sight } from './condition.js';
export { compileMany, type SegmentSet } from './segment-set.js';
export { compilePredicate } from './single.js';
