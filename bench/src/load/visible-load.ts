import { setTimeout as sleep } from 'node:timers/promises';
import { HttpConnection, requestBytes } from './http-connection.js';
import { runPlan } from './plan.js';

export interface VisiblePlan {
  readonly port: number;
  readonly writeKey: string;
  readonly apiKey: string;
  /** Id of the segment that each visitor enters by one `Quote Requested`. */
  readonly segment: string;
  readonly rate: number;
  readonly warmupSeconds: number;
  readonly seconds: number;
  readonly connections: number;
}

export interface VisibleResult {
  readonly sent: number;
  readonly missing: number;
  readonly failures: number;
  /** From the moment an event was due to be sent to the moment its enter arrived, ms. */
  readonly latencies: Float64Array;
}

const visitorsAtOnce = 500;

/** Open loop: events leave when they are due, whether or not earlier ones were answered, so no delay hides another. */
runPlan(async (plan: VisiblePlan): Promise<VisibleResult> => {
  const due = new Map<string, number>();
  const latencies: number[] = [];
  const stop = new AbortController();
  const listening = await listen(plan, stop.signal, (messageId) => {
    const sentAt = due.get(messageId);
    if (sentAt === undefined) return;
    due.delete(messageId);
    if (sentAt > 0) latencies.push(performance.now() - sentAt);
  });
  const connections = await Promise.all(Array.from({ length: plan.connections }, () => HttpConnection.open(plan.port)));
  const headers = {
    Authorization: `Basic ${Buffer.from(`${plan.writeKey}:`).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const warmup = plan.rate * plan.warmupSeconds;
  const total = warmup + plan.rate * plan.seconds;
  let failures = 0;
  const open: Promise<void>[] = [];
  const started = performance.now();
  for (let index = 0; index < total; ) {
    const elapsed = performance.now() - started;
    const until = Math.min(total, Math.floor((elapsed * plan.rate) / 1000) + 1);
    for (; index < until; index += 1) {
      const generation = Math.floor(index / (visitorsAtOnce * 8));
      const anonymousId = `seen-${generation}-${index % visitorsAtOnce}`;
      // Each visitor is at another step of a session, so that enters are spread evenly over time.
      const last = (Math.floor(index / visitorsAtOnce) + (index % visitorsAtOnce)) % 8 === 7;
      const dueAt = started + (index * 1000) / plan.rate;
      if (last) due.set(`seen-${index}`, index < warmup ? 0 : dueAt);
      const event = {
        anonymousId,
        messageId: `seen-${index}`,
        event: last ? 'Quote Requested' : 'Product Viewed',
        properties: { category: `category-${index % 40}`, price: index % 500 },
        context: { page: { path: `/p/${index % 200}` } },
      };
      const bytes = requestBytes('POST', '/v1/track', headers, JSON.stringify(event));
      const connection = connections[index % connections.length];
      if (connection === undefined) continue;
      open.push(
        connection.send(bytes).then(({ status }) => {
          if (status !== 200) failures += 1;
        }),
      );
    }
    await sleep(1);
  }
  await Promise.all(open);
  // What comes late is late; only what never comes is missing.
  for (let waited = 0; due.size > 0 && waited < 10_000; waited += 100) await sleep(100);
  stop.abort();
  await listening.ended;
  for (const connection of connections) connection.close();
  return { sent: plan.rate * plan.seconds, missing: due.size, failures, latencies: Float64Array.from(latencies) };
});

/** Resolves once the stream is open. */
async function listen(
  plan: VisiblePlan,
  stop: AbortSignal,
  entered: (messageId: string) => void,
): Promise<{ readonly ended: Promise<void> }> {
  const response = await fetch(`http://127.0.0.1:${plan.port}/v1/stream?types=memberships&segment=${plan.segment}`, {
    headers: { authorization: `Bearer ${plan.apiKey}` },
    signal: stop,
  });
  const { body } = response;
  if (!response.ok || body === null) throw new StreamRefused(`the stream answered ${response.status}`);
  const read = async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      rest += decoder.decode(chunk, { stream: true });
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const messageId = block.includes('event: entered') ? /"cause":"event:([^"]+)"/.exec(block)?.[1] : undefined;
        if (messageId !== undefined) entered(messageId);
      }
    }
  };
  return {
    ended: read().catch((error: unknown) => {
      if (!stop.aborted) throw error;
    }),
  };
}

class StreamRefused extends Error {
  override readonly name = 'StreamRefused';
  readonly code = 'stream_refused';
}
