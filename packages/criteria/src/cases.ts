/**
 * The shared table of cases: what each condition means, as examples. Predicate, live state and SQL run all of them.
 */
import { type AccountCase, accountCases } from './cases/accounts.js';
import { aggregateCases } from './cases/aggregates.js';
import { behaviourCases } from './cases/behaviour.js';
import type { CriteriaCase } from './cases/case.js';
import { countCases } from './cases/counts.js';
import { dateCases } from './cases/dates.js';
import { numberCases } from './cases/numbers.js';
import { orderedCases } from './cases/ordered.js';
import { patternCases } from './cases/patterns.js';
import { placeCases } from './cases/places.js';
import { quantifierCases } from './cases/quantifiers.js';
import { relativeDateCases } from './cases/relative-dates.js';
import { sequenceCases } from './cases/sequences.js';
import { textCases } from './cases/text.js';
import { visitorCases } from './cases/visitors.js';
import { windowCases } from './cases/windows.js';

export type { CriteriaCase } from './cases/case.js';
export { type AccountCase, accountCases };

/** Every row; names are unique. */
export const criteriaCases: readonly CriteriaCase[] = [
  ...textCases,
  ...numberCases,
  ...dateCases,
  ...visitorCases,
  ...behaviourCases,
  ...windowCases,
  ...countCases,
  ...aggregateCases,
  ...sequenceCases,
  ...orderedCases,
  ...relativeDateCases,
  ...placeCases,
  ...patternCases,
  ...quantifierCases,
];
