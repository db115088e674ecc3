import { explainProblem } from '../api/problem.js';
import type { Fault } from '../api/types.js';
import { presentLanguage, translator } from '../language/translator.js';

/** What the server finds wrong with a field: it speaks English, in other languages the field says what it needs. */
export function faultAt(faults: readonly Fault[], field: 'name' | 'key' | 'schedule'): string | null {
  const fault = faults.find(({ path }) => path === field || path.startsWith(`${field}.`));
  if (fault === undefined) return null;
  if (presentLanguage() === 'en') return fault.message;
  return fault.code === 'key_taken'
    ? explainProblem(fault.code, fault.message)
    : translator('editor')(`save.fault.${field}`);
}
