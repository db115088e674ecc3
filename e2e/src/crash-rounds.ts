import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, type RunningProduct, runProduct } from '@kindred/cli/testing';
import { AcknowledgedLoad, type Event } from './acknowledged-load.js';
import { ask, askAll, eventually, type SegmentAnswer } from './answers.js';
import { beginCorrections, correctionsOf, finishCorrections, pingsAfter } from './crash-corrections.js';
import { ToldMembers } from './crash-told.js';
import { type CrashVisitor, crashRound, crashSegments, mostPings } from './crash-world.js';

export interface CrashResult {
  rounds: number;
  /** Acknowledged events that live state or the warehouse does not count, and members of whom nobody was told. */
  lost: number;
  /** Events that one of them counts once more than they were sent, and enters without a member. */
  doubled: number;
  /** Members by live state and not by SQL, or the reverse, over all segments and rounds. */
  differences: number;
}

export interface CrashOptions {
  readonly dataDir: string;
  readonly rounds: number;
  /** In [0, 1), from a seed that the caller can print. */
  readonly random: () => number;
  readonly visitors?: number;
  readonly tell?: (line: string) => void;
}

/** Where a round may die by itself: between the warehouse's insert and the removal from the outbox. */
const failpoints = ['', ':events', ':events@2', ':memberships'];
const editEvery = 10;
/** Key of the segment that refers to the one that runs. */
const following = 'following-batch';
/** Key of the one that is edited in each round. */
const changing = 'changing';
/** What time alone changes may change between two questions. */
const timed: ReadonlySet<string> = new Set(['carts-lately', 'carts-in-the-past', 'left-the-cart', 'spent']);

/**
 * Kills the server at a random instant amid load, erasures and partings, starts it again, has everything acknowledged and compares: how often
 * each event counts in live state and in the warehouse, and live membership with SQL for every segment.
 */
export async function crashRounds({
  dataDir,
  rounds,
  random,
  visitors = 60,
  tell,
}: CrashOptions): Promise<CrashResult> {
  const port = await freePort();
  const result: CrashResult = { rounds: 0, lost: 0, doubled: 0, differences: 0 };
  const expected = { pings: 0, sizes: new Array<number>(mostPings).fill(0) };
  const expect = (pings: readonly number[], by: 1 | -1): void => {
    for (const count of pings) {
      expected.pings += by * count;
      for (let least = 1; least <= count; least += 1) {
        expected.sizes[least - 1] = (expected.sizes[least - 1] ?? 0) + by;
      }
    }
  };
  let before: readonly CrashVisitor[] = [];
  let product = await runProduct({ port, dataDir });
  try {
    for (const { key, criteria } of crashSegments()) await createSegment(product, key, criteria);
    const batch = await createBatch(product);
    const changed = await createChanging(product);
    const told = new ToldMembers();
    await untilReady(product);
    for (let round = 0; round < rounds; round += 1) {
      const { events, visitors: present } = crashRound(round, visitors, Date.now(), random);
      const corrections = correctionsOf(before, random);
      expect(
        before.map(({ pings }) => pings.length),
        -1,
      );
      expect(pingsAfter(before, corrections), 1);
      expect(
        present.map(({ pings }) => pings.length),
        1,
      );
      const load = new AcknowledgedLoad(product.url, events, 1 + Math.floor(random() * 12));
      load.resume(3);
      // A segment that counts the past while the server dies.
      if (round % editEvery === 1) await edited(product, round, random).catch(() => undefined);
      // One that others refer to is edited, and counted anew with them.
      const editing = change(product, changed, random).catch(() => undefined);
      const correcting = beginCorrections(product, corrections);
      // A run of a batch segment, and of what follows it, while the server dies.
      const recomputing = recompute(product, batch).catch(() => undefined);
      await Promise.race([product.ended, sleep(Math.floor(random() * 250))]);
      await product.kill();
      await Promise.all([load.pause(), correcting, editing, recomputing]);
      product = await restarted(port, dataDir, random);
      await allAcknowledged(product, load, events);
      await finishCorrections(product, corrections);
      before = present;
      await recompute(product, batch);
      await untilReady(product);
      await compare(product, expected, result, batch, told);
      result.rounds += 1;
      tell?.(
        `round ${round + 1} of ${rounds}: ${expected.pings.toLocaleString('en')} pings, ${JSON.stringify(result)}`,
      );
    }
    return result;
  } finally {
    await product.kill();
  }
}

/** One start in eight is with a failpoint, and dies as soon as it forwards; the next one is without. */
async function restarted(port: number, dataDir: string, random: () => number): Promise<RunningProduct> {
  if (random() < 0.125) {
    const failpoint = `after-warehouse-insert${failpoints[Math.floor(random() * failpoints.length)]}`;
    try {
      const failing = await runProduct({ port, dataDir, env: { KINDRED_FAILPOINT: failpoint } });
      await Promise.race([failing.ended, sleep(300)]);
      await failing.kill();
    } catch {
      // It died of its failpoint before its first answer.
    }
  }
  return runProduct({ port, dataDir });
}

async function allAcknowledged(
  product: RunningProduct,
  load: AcknowledgedLoad,
  events: readonly Event[],
): Promise<void> {
  load.resume(3);
  await eventually(`${events.length} events acknowledged`, async () => load.done || load.refused !== null, 60_000);
  await load.pause();
  if (load.refused !== null) throw new EventsRefused(`the server refused events: ${load.refused.slice(0, 500)}`);
  await untilReady(product);
}

async function compare(
  product: RunningProduct,
  expected: { readonly pings: number; readonly sizes: readonly number[] },
  result: CrashResult,
  batch: string,
  told: ToldMembers,
): Promise<void> {
  const segments = await askAll<SegmentAnswer>(product, '/v1/segments');
  const everPinged = segments.find(({ key }) => key === 'pings-1')?.size ?? 0;
  const known = segments.filter(({ id, key }) => id === batch || key === following).map(({ size }) => size ?? 0);
  result.lost += known.reduce((sum, size) => sum + Math.max(0, everPinged - size), 0);
  result.doubled += known.reduce((sum, size) => sum + Math.max(0, size - everPinged), 0);
  for (const [index, size] of expected.sizes.entries()) {
    const live = segments.find((one) => one.key === `pings-${index + 1}`)?.size ?? 0;
    result.lost += Math.max(0, size - live);
    result.doubled += Math.max(0, live - size);
  }
  const untold = await told.compare(
    product,
    segments.filter(({ key }) => !timed.has(key)),
  );
  result.lost += untold.lost;
  result.doubled += untold.doubled;
  const { differences } = await ask<{ differences: number }>(product, 'POST', '/v1/verify', {});
  result.differences += differences;
  // After the comparison, which waits until the warehouse has everything.
  const names = await ask<{ items: { name: string; count: number }[] }>(product, 'GET', '/v1/event-names');
  const stored = names.items.find(({ name }) => name === 'Ping')?.count ?? 0;
  result.lost += Math.max(0, expected.pings - stored);
  result.doubled += Math.max(0, stored - expected.pings);
}

async function edited(product: RunningProduct, round: number, random: () => number): Promise<void> {
  const criteria = {
    type: 'all',
    of: [
      { type: 'event', event: 'Ping', count: { atLeast: 1 + Math.floor(random() * mostPings) } },
      {
        type: 'event',
        event: 'Order',
        where: {
          type: 'property',
          property: 'properties.amount',
          operator: 'atLeast',
          value: Math.floor(random() * 100),
        },
        count: { atLeast: 1 },
      },
    ],
  };
  await createSegment(product, `counted-${round}`, criteria);
}

/** Whoever pinged, by runs alone, and a live segment that follows it; gives the id of the first. */
async function createBatch(product: RunningProduct): Promise<string> {
  const { id } = await createSegment(product, 'batch', pinged(1), {
    schedule: { every: { amount: 30, unit: 'days' } },
  });
  await createSegment(product, following, { type: 'segment', segment: id });
  return id;
}

/** Whoever pinged a number of times that changes, one that refers to it, and one that refers to that. */
async function createChanging(product: RunningProduct): Promise<string> {
  const { id } = await createSegment(product, changing, pinged(1));
  const of = [
    { type: 'segment', segment: id },
    { type: 'event', event: 'Order', count: { atLeast: 1 } },
  ];
  const second = await createSegment(product, 'refers-to-changing', { type: 'all', of });
  await createSegment(product, 'refers-to-that', { type: 'not', of: { type: 'segment', segment: second.id } });
  return id;
}

async function change(product: RunningProduct, segment: string, random: () => number): Promise<void> {
  const criteria = pinged(1 + Math.floor(random() * mostPings));
  const definition = { key: changing, name: { en: changing }, criteria, includeGuests: true, active: true };
  await product.call('PUT', `/v1/segments/${segment}`, definition);
}

const pinged = (times: number) => ({ type: 'event', event: 'Ping', count: { atLeast: times } });

async function recompute(product: RunningProduct, segment: string): Promise<void> {
  await product.call('POST', `/v1/segments/${segment}/recompute`, {});
}

async function createSegment(
  product: RunningProduct,
  key: string,
  criteria: unknown,
  more: object = {},
): Promise<{ readonly id: string }> {
  const definition = { key, name: { en: key }, criteria, includeGuests: true, active: true, ...more };
  return ask(product, 'POST', '/v1/segments', definition);
}

async function untilReady(product: RunningProduct): Promise<void> {
  await eventually(
    'all segments ready',
    async () => (await askAll<SegmentAnswer>(product, '/v1/segments')).every(({ state }) => state === 'ready'),
    120_000,
  );
}

class EventsRefused extends Error {
  override readonly name = 'EventsRefused';
}
