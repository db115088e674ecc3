import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startSimulator } from './simulator.js';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Received {
  readonly writeKey: string;
  readonly batch: readonly { readonly type: string; readonly timestamp: string; readonly messageId: string }[];
}

/** Answers as Kindred's ingestion does, after `refusals` times of being away. */
async function ingestion(received: Received[], refusals: number): Promise<string> {
  let left = refusals;
  const made = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (left > 0) {
      left -= 1;
      response.writeHead(503).end();
      return;
    }
    received.push(JSON.parse(Buffer.concat(parts).toString()));
    response.end('{"success":true}');
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const address = made.address();
  if (address === null || typeof address === 'string') return expect.fail('no port');
  return `http://127.0.0.1:${address.port}`;
}

describe('the simulator', () => {
  it('keeps visitors browsing over HTTP until it is told to stop, and survives a server that is away', async () => {
    const received: Received[] = [];
    const url = await ingestion(received, 1);
    const stop = new AbortController();
    const running = startSimulator({ url, writeKey: 'kw_1', visitors: 4, people: 100, pace: 200, signal: stop.signal });
    await expect.poll(() => received.length, { timeout: 8_000 }).toBeGreaterThan(20);
    stop.abort();
    await running;
    const after = received.length;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received.length).toBe(after);
    expect(received.every((body) => body.writeKey === 'kw_1' && body.batch.length === 1)).toBe(true);
    const ids = received.flatMap((body) => body.batch.map((call) => call.messageId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(received.some((body) => body.batch[0]?.type === 'page')).toBe(true);
  });

  it('stops at once when it is stopped before it began', async () => {
    const stop = new AbortController();
    stop.abort();
    await startSimulator({ url: 'http://127.0.0.1:9', writeKey: 'kw_1', people: 50, signal: stop.signal });
  });
});
