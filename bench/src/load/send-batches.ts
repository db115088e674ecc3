import { HttpConnection, requestBytes } from './http-connection.js';

export interface Sending {
  readonly port: number;
  readonly writeKey: string;
  readonly connections: number;
  /** Events a request. */
  readonly batch: number;
}

export interface Sent {
  readonly seconds: number;
  readonly failures: number;
  /** Of each batch, ms. */
  readonly latencies: Float64Array;
}

/** Batches as whole requests, made before anything is measured. */
export function batchesOf(sending: Sending, events: Iterable<unknown>): Buffer[] {
  const headers = {
    Authorization: `Basic ${Buffer.from(`${sending.writeKey}:`).toString('base64')}`,
    'Content-Type': 'application/json',
  };
  const batches: Buffer[] = [];
  let batch: unknown[] = [];
  const flush = () => {
    if (batch.length === 0) return;
    batches.push(requestBytes('POST', '/v1/batch', headers, JSON.stringify({ batch })));
    batch = [];
  };
  for (const event of events) {
    batch.push(event);
    if (batch.length === sending.batch) flush();
  }
  flush();
  return batches;
}

/** Sends batches as fast as they are answered, each connection one at a time. */
export async function sendBatches({ port, connections }: Sending, batches: readonly Buffer[]): Promise<Sent> {
  const open = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(port)));
  const latencies = new Float64Array(batches.length);
  let next = 0;
  let failures = 0;
  const started = performance.now();
  await Promise.all(
    open.map(async (connection) => {
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
  for (const connection of open) connection.close();
  return { seconds, failures, latencies };
}
