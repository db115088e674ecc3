import type { JsonObject } from '../evaluate/fault.js';
import { object, objects, readCases, text, texts } from './read.js';
import type { JudgedCase, SuiteResult } from './suite.js';
import { ask, type Draft, judge, Untranslatable } from './translation.js';
import { condition, mustNotBeAsked } from './unomi-condition.js';

/** Unomi's conditions on a profile. */
export function runUnomiSuite(folder: string): SuiteResult {
  return { suite: 'unomi', cases: objects(readCases(folder, 'unomi/condition-cases.json').cases).map(judged) };
}

function judged(given: JsonObject): JudgedCase {
  const name = text(given.id);
  const now = text(given.now) || '2026-01-01T00:00:00.000Z';
  const untranslatable = new Untranslatable();
  const criteria = condition(object(given.condition), { now: Date.parse(now), untranslatable });
  const profile = object(given.profile);
  const question = {
    now,
    profile: { userId: profile.itemId, traits: profile.properties },
    segments: memberships(criteria, texts(profile.segments)),
  };
  if (typeof given.expected === 'boolean') return judge(name, given.expected, untranslatable, criteria, question);
  // An error is expected: the definition has to be refused, and the refusal to name the place.
  const found = ask(criteria, question);
  const refused = 'error' in found && found.error.path.startsWith('criteria');
  return refused ? { name, verdict: 'right' } : { name, verdict: 'wrong', reason: 'accepted instead of refused' };
}

/** In its own segments, and in no other that the condition names. Of what must not be evaluated nothing is known. */
function memberships(criteria: Draft, own: readonly string[]): Record<string, boolean | null> {
  const said: Record<string, boolean | null> = {};
  for (const id of segmentsIn(criteria)) said[id] = id === mustNotBeAsked ? null : own.includes(id);
  return said;
}

function segmentsIn(draft: JsonObject): string[] {
  if (draft.type === 'segment') return [text(draft.segment)];
  if (draft.type === 'not') return segmentsIn(object(draft.of));
  return objects(draft.of).flatMap(segmentsIn);
}
