import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';

const visited = { type: 'event', event: 'Visited', count: { atLeast: 1 } };
const lately = { ...visited, window: { rolling: { amount: 1, unit: 'hours' } } };

describe('an answer about now', () => {
  let test: TestServer;
  let [segment, other] = [{ id: '' }, { id: '' }];
  let [people, begun] = [0, 0];
  const instants: [string, string, number][] = [];

  beforeAll(async () => {
    test = await TestServer.start();
    segment = await test.segment('visitors', visited);
    other = await test.segment('lately', lately);
  });
  afterAll(() => test.stop());

  const visit = () => test.send({ type: 'track', userId: `p${people++}`, event: 'Visited' });
  const get = async (path: string) => {
    const { status, text, body } = await test.get(path);
    expect(status, text).toBe(200);
    return body;
  };
  const sizeAt = async (at: string) => (await get(`/v1/segments/${segment.id}/history/members?at=${at}&limit=1`)).size;
  const exported = async () => {
    const asked = await test.post(`/v1/segments/${segment.id}/exports`, {});
    const run = () => get(`/v1/export-runs/${asked.body.id}`);
    await until(async () => (await run()).state === 'done');
    const file = await test.get(`/v1/export-runs/${asked.body.id}/file`);
    return { asOf: (await run()).asOf, lines: file.text.trimEnd().split('\n').length - 1 };
  };

  it('names an instant that has the same answer when it is asked about later, whatever comes meanwhile', async () => {
    let stopped = false;
    const traffic = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        begun += 1;
        await visit();
      }
    });
    await until(() => begun > 40);
    for (let round = 0; round < 5; round += 1) {
      const known = people;
      const members = await get(`/v1/segments/${segment.id}/history/members?limit=1`);
      const overlap = await get(`/v1/segments/overlap?segments=${segment.id},${other.id}`);
      const growth = await get(`/v1/segments/${segment.id}/history/growth?by=day&from=2026-01-01`);
      const file = await exported();
      for (const { complete } of [members, overlap, growth]) expect(complete).toBe(true);
      // Who was let in before the question is part of its answer; four were on their way.
      expect(members.size).toBeGreaterThanOrEqual(known - 4);
      instants.push(
        ['members', members.at, members.size],
        ['overlap', overlap.at, overlap.segments[0].size],
        ['growth', growth.asOf, growth.buckets.at(-1).size],
        ['export', file.asOf, file.lines],
      );
    }
    stopped = true;
    await Promise.all(traffic);
    await get(`/v1/segments/${segment.id}/history/members?limit=1`);
    const later = [];
    for (const [what, at] of instants) later.push([what, at, await sizeAt(at)]);
    expect(later).toEqual(instants);
  });
});

describe('an answer about now, on a clock that stands', () => {
  it('does not have what happens later in the same millisecond', async () => {
    const now = Date.parse('2026-03-10T07:30:00Z');
    const test = await TestServer.start({ clock: () => now });
    try {
      const segment = await test.segment('visitors', visited);
      const path = `/v1/segments/${segment.id}/history/members`;
      await test.send({ type: 'track', userId: 'ana', event: 'Visited' });
      const first = (await test.get(path)).body;
      await test.send({ type: 'track', userId: 'ben', event: 'Visited' });
      const second = (await test.get(path)).body;
      expect([first.size, second.size]).toEqual([1, 2]);
      expect((await test.get(`${path}?at=${first.at}`)).body.size).toBe(1);
      expect(Date.parse(second.at)).toBeGreaterThan(Date.parse(first.at));
    } finally {
      await test.stop();
    }
  });
});
