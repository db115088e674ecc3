import { isTimeSpan } from '../comparison/operands.js';
import { compileOrdered } from '../comparison/ordered.js';
import type { AggregateNode, Criteria, EventMatch, EventNode, EventTimeNode, Window } from '../criteria.js';

/** Events that somebody has done of whom a condition about behaviour, other than a count, is true. */
export function requiredEvents(node: Criteria): readonly EventNode[] {
  switch (node.type) {
    case 'eventTime':
      return [once(node, node.window ?? rollingWindowOf(node))];
    case 'aggregate':
      return isTrueOfNothing(node) ? [] : [once(node, node.window)];
    case 'sequence':
      return node.steps.filter((step) => step.absent !== true).map((step) => once(step, node.window));
    default:
      return [];
  }
}

function once({ event, where }: EventMatch, window: Window | undefined): EventNode {
  return {
    type: 'event',
    event,
    ...(where === undefined ? {} : { where }),
    count: { atLeast: 1 },
    ...(window === undefined ? {} : { window }),
  };
}

/** The event whose time lies in the last 7 days was done in the last 7 days. */
function rollingWindowOf({ operator, value }: EventTimeNode): Window | undefined {
  if (operator !== 'inLast' || value === undefined || !isTimeSpan(value) || value.calendar === true) return undefined;
  return { rolling: { amount: value.amount, unit: value.unit } };
}

/** The sum of nothing is 0; everything else of nothing is missing. */
export function isTrueOfNothing(node: AggregateNode): boolean {
  if (node.function !== 'sum') return false;
  return node.operator === 'known' || compileOrdered({ ...node, as: 'number' })(0);
}
