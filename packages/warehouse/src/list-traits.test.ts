import { afterEach, expect, it } from 'vitest';
import type { Question, Warehouse } from './contract.js';
import { openWarehouse } from './open.js';
import { temporaryDirectory } from './testing/temporary.js';

const directory = await temporaryDirectory();
afterEach(directory.remove);

const question = (value: string | number | boolean): Question => ({
  site: 1,
  audience: {
    criteria: { type: 'property', property: 'user.likes', operator: 'equals', value },
    includeGuests: true,
    includes: [],
    excludes: [],
  },
  segment: () => undefined,
  now: 0,
  calendar: { timeZone: 'UTC', weekStart: 1 },
});

async function insert(warehouse: Warehouse, id: number, likes: readonly (string | number | boolean)[] | string) {
  const row = { site: 1, id, version: 1, deleted: false, userId: null, groups: {}, firstSeen: 0, lastSeen: 0 };
  await warehouse.insert('profiles', warehouse.encode.profile({ ...row, traits: { likes } }), `profile-${id}`);
}

async function guests(warehouse: Warehouse, value: string | number | boolean): Promise<number> {
  return (await warehouse.count(question(value), { purpose: 'interactive' })).certain.guests;
}

it('counts those with a list from the first list on, and those of earlier lives of the server', async () => {
  const first = await openWarehouse({ path: directory.path });
  try {
    await insert(first, 1, 'Tea');
    expect(await guests(first, 'tea')).toBe(1);
    await insert(first, 2, ['Milk', 'Tea']);
    expect(await guests(first, 'tea')).toBe(2);
    await insert(first, 3, [1, 2]);
    await insert(first, 4, [true]);
  } finally {
    await first.close();
  }
  const second = await openWarehouse({ path: directory.path });
  try {
    expect(await Promise.all(['tea', 2, true].map((value) => guests(second, value)))).toEqual([2, 1, 1]);
  } finally {
    await second.close();
  }
});
