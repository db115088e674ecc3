export type * from './expression.js';
export type { ODataFault, ODataFaultCode } from './fault.js';
export { isODataLiteralRule, type ODataLiteralRule } from './literals.js';
export type { ODataSubject } from './names.js';
export type { ODataNote } from './note.js';
export {
  type ODataParseOptions,
  type ODataParseResult,
  odataLiteralFault,
  parseOData,
  parseODataLambda,
} from './parse.js';
export { type ODataPrintFault, type ODataPrintResult, printOData } from './print.js';
export { odataLimits } from './source.js';
export { criteriaFromOData, type ODataCriteria, type ODataCriteriaOptions } from './translate.js';
