import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import { WarehouseBehindError } from './recount/recount-run.js';

const did = (event: string): Criteria => ({ type: 'event', event, count: { atLeast: 1 } });
const ofGold: Criteria = { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' };

let bench: EngineBench;
beforeEach(async () => {
  bench = await EngineBench.open('Europe/Berlin', undefined, { comparedAtOnce: 2 });
});
afterEach(() => bench.close());

const identify = (userId: string, plan: string): Promise<void> =>
  bench.send(bench.event({ type: 'identify', userId, traits: { plan } }));

/** Has each question to SQL about members wait until it is let go; gives them in the order in which they come. */
function holdQuestions(): { next(): Promise<() => void> } {
  const coming: (() => void)[] = [];
  let arrived = (): void => undefined;
  const read = bench.warehouse.matching.bind(bench.warehouse);
  bench.warehouse.matching = async function* (...asked) {
    await new Promise<void>((letGo) => {
      coming.push(letGo);
      arrived();
    });
    yield* read(...asked);
  };
  return {
    async next() {
      while (coming.length === 0) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      return coming.shift() ?? (() => undefined);
    },
  };
}

describe('comparing members with SQL', () => {
  it('goes by parts, each at its own instant, between which what happens is forwarded', async () => {
    await bench.segment('first', did('First'));
    await bench.segment('second', did('Second'));
    await bench.send(...['ada', 'ben'].map((userId) => bench.track({ userId }, 'First')));
    await bench.send(bench.track({ userId: 'ada' }, 'Second'));
    const questions = holdQuestions();
    const comparing = bench.engine.verify(bench.site.id);
    const letGo = await questions.next();
    const begun = bench.now;
    bench.now += 1_000;
    await bench.send(bench.track({ userId: 'ben' }, 'Second'));
    letGo();
    (await questions.next())();
    expect(await comparing).toEqual([
      { segment: 'first', members: 2, missing: [], extra: [], approximate: [], asOf: begun },
      { segment: 'second', members: 2, missing: [], extra: [], approximate: [], asOf: bench.now },
    ]);
  });

  it('finds no difference in what changes while it goes on, however many compare', async () => {
    await bench.segment('gold', ofGold);
    await identify('ada', 'gold');
    const questions = holdQuestions();
    const comparing = [bench.engine.verify(bench.site.id), bench.engine.verify(bench.site.id)];
    const [first, second] = [await questions.next(), await questions.next()];
    await identify('ada', 'silver');
    first();
    await Promise.race(comparing);
    // What comes now is not forwarded until the other has ended.
    expect((await bench.engine.settle(300)).complete).toBe(false);
    second();
    for (const results of await Promise.all(comparing)) {
      expect(results).toMatchObject([{ segment: 'gold', members: 1, missing: [], extra: [] }]);
    }
    expect((await bench.engine.settle(10_000)).complete).toBe(true);
  });

  it('keeps nothing from the warehouse after it failed', async () => {
    await bench.segment('gold', ofGold);
    await identify('ada', 'gold');
    const read = vi.spyOn(bench.store.state, 'members').mockRejectedValueOnce(new TypeError('It cannot be read'));
    onTestFinished(() => read.mockRestore());
    await expect(bench.engine.verify(bench.site.id)).rejects.toThrow('It cannot be read');
    await identify('ben', 'gold');
    expect((await bench.engine.settle(10_000)).complete).toBe(true);
    expect(await bench.differences()).toEqual([]);
  });

  it('says that the warehouse is behind, rather than compare with what it has', async () => {
    await bench.segment('gold', ofGold);
    expect(await bench.differences()).toEqual([]);
    const insert = vi.spyOn(bench.warehouse, 'insert').mockRejectedValue(new TypeError('It is down'));
    await identify('ada', 'gold');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    let failure: unknown = null;
    void bench.engine.verify(bench.site.id).catch((error: unknown) => {
      failure = error;
    });
    for (const end = performance.now() + 10_000; failure === null && performance.now() < end; ) {
      await vi.advanceTimersByTimeAsync(60_000);
      await nextTurn();
    }
    expect(failure).toBeInstanceOf(WarehouseBehindError);
    expect(failure).toMatchObject({ code: 'warehouse_behind' });
    insert.mockRestore();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(await bench.differences()).toEqual([]);
  });
});
