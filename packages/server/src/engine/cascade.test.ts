import type { Criteria } from '@kindred/criteria';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { MembershipEvent } from './contract.js';

const orders = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });
const inside = (segment: string): Criteria => ({ type: 'segment', segment });
const depth = 8;

describe('segments of segments', () => {
  let bench: EngineBench;
  const changes: MembershipEvent[] = [];

  beforeAll(async () => {
    bench = await EngineBench.open();
    // A chain above one condition, its opposite, and one that holds between the two only.
    await bench.segment('level-0', orders(3));
    for (let level = 1; level <= depth; level++) await bench.segment(`level-${level}`, inside(`level-${level - 1}`));
    await bench.segment('none', { type: 'not', of: inside(`level-${depth}`) });
    await bench.segment('torn', {
      type: 'all',
      of: [inside('level-0'), { type: 'not', of: inside(`level-${depth}`) }],
    });
    bench.engine.onChange((change) => changes.push(change));
  });
  afterAll(async () => {
    expect(bench.errors).toEqual([]);
    expect(await bench.differences()).toEqual([]);
    await bench.close();
  });

  const expected = (is: boolean): string[] =>
    is ? Array.from({ length: depth + 1 }, (_, level) => `level-${level}`) : ['none'];

  it('change together: no read between two moments sees one without the other', async () => {
    const seen = new Set<string>();
    let reading = true;
    const people = ['a', 'b', 'c'];
    const reader = async (): Promise<void> => {
      while (reading) {
        for (const userId of people) {
          const id = await bench.profileOf({ userId });
          if (id > 0) seen.add(JSON.stringify(await bench.segmentsOf({ userId })));
          const { segments } = await bench.engine.decide(bench.site.id, { userId }, {});
          if (segments.length > 0) seen.add(JSON.stringify([...segments].sort()));
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const readers = [reader(), reader()];
    for (let order = 0; order < 4; order++) {
      await Promise.all(people.map((userId) => bench.send(bench.track({ userId }, 'Order'))));
    }
    // Back again by a correction: one event less is below three orders once two are gone.
    const wrong = [bench.track({ userId: 'd' }, 'Order'), bench.track({ userId: 'd' }, 'Order')];
    await bench.send(...wrong, bench.track({ userId: 'd' }, 'Order'));
    people.push('d');
    for (const { messageId } of wrong) await bench.engine.eraseEvent(bench.site.id, messageId, 'test');
    reading = false;
    await Promise.all(readers);
    expect([...seen].sort()).toEqual([JSON.stringify(expected(false)), JSON.stringify(expected(true))].sort());
  });

  it('are told of at one instant, with one cause', () => {
    const byMoment = new Map<string, MembershipEvent[]>();
    for (const change of changes) {
      const moment = `${change.profile} ${change.at} ${change.cause}`;
      byMoment.set(moment, [...(byMoment.get(moment) ?? []), change]);
    }
    for (const [moment, told] of byMoment) {
      const levels = told.filter(({ segment }) => segment.startsWith('level'));
      if (levels.length === 0) continue;
      expect(levels.map(({ segment }) => segment).sort(), moment).toEqual(expected(true));
      expect(new Set(levels.map(({ kind }) => kind)).size).toBe(1);
      expect(told.filter(({ segment }) => segment === 'none')).toHaveLength(1);
    }
    expect(changes.some(({ segment }) => segment === 'torn')).toBe(false);
  });

  it('are stored in one transaction', async () => {
    const levels = await Promise.all(
      Array.from({ length: depth + 1 }, (_, level) => bench.engine.members(bench.site.id, `level-${level}`, 0, 100)),
    );
    for (const rows of levels) expect(rows).toEqual(levels[0]);
    expect(levels[0]).toHaveLength(3);
    expect(await bench.engine.members(bench.site.id, 'torn', 0, 100)).toEqual([]);
  });

  it('go by names before criteria at each level', async () => {
    const [a, d] = await Promise.all(['a', 'd'].map((userId) => bench.profileOf({ userId })));
    await bench.segment('level-0', orders(3), { version: 2, includes: [d ?? 0], excludes: [a ?? 0] });
    expect(await bench.segmentsOf({ userId: 'a' })).toEqual(expected(false));
    expect(await bench.segmentsOf({ userId: 'd' })).toEqual(expected(true));
  });
});
