import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play, worldsInOrder } from '../testing/agreement.js';
import { EngineBench, wholesale } from '../testing/engine-bench.js';

const seed = Number(process.env.KINDRED_SEED ?? Math.floor(Math.random() * 1e9));

/** The predicate over the whole history, the live state and SQL must agree on every visitor. */
describe.each([
  { site: 'small', sizes: {}, first: seed },
  { site: 'large', sizes: wholesale, first: seed + 1_000 },
])(`agreement of live state, predicate and SQL on a $site site (seed ${seed})`, ({ sizes, first }) => {
  let bench: EngineBench;

  beforeAll(async () => {
    bench = await EngineBench.open('UTC', Date.UTC(2020, 0), sizes);
  });

  afterAll(async () => {
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  for (const { number, world } of worldsInOrder(first, 9, { count: 6, visitors: 14, events: 10, accounts: 2 })) {
    it(`holds in world ${number}`, async () => {
      expect((await play(bench, world(), number)).disagreements).toEqual([]);
    });
  }
});
