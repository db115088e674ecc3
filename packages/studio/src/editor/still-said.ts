import type { Criteria } from '@kindred/criteria';
import type { Finding } from '../api/types.js';
import { criteriaPath } from './criteria-draft.js';

/** What was found of criteria before they were changed, as far as it is about what is the same in them now. */
export function stillSaid(findings: readonly Finding[], before: Criteria, now: Criteria): readonly Finding[] {
  return findings.filter(({ path }) => isStill(path, before, now));
}

/** Whether what stands at a path is the same as before. */
export function isStill(path: string, before: Criteria, now: Criteria): boolean {
  const was = partAt(before, path);
  return was !== undefined && JSON.stringify(was) === JSON.stringify(partAt(now, path));
}

/** The part of criteria that a path of the server names; undefined where there is none. */
function partAt(criteria: Criteria, path: string): unknown {
  let part: unknown = criteria;
  for (const [step] of criteriaPath(path).matchAll(/[^.[\]]+/g)) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = Reflect.get(part, step);
  }
  return part;
}
