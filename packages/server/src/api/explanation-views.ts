import type { Explanation } from '@kindred/criteria';
import { toInstant } from './schemas/base.js';
import type { ExplanationBody } from './schemas/criteria.js';

/** An explanation with its times as the API writes them. */
export function presentExplanation(explanation: Explanation): ExplanationBody {
  const { path, type, matches, sentence, found, leftOut, of } = explanation;
  return {
    path,
    type,
    matches,
    sentence,
    found: presentFound(found),
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(of === undefined ? {} : { of: of.map(presentExplanation) }),
  };
}

function presentFound(found: Explanation['found']): unknown {
  if (found === null || typeof found !== 'object' || !('count' in found)) return found;
  return { count: found.count, lastTime: found.lastTime === null ? null : toInstant(found.lastTime) };
}
