import type { Criteria } from '@kindred/criteria';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineBench, wholesale } from '../testing/engine-bench.js';

const bought = (atLeast: number): Criteria => ({ type: 'event', event: 'Bought', count: { atLeast } });
const second = bought(3);
const people = ['ada', 'ben', 'cyd'];

let bench: EngineBench;
beforeEach(async () => {
  bench = await EngineBench.open('Europe/Berlin', undefined, wholesale);
  for (const userId of people) {
    await bench.send(bench.track({ userId }, 'Bought'), bench.track({ userId }, 'Bought'));
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  expect(bench.errors).toEqual([]);
  await bench.close();
});

/** Numbers under which anything is stored and that are not in use. */
async function leftOver(): Promise<number[]> {
  let found: number[] = [];
  await bench.restart((path) => {
    const db = new DatabaseSync(`${path}/state/state.sqlite`);
    const rows: { number: number }[] = db
      .prepare(
        `SELECT set_id AS number FROM memberships UNION SELECT set_id FROM membership_sets
         UNION SELECT number FROM past_blocks UNION SELECT number FROM past_dues UNION SELECT id FROM leaves`,
      )
      .all();
    found = rows.map(({ number }) => number);
    db.close();
  });
  const runtimes = await bench.store.definitions.segments.runtimes();
  const leaves = (await bench.store.definitions.leaves.list()).filter(({ state }) => state === 'ready');
  const used = [...runtimes.map(({ set }) => set), ...leaves.map(({ id }) => id)];
  return found.filter((number) => !used.includes(number));
}

describe('what is stored of leaves and sets that are used no longer', () => {
  it('is gone where the process was killed amid a count', async () => {
    const read = bench.warehouse.matching.bind(bench.warehouse);
    let reopen = (): Promise<void> => Promise.reject(new TypeError('It was not killed'));
    // The first set is filled by the time the second is asked for.
    vi.spyOn(bench.warehouse, 'matching').mockImplementation(async function* (question, ...rest) {
      if (question.audience.criteria === second) reopen = bench.killed();
      yield* read(question, ...rest);
    });
    // What comes while another count is under way is counted together.
    const counts = bench.holdCounts();
    await bench.define('shown', bought(1));
    await counts.begun;
    await bench.define('first', bought(2));
    await bench.define('second', second);
    counts.release();
    await bench.engine.idle();
    await reopen();
    await bench.engine.idle();
    expect(await leftOver()).toEqual([]);
    for (const id of ['shown', 'first']) expect(bench.engine.status(bench.site.id, id)).toMatchObject({ size: 3 });
    expect(await bench.differences()).toEqual([]);
  });

  /** Has the process be killed by what comes next, as it begins to drop what that leaves. */
  async function killedWhileDropping(what: () => Promise<unknown>): Promise<void> {
    const forget = bench.store.state.forgetPasts.bind(bench.store.state);
    const reopen: (() => Promise<void>)[] = [];
    vi.spyOn(bench.store.state, 'forgetPasts').mockImplementation(async (numbers) => {
      reopen.push(bench.killed());
      await forget(numbers);
    });
    await what();
    await bench.engine.idle();
    vi.restoreAllMocks();
    await reopen.at(-1)?.();
    await bench.engine.idle();
  }

  it('is gone where the process was killed after a segment went out of force', async () => {
    await bench.segment('shown', bought(1));
    await killedWhileDropping(() => bench.segment('shown', bought(1), { version: 2, active: false }));
    expect(await leftOver()).toEqual([]);
  });

  it('is gone where the process was killed after another set came to be shown', async () => {
    await bench.segment('shown', bought(1));
    await killedWhileDropping(() => bench.engine.recompute(bench.site.id));
    expect(await leftOver()).toEqual([]);
    expect(await bench.segmentsOf({ userId: 'ada' })).toEqual(['shown']);
    expect(await bench.differences()).toEqual([]);
  });

  it('is gone once a segment is out of force', async () => {
    await bench.segment('shown', bought(1));
    await bench.segment('shown', bought(1), { version: 2, active: false });
    expect(await leftOver()).toEqual([]);
  });
});
