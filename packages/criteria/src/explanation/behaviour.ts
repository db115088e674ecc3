import { numbersOf, reductionOf, sumOf } from '../behaviour/aggregate.js';
import { billionths } from '../behaviour/billionths.js';
import { counterOf } from '../behaviour/counting.js';
import { timeIn } from '../behaviour/event-time.js';
import { windowed } from '../behaviour/windowed.js';
import { compileBehaviour, type Mark, marksOf } from '../behaviour.js';
import type { AggregateNode, BehaviourNode, SequenceNode } from '../criteria.js';
import type { EvaluationInput } from '../evaluate.js';
import type { PropertyValue } from '../values.js';

type History = Pick<EvaluationInput, 'events' | 'now' | 'calendar'>;

/** A condition that compares one value made of events. */
type Counted = Exclude<BehaviourNode, SequenceNode>;

/** What a condition about behaviour compares, as it was found in a history; null for none. */
export function behaviourFound(node: Counted, history: History): PropertyValue | null {
  switch (node.type) {
    case 'event':
      return counterOf(node, history.calendar)(insideOf(node, history));
    case 'eventTime': {
      const time = timeIn(node, insideOf(node, history));
      return time === null ? null : new Date(time).toISOString();
    }
    case 'aggregate':
      return aggregated(node, insideOf(node, history));
  }
}

/** How many numbers were too large for a sum or an average. */
export function leftOutOf(node: AggregateNode, history: History): number {
  if (reductionOf(node) !== null) return 0;
  return insideOf(node, history)
    .flatMap(numbersOf)
    .filter((number) => billionths(number) === null).length;
}

function insideOf(node: Counted, { events, now, calendar }: History): readonly Mark[] {
  const marks = marksOf(compileBehaviour(node, calendar), events, now);
  return windowed(node.window, calendar).inside(marks, now);
}

function aggregated(node: AggregateNode, inside: readonly Mark[]): PropertyValue | null {
  const reduce = reductionOf(node);
  if (reduce !== null) return reduce(inside);
  const { billionths: sum, count } = sumOf(inside);
  if (node.function === 'sum') return Number(sum) / 1e9;
  return count === 0 ? null : Number(sum) / 1e9 / count;
}
