import { type Criteria, leavesOf } from '@kindred/criteria';
import { generateWorld } from '@kindred/criteria/generate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Question, QuestionFrame, Warehouse } from './contract.js';
import { openWarehouse } from './open.js';
import { Sites } from './testing/site.js';
import { temporaryDirectory } from './testing/temporary.js';

const interactive = { purpose: 'interactive' } as const;

/** How many people two conditions have in common. */
function common(one: Uint32Array = new Uint32Array(), other: Uint32Array = one): number {
  let people = 0;
  one.forEach((word, at) => {
    for (let bits = word & (other[at] ?? 0); bits !== 0; bits &= bits - 1) people += 1;
  });
  return people;
}

describe('which people satisfy each of many conditions', () => {
  let warehouse: Warehouse;
  let remove: () => Promise<void>;
  const worlds = Array.from({ length: 4 }, (_, seed) => generateWorld(seed + 1, { count: 5, visitors: 40 }));

  beforeAll(async () => {
    const directory = await temporaryDirectory();
    remove = directory.remove;
    warehouse = await openWarehouse({ path: directory.path });
    const sites = new Sites(warehouse);
    worlds.forEach((world, index) => {
      sites.add(index + 1, world.visitors);
    });
    await sites.insert('holding');
  }, 60_000);

  afterAll(async () => {
    await warehouse.close();
    await remove();
  });

  const frame = (index: number): QuestionFrame => {
    const { now = 0, calendar = { timeZone: 'UTC', weekStart: 1 } } = worlds[index] ?? {};
    return { site: index + 1, segment: () => undefined, now, calendar };
  };

  it.each(worlds.map((world, index) => ({ world, index })))(
    'as previews count them, alone and two by two: world $index',
    async ({ world, index }) => {
      const asked = frame(index);
      const count = async (criteria: Criteria) => {
        const audience = { criteria, includeGuests: true, includes: [], excludes: [] };
        const question: Question = { ...asked, audience };
        const { certain } = await warehouse.count(question, interactive);
        return certain.known + certain.guests;
      };
      const leaves = world.criteria.flatMap(leavesOf).filter(({ type }) => type !== 'segment');
      const asking: readonly Criteria[] = [...world.criteria, ...leaves];
      const { people, sets } = await warehouse.holding(asked, asking, interactive);
      expect(people).toBe(world.visitors.length);
      expect(sets).toHaveLength(asking.length);
      for (const [at, criteria] of asking.entries()) {
        expect([criteria, common(sets[at])]).toEqual([criteria, await count(criteria)]);
        const next = (at + 1) % asking.length;
        const other = asking[next] ?? criteria;
        expect(common(sets[at], sets[next])).toBe(await count({ type: 'all', of: [criteria, other] }));
      }
    },
  );

  it('is nobody of a site without people, and refuses what depends on the request', async () => {
    const asked = { ...frame(0), site: 9_999 };
    const known: Criteria = { type: 'property', property: 'profile.known', operator: 'equals', value: true };
    expect(await warehouse.holding(asked, [known], interactive)).toEqual({ people: 0, sets: [new Uint32Array()] });
    const browser: Criteria = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    await expect(warehouse.holding(frame(0), [browser], interactive)).rejects.toMatchObject({
      code: 'invalid_criteria',
    });
  });
});
