import { compileComparison } from '../comparison.js';
import type { EventTimeNode, PropertyNode } from '../criteria.js';
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

export function eventTimeBehaviour(node: EventTimeNode, calendar: Calendar): Behaviour {
  const where = compileWhere(node.where, calendar);
  const window = windowed(node.window, calendar);
  const holdsOf = compileComparison(timeComparison(node), calendar);
  const timeOf = (marks: readonly Mark[], now: number): string | null => {
    const inside = window.inside(marks, now);
    const mark = node.which === 'first' ? inside[0] : inside.at(-1);
    return mark === undefined ? null : new Date(mark.t).toISOString();
  };
  return {
    events: new Set([node.event]),
    mark: (event) => (event.name === node.event && where(event) ? { t: event.time, i: event.id } : null),
    holds: (marks, now) => holdsOf(timeOf(marks, now), now),
    due: window.due,
    expires: window.expires,
    keep: Number.POSITIVE_INFINITY,
    found: timeOf,
  };
}
