import { sessionOf } from '../data/sessions.js';
import { HttpConnection, requestBytes } from './http-connection.js';
import type { IngestPlan, IngestResult } from './ingest-result.js';
import { runPlan } from './plan.js';

runPlan(async (plan: IngestPlan): Promise<IngestResult> => {
  const batches = makeBatches(plan);
  const connections = await Promise.all(Array.from({ length: plan.connections }, () => HttpConnection.open(plan.port)));
  const latencies = new Float64Array(batches.length);
  let next = 0;
  let failures = 0;
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (next < batches.length) {
        const index = next++;
        const bytes = batches[index];
        if (bytes === undefined) return;
        const sent = performance.now();
        const { status, body } = await connection.send(bytes);
        latencies[index] = performance.now() - sent;
        if (status !== 200 || body.includes('"rejected":[{')) failures += 1;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  for (const connection of connections) connection.close();
  return { events: (plan.people.to - plan.people.from) * 8, seconds, failures, latencies };
});

function makeBatches(plan: IngestPlan): Buffer[] {
  const headers = {
    Authorization: `Basic ${Buffer.from(`${plan.writeKey}:`).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const batches: Buffer[] = [];
  let batch: unknown[] = [];
  const flush = () => {
    if (batch.length === 0) return;
    batches.push(requestBytes('POST', '/v1/batch', headers, JSON.stringify({ batch })));
    batch = [];
  };
  for (let from = plan.people.from; from < plan.people.to; from += plan.concurrentSessions) {
    const to = Math.min(plan.people.to, from + plan.concurrentSessions);
    const sessions = Array.from({ length: to - from }, (_, index) => sessionOf(from + index, plan.seed));
    for (let step = 0; step < 8; step += 1) {
      for (const session of sessions) {
        batch.push(session[step]);
        if (batch.length === plan.batch) flush();
      }
    }
  }
  flush();
  return batches;
}
