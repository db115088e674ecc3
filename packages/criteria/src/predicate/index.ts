/** What an edge worker or a browser needs to answer criteria; patterns and what is prepared for many visitors are in entries of their own. */
export { conditionLeaf, type EvaluationInput, evaluate, evaluateKleene } from '../evaluate.js';
