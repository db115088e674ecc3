import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../data/random.js';
import { HttpConnection, requestBytes } from './http-connection.js';
import { runPlan } from './plan.js';

export interface DecidePlan {
  readonly port: number;
  readonly apiKey: string;
  /** Asked about uniformly. */
  readonly visitors: number;
  readonly connections: number;
  readonly warmupSeconds: number;
  readonly seconds: number;
  /** Requests/s that leave when they are due; null: as many as there are answers (closed loop). */
  readonly rate: number | null;
  readonly seed: number;
}

export interface DecideResult {
  readonly answered: number;
  readonly failures: number;
  readonly seconds: number;
  /** Segments in all answers, to show that something was decided. */
  readonly bytes: number;
  /** From the moment a request was due, ms. */
  readonly latencies: Float64Array;
}

const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:129.0) Gecko/20100101 Firefox/129.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0',
];
const locales = ['en-US', 'de-DE', 'fr-FR', 'pt-BR', 'es-ES'];

runPlan(async (plan: DecidePlan): Promise<DecideResult> => {
  const ask = asker(plan);
  const connections = await Promise.all(Array.from({ length: plan.connections }, () => HttpConnection.open(plan.port)));
  const result = await (plan.rate === null ? closedLoop : openLoop)(plan, plan.rate ?? 0, connections, ask);
  for (const connection of connections) connection.close();
  return result;
});

/** Requests are made as they are sent: their bytes differ in who asks and from where. */
function asker(plan: DecidePlan): () => Buffer {
  const random = randomFrom(plan.seed);
  const pick = (n: number) => Math.floor(random() * n);
  const headers = { Authorization: `Bearer ${plan.apiKey}`, 'Content-Type': 'application/json' };
  return () => {
    const path = `/p/${pick(200)}`;
    const body = {
      anonymousId: `visitor-${pick(plan.visitors)}`,
      context: {
        page: {
          url: `https://shop.example${path}?utm_source=newsletter`,
          path,
          referrer: 'https://www.example.org/',
          title: 'Shop',
        },
        userAgent: agents[pick(agents.length)],
        locale: locales[pick(locales.length)],
        timezone: 'Europe/Berlin',
      },
    };
    return requestBytes('POST', '/v1/decide', headers, JSON.stringify(body));
  };
}

async function closedLoop(
  plan: DecidePlan,
  _rate: number,
  connections: readonly HttpConnection[],
  ask: () => Buffer,
): Promise<DecideResult> {
  const latencies: number[] = [];
  let failures = 0;
  let bytes = 0;
  const from = performance.now() + plan.warmupSeconds * 1000;
  const to = from + plan.seconds * 1000;
  await Promise.all(
    connections.map(async (connection) => {
      for (let sent = performance.now(); sent < to; sent = performance.now()) {
        const { status, body } = await connection.send(ask());
        if (sent < from) continue;
        latencies.push(performance.now() - sent);
        bytes += body.length;
        if (status !== 200) failures += 1;
      }
    }),
  );
  return {
    answered: latencies.length,
    failures,
    seconds: plan.seconds,
    bytes,
    latencies: Float64Array.from(latencies),
  };
}

async function openLoop(
  plan: DecidePlan,
  rate: number,
  connections: readonly HttpConnection[],
  ask: () => Buffer,
): Promise<DecideResult> {
  const latencies: number[] = [];
  const open: Promise<void>[] = [];
  let failures = 0;
  let bytes = 0;
  const warmup = rate * plan.warmupSeconds;
  const total = warmup + rate * plan.seconds;
  const started = performance.now();
  let turn = 0;
  for (let index = 0; index < total; ) {
    const until = Math.min(total, Math.floor(((performance.now() - started) * rate) / 1000) + 1);
    for (; index < until; index += 1) {
      const due = started + (index * 1000) / rate;
      const counts = index >= warmup;
      const connection = connections[turn++ % connections.length];
      if (connection === undefined) continue;
      open.push(
        connection.send(ask()).then(({ status, body }) => {
          if (!counts) return;
          latencies.push(performance.now() - due);
          bytes += body.length;
          if (status !== 200) failures += 1;
        }),
      );
    }
    await sleep(1);
  }
  await Promise.all(open);
  return {
    answered: latencies.length,
    failures,
    seconds: plan.seconds,
    bytes,
    latencies: Float64Array.from(latencies),
  };
}
