import { dateRange, type InstantRange, nextRangeChange } from '../comparison/relative-dates.js';
import type { EventTimeNode, PropertyNode } from '../criteria.js';
import { InvalidCriteriaError } from '../errors.js';
import { compileWhere } from '../subject.js';
import type { Calendar } from '../values.js';
import type { Behaviour, Mark } from './mark.js';
import { windowed } from './windowed.js';

/** The comparison of an event's time as one of a date property. */
export function timeComparison(node: EventTimeNode): PropertyNode {
  const { operator, value, as } = node;
  const operand = value === undefined ? {} : { value };
  return { type: 'property', property: 'user.time', operator, ...operand, ...(as === undefined ? {} : { as }) };
}

/**
 * The times that satisfy the comparison of an event's time at an instant.
 *
 * @throws InvalidCriteriaError if the operator does not compare dates
 */
export function eventTimeRange(node: EventTimeNode, calendar: Calendar): (now: number) => InstantRange {
  const range = dateRange(timeComparison(node), calendar);
  if (range === null) throw new InvalidCriteriaError(`The time of an event cannot be compared by ${node.operator}`);
  return range;
}

export function eventTimeBehaviour(node: EventTimeNode, calendar: Calendar): Behaviour {
  const where = compileWhere(node.where, calendar);
  const window = windowed(node.window, calendar);
  const range = eventTimeRange(node, calendar);
  const comparison = timeComparison(node);
  const timeOf = (marks: readonly Mark[], now: number) => timeIn(node, window.inside(marks, now));
  return {
    events: new Set([node.event]),
    mark: (event) => (event.name === node.event && where(event) ? { t: event.time, i: event.id } : null),
    holds(marks, now) {
      const time = timeOf(marks, now);
      if (time === null) return false;
      const { from, to } = range(now);
      return time >= from && time < to;
    },
    due(marks, now) {
      const time = timeOf(marks, now);
      const due = window.due(marks, now);
      return time === null ? due : Math.min(due, nextRangeChange(comparison, time, now, calendar));
    },
    expires: window.expires,
    keep: Number.POSITIVE_INFINITY,
  };
}

/** The time of the event asked for, of the marks inside the window; null where there is none. */
export function timeIn({ which }: EventTimeNode, inside: readonly Mark[]): number | null {
  return (which === 'first' ? inside[0] : inside.at(-1))?.t ?? null;
}
