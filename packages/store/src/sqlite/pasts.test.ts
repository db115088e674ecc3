import { describe, expect, test } from 'vitest';
import { flushTo, profileRow } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

const row = (profile: number) => ({ profile, body: `{"of":${profile}}` });

describe('what was counted of pasts', () => {
  test('is kept beside the rows of profiles until a flush says that it is part of them', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.addPast(3, [row(1), row(2)]);
    await state.addPast(4, [row(1)]);
    await state.flush(flushTo(1, { profiles: [profileRow(1), profileRow(2)] }));
    expect(await state.pasts([1])).toEqual([
      { number: 3, ...row(1) },
      { number: 4, ...row(1) },
    ]);
    await state.flush(flushTo(2, { profiles: [profileRow(1)], mergedPasts: [1] }));
    expect(await state.pasts([1, 2])).toEqual([{ number: 3, ...row(2) }]);
    await state.flush(flushTo(3, { deletedProfiles: [2] }));
    expect(await state.pasts([1, 2])).toEqual([]);
  });

  test('makes members at once, and counts them', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    await first.state.addPastMembers({ set: 9, since: 50, profiles: [1, 2, 3] });
    await first.close();
    const { state } = await openForTest(directory);
    expect(await state.members(9, 0, 10)).toEqual([1, 2, 3].map((profile) => ({ profile, since: 50 })));
    expect(await state.countMembers([9])).toEqual(new Map([[9, 3]]));
    expect(await state.pasts([2])).toEqual([{ profile: 2, number: 9, body: '50' }]);
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

  test('is forgotten with the leaves and sets that it was counted for', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const profiles = Array.from({ length: 30_000 }, (_, index) => index + 1);
    await state.addPast(3, profiles.map(row));
    await state.addPast(4, [row(30_000)]);
    await state.addPastDues({ number: 3, hours: [[1, [1, 3_600_000]]] });
    await state.forgetPasts([3, 5]);
    expect(await state.pasts([1, 15_000, 30_000])).toEqual([{ number: 4, ...row(30_000) }]);
    expect(await state.pastDues(0, 9)).toEqual([]);
  });
});
