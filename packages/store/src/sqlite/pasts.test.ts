import { describe, expect, test } from 'vitest';
import { flushTo, profileRow } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

const row = (profile: number) => ({ profile, body: `{"of":${profile}}` });
const asked = (...profiles: number[]) => profiles.map((profile) => ({ profile, after: 0 }));

describe('what was counted of pasts', () => {
  test('is kept beside the rows of profiles, each in the order in which it was added', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const first = await state.addPast(3, [row(1), row(2), row(40)]);
    const second = await state.addPast(4, [row(1)]);
    const third = await state.addPast(3, [{ profile: 1, body: '{"of":"more"}' }]);
    const found = (await state.pasts(asked(40, 1, 3))).toSorted((a, b) => a.profile - b.profile);
    expect(found.map(({ profile, number, body }) => [profile, number, body])).toEqual([
      [1, 3, '{"of":1}'],
      [1, 4, '{"of":1}'],
      [1, 3, '{"of":"more"}'],
      [40, 3, '{"of":40}'],
    ]);
    expect(found.map(({ sequence }) => sequence).slice(1)).toEqual([second, third, first]);
    expect(await state.addPast(3, [])).toBe(0);
  });

  test('is given of each profile from where its row holds it', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const held = await state.addPast(3, [row(1), row(2)]);
    const later = await state.addPast(4, [row(1), row(2)]);
    const found = await state.pasts([
      { profile: 1, after: held },
      { profile: 2, after: later },
    ]);
    expect(found).toEqual([{ ...row(1), number: 4, sequence: later }]);
  });

  test('goes with its profile, and that of no other', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.addPast(3, [row(1), row(11), row(12)]);
    await state.addPast(4, [row(11)]);
    await state.flush(flushTo(1, { profiles: [profileRow(1), profileRow(11)] }));
    await state.flush(flushTo(2, { deletedProfiles: [11] }));
    expect(await state.pasts(asked(1, 11, 12))).toMatchObject([row(1), row(12)]);
    await state.flush(flushTo(3, { deletedProfiles: [1, 12] }));
    expect(await state.pasts(asked(1, 11, 12))).toEqual([]);
  });

  test('makes members at once, and counts those who were not', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    expect(await first.state.addPastMembers({ set: 9, since: 50, profiles: [1, 2] })).toMatchObject({ added: 2 });
    expect(await first.state.addPastMembers({ set: 9, since: 60, profiles: [2, 3] })).toMatchObject({ added: 1 });
    await first.close();
    const { state } = await openForTest(directory);
    expect(await state.members(9, 0, 10)).toEqual([
      { profile: 1, since: 50 },
      { profile: 2, since: 50 },
      { profile: 3, since: 60 },
    ]);
    expect(await state.countMembers([9])).toEqual(new Map([[9, 3]]));
    expect(await state.pasts(asked(3))).toMatchObject([{ profile: 3, number: 9, body: '60' }]);
  });

  test('tells when it is due, by the hour', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.addPastDues({
      number: 3,
      hours: [
        [10, [1, 36_000_005, 2, 36_000_007]],
        [12, [3, 43_200_001]],
      ],
    });
    expect(await state.pastDues(9, 11)).toEqual([
      { id: 1, dueAt: 36_000_005 },
      { id: 2, dueAt: 36_000_007 },
    ]);
    await state.forgetPastDues(12);
    expect(await state.pastDues(0, 100)).toEqual([{ id: 3, dueAt: 43_200_001 }]);
  });

  test('is forgotten with the leaves and sets that it was counted for, and its sequence never comes again', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const profiles = Array.from({ length: 30_000 }, (_, index) => index + 1);
    const last = await state.addPast(4, [row(30_000)]);
    const forgotten = await state.addPast(3, profiles.map(row));
    await state.addPastDues({ number: 3, hours: [[1, [1, 3_600_000]]] });
    await state.forgetPasts([3, 5]);
    expect(await state.pasts(asked(1, 15_000, 30_000))).toEqual([{ number: 4, sequence: last, ...row(30_000) }]);
    expect(await state.pastDues(0, 9)).toEqual([]);
    expect(await state.addPast(6, [row(1)])).toBeGreaterThan(forgotten);
  });
});
