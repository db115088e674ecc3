import { describe, expect, it } from 'vitest';
import { type FakePage, fakePage, ok } from './fake-environment.js';
import type { Message } from './message.js';
import { createQueue, pause, takeBatch } from './queue.js';

const url = 'https://kindred.example/v1/batch';

function message(messageId: string, size = 1): Message {
  return { type: 'track', messageId, timestamp: '', anonymousId: 'a', event: 'x'.repeat(size), context: {} };
}

function sentIds(page: FakePage): string[] {
  return page.requests.flatMap((request) => request.body.batch.map((item) => item.messageId));
}

describe('the queue', () => {
  it('tries again with the same ids after a failure, in order', async () => {
    const page = fakePage();
    page.answers = [null, { status: 503, retryAfter: null, body: '' }, ok];
    const queue = createQueue(page.environment, url, 'kw');
    queue.add(message('1'));
    await page.pass(100);
    queue.add(message('2'));
    await page.pass(1_100);
    await page.pass(2_100);
    expect(page.requests.map((request) => request.body.batch.map((item) => item.messageId))).toEqual([
      ['1'],
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('waits as long as the server asks', async () => {
    const page = fakePage();
    page.answers = [{ status: 429, retryAfter: 20_000, body: '' }, ok];
    createQueue(page.environment, url, 'kw').add(message('1'));
    await page.pass(100);
    await page.pass(19_000);
    expect(page.requests).toHaveLength(1);
    await page.pass(1_100);
    expect(page.requests).toHaveLength(2);
  });

  it('gives up what the server can never take', async () => {
    const page = fakePage();
    page.answers = [{ status: 400, retryAfter: null, body: '' }];
    const queue = createQueue(page.environment, url, 'kw');
    queue.add(message('1'));
    await queue.flush();
    await page.pass(100_000);
    expect(page.requests).toHaveLength(1);
  });

  it('hands over what is left as a beacon when the page goes', () => {
    const page = fakePage();
    const queue = createQueue(page.environment, url, 'kw');
    queue.add(message('1'));
    page.leave();
    expect(page.beacons.flatMap((beacon) => beacon.body.batch.map((item) => item.messageId))).toEqual(['1']);
    expect(page.stored.size).toBe(0);
  });

  it('leaves to the next page what no beacon took', async () => {
    const first = fakePage();
    first.takesBeacons = false;
    createQueue(first.environment, url, 'kw').add(message('1'));
    first.leave();
    const second = fakePage(first.stored);
    createQueue(second.environment, url, 'kw');
    await second.pass(200);
    expect(sentIds(second)).toEqual(['1']);
  });

  it('splits what one request may not carry', () => {
    const many = Array.from({ length: 250 }, (_, index) => message(String(index)));
    expect(takeBatch(many)).toHaveLength(100);
    expect(takeBatch([message('a', 40_000), message('b', 40_000)])).toHaveLength(1);
    expect(takeBatch([message('a', 90_000)])).toHaveLength(1);
  });

  it('pauses longer each time, never over a minute', () => {
    expect([1, 2, 3, 10].map((attempt) => pause(attempt, 1))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(pause(1, 0)).toBe(500);
  });
});
