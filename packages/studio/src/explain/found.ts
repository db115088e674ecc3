import type { Explanation } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatTime, formatValue } from '../shell/format.js';

/** What was found for a condition, in words: a value, a count of events, how far a sequence came, or that there was nothing. */
export function describeFound({ type, found, foundText, of }: Explanation, timeZone: string): string | null {
  if (foundText !== undefined) return foundText;
  if (of !== undefined) return null;
  // A number alone is one of days, sessions or values, as the condition says.
  if (type === 'event' && typeof found !== 'number') return describeCount(found, timeZone);
  if (type === 'segment')
    return typeof found === 'boolean' ? translator('explain')(found ? 'member' : 'noMember') : null;
  if (found === null || found === undefined) return formatValue(null);
  if (type === 'people') return describePeople(found);
  return formatValue(found);
}

function describePeople(found: unknown): string | null {
  if (typeof found !== 'object' || found === null) return null;
  const people: unknown = Reflect.get(found, 'people');
  const all: unknown = Reflect.get(found, 'all');
  if (typeof people !== 'number' || typeof all !== 'number') return null;
  return translator('explain')('people', { people, all });
}

function describeCount(found: unknown, timeZone: string): string {
  if (typeof found !== 'object' || found === null) return times(0);
  const count: unknown = Reflect.get(found, 'count');
  const last: unknown = Reflect.get(found, 'lastTime');
  const text = times(typeof count === 'number' ? count : 0);
  if (typeof last !== 'number' && typeof last !== 'string') return text;
  return translator('explain')('timesLast', {
    times: text,
    time: formatTime(new Date(last).toISOString(), timeZone),
  });
}

function times(count: number): string {
  return translator('explain')('times', { count });
}

const decisions = ['included', 'excluded', 'guest'] as const;

/** Why the conditions did not decide, where something else did. */
export function describeDecision(by: string): string | null {
  const decision = decisions.find((each) => each === by);
  return decision === undefined ? null : translator('explain')(`decided.${decision}`);
}
