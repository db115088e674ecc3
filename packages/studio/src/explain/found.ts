import { formatCount, formatTime, formatValue } from '../shell/format.js';

/** What was found for a condition, in words: a value, a count of events, or that there was nothing. */
export function describeFound(type: string, found: unknown, timeZone: string): string | null {
  if (type === 'all' || type === 'any' || type === 'not') return null;
  if (type === 'event') return describeCount(found, timeZone);
  if (type === 'segment') return found === true ? 'is a member' : found === false ? 'is not a member' : null;
  if (found === null || found === undefined) return 'not known';
  if (type === 'people') return describePeople(found);
  return formatValue(found);
}

function describePeople(found: unknown): string | null {
  if (typeof found !== 'object' || found === null) return null;
  const people: unknown = Reflect.get(found, 'people');
  const all: unknown = Reflect.get(found, 'all');
  if (typeof people !== 'number' || typeof all !== 'number') return null;
  return `${formatCount(people)} of ${formatCount(all)} people`;
}

function describeCount(found: unknown, timeZone: string): string {
  if (typeof found === 'number') return times(found);
  if (typeof found !== 'object' || found === null) return 'never';
  const count: unknown = Reflect.get(found, 'count');
  const last: unknown = Reflect.get(found, 'lastTime');
  const text = times(typeof count === 'number' ? count : 0);
  if (typeof last !== 'number' && typeof last !== 'string') return text;
  return `${text}, last on ${formatTime(new Date(last).toISOString(), timeZone)}`;
}

function times(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${formatCount(count)} times`;
}

const decisions: Readonly<Record<string, string>> = {
  included: 'Added by name, whatever the conditions say.',
  excluded: 'Left out by name, whatever the conditions say.',
  guest: 'A guest, and the segment takes known users only.',
};

/** Why the conditions did not decide, where something else did. */
export function describeDecision(by: string): string | null {
  return decisions[by] ?? null;
}
