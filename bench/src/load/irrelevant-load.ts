import { randomFrom } from '../data/random.js';
import { runPlan } from './plan.js';
import { batchesOf, type Sending, sendBatches } from './send-batches.js';

export interface IrrelevantPlan extends Sending {
  readonly round: number;
  readonly people: number;
  readonly events: number;
  /** Different articles that are viewed. */
  readonly articles: number;
}

export interface IrrelevantResult {
  readonly rate: number;
  readonly failures: number;
}

export function isIrrelevantResult(value: unknown): value is IrrelevantResult {
  return typeof value === 'object' && value !== null && 'rate' in value && 'failures' in value;
}

runPlan(async (plan: IrrelevantPlan): Promise<IrrelevantResult> => {
  const random = randomFrom(plan.round + 1);
  const events = Array.from({ length: plan.events }, (_, index) => ({
    type: 'track',
    event: 'Article Viewed',
    anonymousId: `reader-${Math.floor(random() * plan.people)}`,
    messageId: `read-${plan.round}-${index}`,
    properties: { article: `article-${Math.floor(random() * plan.articles)}`, seconds: Math.floor(random() * 300) },
  }));
  const { seconds, failures } = await sendBatches(plan, batchesOf(plan, events));
  return { rate: plan.events / seconds, failures };
});
