import { sessionOf } from '../data/sessions.js';
import type { IngestPlan, IngestResult } from './ingest-result.js';
import { runPlan } from './plan.js';
import { batchesOf, sendBatches } from './send-batches.js';

runPlan(async (plan: IngestPlan): Promise<IngestResult> => {
  const batches = batchesOf(plan, eventsOf(plan));
  const { seconds, failures, latencies } = await sendBatches(plan, batches);
  return { events: (plan.people.to - plan.people.from) * 8, seconds, failures, latencies };
});

/** Sessions interleaved, a step of each at a time. */
function* eventsOf({ people, concurrentSessions, seed }: IngestPlan): Generator<unknown> {
  for (let from = people.from; from < people.to; from += concurrentSessions) {
    const to = Math.min(people.to, from + concurrentSessions);
    const sessions = Array.from({ length: to - from }, (_, index) => sessionOf(from + index, seed));
    for (let step = 0; step < 8; step += 1) for (const session of sessions) yield session[step];
  }
}
