export type * from './expression.js';
export type { ODataFault, ODataFaultCode } from './fault.js';
export { isODataLiteralRule, type ODataLiteralRule } from './literals.js';
export {
  type ODataParseOptions,
  type ODataParseResult,
  odataLiteralFault,
  parseOData,
  parseODataLambda,
} from './parse.js';
export { odataLimits } from './source.js';
