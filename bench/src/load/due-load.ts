import { randomFrom } from '../data/random.js';
import { runPlan } from './plan.js';
import { batchesOf, type Sending, sendBatches } from './send-batches.js';

export interface DuePlan extends Sending {
  readonly round: number;
  readonly people: number;
  /** First instant (ms) of the second in which the events happened. */
  readonly from: number;
}

export interface DueResult {
  readonly failures: number;
}

export function isDueResult(value: unknown): value is DueResult {
  return typeof value === 'object' && value !== null && 'failures' in value;
}

/** One event of each of so many people, all within one second. */
runPlan(async (plan: DuePlan): Promise<DueResult> => {
  const random = randomFrom(plan.round + 1);
  const events = Array.from({ length: plan.people }, (_, person) => ({
    type: 'track',
    event: 'Offer Shown',
    anonymousId: `due-${plan.round}-${person}`,
    messageId: `due-${plan.round}-${person}`,
    timestamp: new Date(plan.from + Math.floor(random() * 1000)).toISOString(),
  }));
  const { failures } = await sendBatches(plan, batchesOf(plan, events));
  return { failures };
});
