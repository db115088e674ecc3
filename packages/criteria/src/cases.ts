/**
 * The shared table of cases: what each condition means, as examples. Predicate, live state and SQL run all of them.
 */
import { behaviourCases } from './cases/behaviour.js';
import type { CriteriaCase } from './cases/case.js';
import { dateCases } from './cases/dates.js';
import { numberCases } from './cases/numbers.js';
import { textCases } from './cases/text.js';
import { visitorCases } from './cases/visitors.js';
import { windowCases } from './cases/windows.js';

export type { CriteriaCase } from './cases/case.js';

/** Every row; names are unique. */
export const criteriaCases: readonly CriteriaCase[] = [
  ...textCases,
  ...numberCases,
  ...dateCases,
  ...visitorCases,
  ...behaviourCases,
  ...windowCases,
];
