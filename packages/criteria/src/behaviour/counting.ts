import type { EventCount, EventNode } from '../criteria.js';
import { compileWhere } from '../subject.js';
import type { Calendar } from '../values.js';
import { dayStart } from '../windows.js';
import type { Behaviour, Mark } from './mark.js';
import { keysOf, readerOf } from './value-keys.js';
import { windowed } from './windowed.js';

/** A session ends where nothing happens for longer than this (ms). */
export const sessionGap = 1_800_000;

/** Whether so many satisfy a count. */
export function satisfies(count: EventCount, found: number): boolean {
  if ('atLeast' in count) return found >= count.atLeast;
  if ('atMost' in count) return found <= count.atMost;
  if ('exactly' in count) return found === count.exactly;
  return found >= count.between[0] && found <= count.between[1];
}

/** Marks of sessions bear 1 where the event itself is asked for, else 0. */
export function countingBehaviour(node: EventNode, calendar: Calendar): Behaviour {
  const where = compileWhere(node.where, calendar);
  const window = windowed(node.window, calendar);
  const { of } = node;
  const read = of?.distinct === 'values' ? readerOf(of.property) : null;
  const ofSessions = of?.distinct === 'sessions';
  const count = counterOf(node, calendar);
  return {
    events: ofSessions ? null : new Set([node.event]),
    mark(event) {
      const matches = event.name === node.event && where(event);
      const plain = { t: event.time, i: event.id };
      if (!matches) return ofSessions ? { ...plain, r: 0 } : null;
      const value = read?.(event);
      if (read !== null && value === undefined) return null;
      return value === undefined ? plain : { ...plain, v: value };
    },
    holds: (marks, now) => satisfies(node.count, count(window.inside(marks, now))),
    due: window.due,
    expires: window.expires,
    // What is older cannot matter where windows end now: there are more than enough that are later.
    keep: of === undefined && endsNow(node) ? mostNeeded(node.count) : Number.POSITIVE_INFINITY,
  };
}

/** How many of what a condition asks for there are, of the marks inside its window. */
export function counterOf({ of }: EventNode, calendar: Calendar): (inside: readonly Mark[]) => number {
  switch (of?.distinct) {
    case undefined:
      return (inside) => inside.length;
    case 'days':
      return (inside) => new Set(inside.map((mark) => dayStart(mark.t, calendar))).size;
    case 'values':
      return (inside) => new Set(inside.flatMap((mark) => keysOf(mark.v))).size;
    case 'sessions':
      return (inside) => countSessions(inside, calendar);
  }
}

/** Sessions that hold an event asked for. */
function countSessions(marks: readonly Mark[], calendar: Calendar): number {
  let sessions = 0;
  let counted = false;
  let previous: number | null = null;
  for (const { t, r } of marks) {
    if (previous === null || t - previous > sessionGap || dayStart(t, calendar) !== dayStart(previous, calendar)) {
      counted = false;
    }
    previous = t;
    if (r === 0 || counted) continue;
    counted = true;
    sessions += 1;
  }
  return sessions;
}

function mostNeeded(count: EventCount): number {
  if ('atLeast' in count) return count.atLeast;
  if ('atMost' in count) return count.atMost + 1;
  return ('exactly' in count ? count.exactly : count.between[1]) + 1;
}

/** Whether the window always ends with the present, so that the latest events decide. */
export function endsNow({ window }: Pick<EventNode, 'window'>): boolean {
  if (window === undefined || 'rolling' in window) return true;
  return 'calendar' in window && (window.ago ?? 0) === 0;
}

/** Whether a condition is a plain count of events, whose state can be a few times and a number. */
export function isPlainCount(node: EventNode): boolean {
  return node.of === undefined && endsNow(node) && ('atLeast' in node.count || 'atMost' in node.count);
}
