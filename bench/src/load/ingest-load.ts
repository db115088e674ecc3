import { randomUUID } from 'node:crypto';
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
function* eventsOf({ people, concurrentSessions, seed, spreadOver }: IngestPlan): Generator<unknown> {
  for (let from = people.from; from < people.to; from += concurrentSessions) {
    const to = Math.min(people.to, from + concurrentSessions);
    const sessions = Array.from({ length: to - from }, (_, index) =>
      spreadOver === undefined ? sessionOf(from + index, seed) : spread(from + index, seed, spreadOver),
    );
    for (let step = 0; step < 8; step += 1) for (const session of sessions) yield session[step];
  }
}

/** Far from each other among all visitors, so that no two are neighbours in any table. */
const stride = 7_919;

function spread(person: number, seed: number, visitors: number): readonly Record<string, unknown>[] {
  return sessionOf((person * stride) % visitors, seed).map((event) => ({ ...event, messageId: randomUUID() }));
}
