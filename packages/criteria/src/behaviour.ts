import { aggregateBehaviour } from './behaviour/aggregate.js';
import { countingBehaviour } from './behaviour/counting.js';
import { eventTimeBehaviour } from './behaviour/event-time.js';
import { type Behaviour, compareMarks, type Mark, type MarkedEvent } from './behaviour/mark.js';
import { sequenceBehaviour } from './behaviour/sequence.js';

export { longestSequence, sequenceLength } from './behaviour/sequence.js';

import type { BehaviourNode, Leaf } from './criteria.js';
import type { Calendar } from './values.js';

export { comparisonOf, sumOperands } from './behaviour/aggregate.js';
export { largestSummand } from './behaviour/billionths.js';
export { endsNow, isPlainCount, satisfies, sessionGap } from './behaviour/counting.js';
export { eventTimeRange, timeComparison } from './behaviour/event-time.js';
export { type Behaviour, compareMarks, type Mark, type MarkedEvent, placeAfter } from './behaviour/mark.js';
export { compileTally, type RunningTally } from './behaviour/tally.js';

/**
 * A condition about behaviour as functions of the marks that its events leave.
 *
 * @throws InvalidCriteriaError if a part does not fit
 */
export function compileBehaviour(node: BehaviourNode, calendar: Calendar): Behaviour {
  switch (node.type) {
    case 'event':
      return countingBehaviour(node, calendar);
    case 'aggregate':
      return aggregateBehaviour(node, calendar);
    case 'eventTime':
      return eventTimeBehaviour(node, calendar);
    case 'sequence':
      return sequenceBehaviour(node, calendar);
  }
}

/** Whether a condition is about what a visitor did. */
export function isBehaviour(leaf: Leaf): leaf is BehaviourNode {
  return leaf.type === 'event' || leaf.type === 'aggregate' || leaf.type === 'eventTime' || leaf.type === 'sequence';
}

/** The names of the events that a condition reads; null: all. */
export function eventsOf(node: BehaviourNode): readonly string[] | null {
  if (node.type === 'event' && node.of?.distinct === 'sessions') return null;
  if (node.type !== 'sequence') return [node.event];
  const matches = node.steps.flatMap((step) => [step, ...(step.without ?? [])]);
  return [...new Set(matches.map(({ event }) => event))];
}

/** The marks of a history in order, of events up to an instant. */
export function marksOf(behaviour: Pick<Behaviour, 'mark'>, events: readonly MarkedEvent[], now: number): Mark[] {
  const marks: Mark[] = [];
  for (const event of events) {
    if (event.time > now) continue;
    const mark = behaviour.mark(event);
    if (mark !== null) marks.push(mark);
  }
  return marks.sort(compareMarks);
}
