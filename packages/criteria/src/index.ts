export * from './behaviour.js';
export { bucketPosition, inBucket } from './bucket.js';
export { canonical, canonicalForm, criteriaHash, leafKey } from './canonical.js';
export { nextYearlyChange, yearlyDays, yearlyEdges } from './comparison/anniversaries.js';
export { type Decimal, decimalForm, decimalScale, readDecimal } from './comparison/decimals.js';
export { compileDue } from './comparison/due.js';
export { durationEmptyEnds, durationForm, durationUnits, readDuration } from './comparison/durations.js';
export { degree, farthest } from './comparison/locations.js';
export { addressForm, addressKey, readNetwork } from './comparison/networks.js';
export { isCircle, isDaysAhead, isOperandList, isTimeSpan } from './comparison/operands.js';
export { dateRange, dependsOnTime, type InstantRange, nextRangeChange } from './comparison/relative-dates.js';
export { releaseMark, versionForm, versionKey } from './comparison/versions.js';
export { type Comparison, compileComparison, sizeOf } from './comparison.js';
export * from './criteria.js';
export { isDateText, parseDate } from './dates.js';
export { before } from './duration.js';
export { InvalidCriteriaError, PropertyLimitError, UnknownTimeZoneError } from './errors.js';
export {
  compileEvaluation,
  type EvaluationInput,
  evaluate,
  evaluateKleene,
  eventCounter,
  isRequestLeaf,
  type PeopleCount,
  type PersonInput,
  peopleCounter,
} from './evaluate.js';
export { everyone, isEveryone } from './everyone.js';
export { type Explanation, explain, type Found } from './explain.js';
export { flatten, flattenLimits, flattenWithRemovals } from './flatten.js';
export { fold } from './fold.js';
export { leavesOf, referencedSegments, renameSegments } from './leaves.js';
export { operators, operatorsFor } from './operators.js';
export { type ParseContext, type ParseResult, parseCriteria } from './parse/criteria.js';
export { criteriaLimits, type Fault, type FaultCode, faultCodes } from './parse/faults.js';
export { typeOfProperty } from './parse/property.js';
export { accountSubject, peopleSatisfy } from './people.js';
export { eventScopes, isGroupKind, pathOf, propertiesRead, type Scope, scopeOf, subjectScopes } from './property.js';
export { findCycle, needsKnownUser, readsRequest, type SegmentLookup } from './reference.js';
export { type PropertyType, type RequestField, requestFieldOf, requestFields } from './request.js';
export { compileSubjectLeaf, compileWhere, type EventValues, subjectValue } from './subject.js';
export { compileJumps, compileTree, compileTreeKleene, kleeneAtLeast, outcome } from './tree.js';
export * from './values.js';
export { dayStart, type TimeRange, windowEnds, windowRange, windowStart } from './windows.js';
export { type Labels, type SentenceOptions, sentence } from './wording/sentence.js';
export { namedByValues, valueNames } from './wording/value-names.js';
export { isTimeZone, localDate, localHour, localOffset } from './zone.js';
