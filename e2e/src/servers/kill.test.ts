import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type RunningProduct, runProduct } from '@kindred/cli/testing';
import { afterAll, expect, test } from 'vitest';
import { AcknowledgedLoad, type Event } from '../acknowledged-load.js';
import { ask, askAll, eventually, type SegmentAnswer } from '../answers.js';

const rounds = 28;
const visitors = 6000;
const mostPings = 12;
const dataDir = mkdtempSync(join(tmpdir(), 'kindred-kill-'));
let product: RunningProduct | undefined;

afterAll(async () => {
  await product?.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Every fourth round dies between the warehouse's insert and the removal from the outbox. */
const failpoints = ['', ':events', ':events@2', ':memberships'].map((which) => ({
  KINDRED_FAILPOINT: `after-warehouse-insert${which}`,
}));

test(
  'an acknowledged event is never lost and counts once, however often the server is killed',
  async () => {
    const port = await freePort();
    const counts = Array.from({ length: visitors }, (_, visitor) => 1 + (visitor % mostPings));
    const load = new AcknowledgedLoad(`http://127.0.0.1:${port}`, pings(counts), 10);
    let diedByThemselves = 0;
    let amidLoad = 0;

    for (let round = 0; round < rounds; round += 1) {
      const failing = round % 4 === 3;
      try {
        product = await runProduct({
          port,
          dataDir,
          env: failing ? failpoints[((round - 3) / 4) % failpoints.length] : {},
        });
      } catch (error) {
        // What the last round left in the outbox is forwarded at once, and the failpoint strikes before the first answer.
        if (!failing) throw error;
        diedByThemselves += 1;
        continue;
      }
      if (round === 0) {
        await countPings(product, 'early');
        await untilReady(product);
      }
      // These count their past while the server is killed again and again.
      if (round === rounds / 2) await countPings(product, 'late');
      // A share of the load for each round, so that it does not end before the rounds do.
      const target = Math.floor((load.total * (round + 1)) / (rounds + 10));
      load.resume(4, target);
      const dead = product.ended.then(() => 'dead' as const);
      while (load.acknowledged < target) {
        if ((await Promise.race([dead, sleep(5)])) === 'dead') break;
      }
      if (failing) {
        if ((await Promise.race([dead, sleep(10_000)])) === 'dead') diedByThemselves += 1;
      } else await sleep((round * 7) % 40);
      if (!load.done) amidLoad += 1;
      await product.kill();
      await load.pause();
    }
    expect(load.refused).toBeNull();
    expect(amidLoad).toBeGreaterThanOrEqual(20);
    expect(diedByThemselves).toBe(rounds / 4);

    product = await runProduct({ port, dataDir });
    load.resume(4);
    const running = product;
    await eventually('every event acknowledged', async () => load.done, 60_000);
    await load.pause();
    expect(load.refused).toBeNull();

    await untilReady(running);
    await expectLiveCounts(running, counts, 'early');
    await expectLiveCounts(running, counts, 'late');
    await expectWarehouseCounts(running, counts);
    const { differences } = await ask<{ differences: number }>(running, 'POST', '/v1/verify', {});
    expect(differences).toBe(0);
  },
  15 * 60_000,
);

/** `counts[v]`: how many visitor v sends in all; round by round, so that every visitor's are spread over the whole run. */
function pings(counts: readonly number[]): Event[] {
  return Array.from({ length: Math.max(...counts) }, (_, round) =>
    counts.flatMap((count, visitor) =>
      round >= count
        ? []
        : {
            type: 'track',
            event: 'Ping',
            anonymousId: `visitor-${visitor}`,
            messageId: `ping-${visitor}-${round}`,
            properties: { round },
          },
    ),
  ).flat();
}

/** One segment for each number of pings, so that a visitor's memberships tell exactly how many were counted. */
async function countPings(running: RunningProduct, prefix: string): Promise<void> {
  for (let count = 1; count <= mostPings + 1; count += 1) {
    await running.call('POST', '/v1/segments', {
      key: `${prefix}-${count}`,
      name: { en: `Pinged at least ${count} times` },
      criteria: pinged(count),
      includeGuests: true,
      active: true,
    });
  }
}

const pinged = (count: number) => ({ type: 'event', event: 'Ping', count: { atLeast: count } });

async function untilReady(running: RunningProduct): Promise<void> {
  await eventually(
    'all segments ready',
    async () => {
      const segments = await askAll<SegmentAnswer>(running, '/v1/segments');
      return segments.every((segment) => segment.state === 'ready');
    },
    120_000,
  );
}

async function expectLiveCounts(running: RunningProduct, counts: readonly number[], prefix: string): Promise<void> {
  const segments = await askAll<SegmentAnswer>(running, '/v1/segments');
  for (let count = 1; count <= mostPings + 1; count += 1) {
    const segment = segments.find((one) => one.key === `${prefix}-${count}`);
    const members = await askAll<{ anonymousIds: readonly string[] }>(running, `/v1/segments/${segment?.id}/members`);
    const expected = counts.flatMap((pings, visitor) => (pings >= count ? [`visitor-${visitor}`] : []));
    expect(members.flatMap((member) => member.anonymousIds).sort(), `${prefix}-${count}`).toEqual(expected.sort());
  }
}

async function expectWarehouseCounts(running: RunningProduct, counts: readonly number[]): Promise<void> {
  for (let count = 1; count <= mostPings + 1; count += 1) {
    const counted = await eventually(`the warehouse up to date for ${count}`, async () => {
      const answer = await ask<{ certain: { total: number }; complete: boolean }>(running, 'POST', '/v1/preview', {
        criteria: pinged(count),
        includeGuests: true,
      });
      return answer.complete ? answer : null;
    });
    expect(counted.certain.total, `at least ${count} in SQL`).toBe(counts.filter((pings) => pings >= count).length);
  }
  for (const visitor of [0, 1, mostPings - 1, visitors - 1]) {
    const profile = await ask<{ id: string }>(running, 'GET', `/v1/profiles/lookup?anonymousId=visitor-${visitor}`);
    const events = await askAll<{ messageId: string }>(running, `/v1/profiles/${profile.id}/events`);
    const expected = Array.from({ length: counts[visitor] ?? 0 }, (_, round) => `ping-${visitor}-${round}`);
    expect(events.map((event) => event.messageId).sort()).toEqual(expected.sort());
  }
}
