import type { Explanation } from '@kindred/criteria';
import type { SegmentDefinition } from '@kindred/store';
import type { Engine } from '../engine/contract.js';
import { toInstant } from './schemas/base.js';
import type { ExplanationBody } from './schemas/criteria.js';

/** Of a batch segment as of when its members are: an explanation is of now. */
export function presentMembersAsOf(
  engine: Pick<Engine, 'status'>,
  site: number,
  { id, kind }: Pick<SegmentDefinition, 'id' | 'kind'>,
): { readonly membersAsOf?: string | null } {
  if (kind !== 'batch') return {};
  return { membersAsOf: instantOf(engine.status(site, id).batch?.lastRun?.at ?? null) };
}

/** An explanation with its times as the API writes them. */
export function presentExplanation(explanation: Explanation): ExplanationBody {
  const { path, type, matches, sentence, found, foundText, leftOut, of } = explanation;
  return {
    path,
    type,
    matches,
    sentence,
    found: presentFound(found),
    ...(foundText === undefined ? {} : { foundText }),
    ...(leftOut === undefined ? {} : { leftOut }),
    ...(of === undefined ? {} : { of: of.map(presentExplanation) }),
  };
}

function presentFound(found: Explanation['found']): unknown {
  if (found === null || typeof found !== 'object') return found;
  if ('count' in found) return { count: found.count, lastTime: instantOf(found.lastTime) };
  if (!('steps' in found)) return found;
  const steps = found.steps.map(({ event, time, awayUntil, hindered }) => ({
    event,
    time: instantOf(time),
    ...(awayUntil === undefined ? {} : { awayUntil: toInstant(awayUntil) }),
    ...(hindered === undefined ? {} : { hindered: { ...hindered, time: toInstant(hindered.time) } }),
  }));
  return { reached: found.reached, steps, ...(found.shared === undefined ? {} : { shared: found.shared }) };
}

function instantOf(time: number | null): string | null {
  return time === null ? null : toInstant(time);
}
