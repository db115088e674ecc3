import type { Window } from '../criteria.js';
import { firstWhere } from '../first-where.js';
import type { Calendar } from '../values.js';
import { windowRange, windowSpan } from '../windows.js';
import type { Mark } from './mark.js';

/** A window as marks in order see it. */
export interface Windowed {
  /** The marks that lie in the window at an instant. */
  readonly inside: (marks: readonly Mark[], now: number) => readonly Mark[];
  /** The earliest instant after `now` at which a mark enters or leaves the window; Infinity for none. */
  readonly due: (marks: readonly Mark[], now: number) => number;
  readonly expires: (mark: Mark) => number;
}

export function windowed(window: Window | undefined, calendar: Calendar): Windowed {
  const constant = window === undefined || 'fixed' in window;
  return {
    inside(marks, now) {
      const { from, to } = windowRange(window, now, calendar);
      const first = firstFrom(marks, from);
      const end = firstFrom(marks, to + 1);
      return first === 0 && end === marks.length ? marks : marks.slice(first, end);
    },
    due(marks, now) {
      if (constant) return Number.POSITIVE_INFINITY;
      const { from, to } = windowRange(window, now, calendar);
      // Both instants grow with the time of the mark, so the first inside leaves first and the first ahead enters first.
      const oldest = marks[firstFrom(marks, from)];
      const ahead = marks[firstFrom(marks, to + 1)];
      const leaves = oldest === undefined ? Number.POSITIVE_INFINITY : windowSpan(window, oldest.t, calendar).leaves;
      const enters = ahead === undefined ? Number.POSITIVE_INFINITY : windowSpan(window, ahead.t, calendar).enters;
      return Math.min(
        leaves > now ? leaves : Number.POSITIVE_INFINITY,
        enters > now ? enters : Number.POSITIVE_INFINITY,
      );
    },
    expires: (mark) => windowSpan(window, mark.t, calendar).leaves,
  };
}

/** Position of the first mark of this time or later. */
export function firstFrom(marks: readonly Mark[], time: number): number {
  return firstWhere(-1, marks.length, (at) => (marks[at]?.t ?? time) >= time);
}
