import { describe, expect, test } from 'vitest';
import type { ChangeRow } from '../contract.js';
import { flushTo, identityRow, profileRow } from '../testing/rows.js';
import { openForTest, temporaryDirectory } from '../testing/temporary-directory.js';

describe('a flush', () => {
  test('moves everything to its checkpoint, durably', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    expect(await first.state.checkpoint()).toEqual({ position: 0, nextIdentity: 1, nextNumber: 1, clock: 0 });
    await first.state.flush(
      flushTo(5, { profiles: [profileRow(1)], outbox: [{ table: 'events', body: Buffer.from('{}'), rows: 1 }] }),
    );
    await first.close();
    const { state } = await openForTest(directory);
    expect(await state.checkpoint()).toEqual({ position: 5, nextIdentity: 1_000, nextNumber: 1_000, clock: 5 });
    expect(await state.profiles([1])).toEqual([profileRow(1)]);
  });

  test('that goes behind the checkpoint is refused whole', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.flush(flushTo(5));
    await expect(state.flush(flushTo(4, { profiles: [profileRow(1)] }))).rejects.toMatchObject({
      code: 'store_protocol',
    });
    expect(await state.profiles([1])).toEqual([null]);
  });

  test('that fails half way leaves nothing behind', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.flush(flushTo(1, { identities: [identityRow(1, 'ada')] }));
    const clash = flushTo(2, {
      profiles: [profileRow(1)],
      identities: [identityRow(2, 'b\0b')],
      outbox: [{ table: 'events', body: Buffer.from('{}'), rows: 1 }],
    });
    await expect(state.flush(clash)).rejects.toMatchObject({ code: 'store_protocol' });
    expect(await state.checkpoint()).toMatchObject({ position: 1 });
    expect(await state.profiles([1])).toEqual([null]);
    expect(await state.outbox(0, 10)).toEqual([]);
  });
});

describe('identities', () => {
  test('are found by user id and by the current claim of an anonymous id', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const ada = identityRow(1, 'ada');
    const old = identityRow(2, 'browser', { kind: 'anonymous', claimedBy: 'ada', current: false, profile: 1 });
    const eve = identityRow(3, 'eve');
    const current = identityRow(4, 'browser', { kind: 'anonymous', claimedBy: 'eve', profile: 3 });
    const elsewhere = identityRow(5, 'ada', { site: 2 });
    await state.flush(flushTo(1, { identities: [ada, old, eve, current, elsewhere] }));

    expect(await state.identities(1, ['ada', 'nobody'], ['browser', 'ada'])).toEqual([ada, current]);
    expect(await state.identities(2, ['ada'], ['browser'])).toEqual([elsewhere]);
    expect(await state.anonymousClaims(1, 'browser')).toEqual([old, current]);
    expect(await state.identitiesOf(1)).toEqual([ada, old]);
    expect(await state.identitiesById([4, 99, 1])).toEqual([current, ada]);
  });

  test('are found by the beginning of an anonymous id, as it is written', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const guests = ['b-1', 'b-2', 'b-2', 'B-3', 'b-😀', 'c-1', 'a%'].map((value, index) =>
      identityRow(index + 1, value, {
        kind: 'anonymous',
        claimedBy: index === 2 ? 'ada' : null,
        profile: index === 1 ? 1 : index + 1,
      }),
    );
    await state.flush(flushTo(1, { identities: [...guests, identityRow(20, 'b-user')] }));
    const found = async (text: string, limit = 100) => [...(await state.profilesByAnonymousId(1, text, limit))].sort();
    expect(await found('b-')).toEqual([1, 3, 5]);
    expect(await found('b-', 1)).toEqual([1]);
    expect(await found('b-😀')).toEqual([5]);
    expect(await found('%')).toEqual([]);
    expect(await found('a\0')).toEqual([]);
    expect(await state.profilesByAnonymousId(2, 'b-', 100)).toEqual([]);
  });

  test('change their claim and their profile', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const guest = identityRow(1, 'browser', { kind: 'anonymous' });
    await state.flush(flushTo(1, { identities: [guest] }));
    const claimed = { ...guest, claimedBy: 'ada', profile: 2 };
    await state.flush(flushTo(2, { identities: [identityRow(2, 'ada'), claimed] }));
    expect(await state.identities(1, [], ['browser'])).toEqual([claimed]);
    expect(await state.identitiesOf(1)).toEqual([]);
  });

  test('are exact, and a NUL does not make two of them one', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.flush(flushTo(1, { identities: [identityRow(1, 'ada'), identityRow(2, 'ADA'), identityRow(3, '😀')] }));
    expect((await state.identities(1, ['ADA', '😀', 'ada\0x'], [])).map(({ id }) => id)).toEqual([2, 3]);
    const bad = flushTo(2, { identities: [identityRow(4, 'eve\0')] });
    await expect(state.flush(bad)).rejects.toMatchObject({ code: 'store_protocol' });
  });
});

describe('profiles', () => {
  test('come in the order asked for and in pages by site', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const rows = [1, 2, 3, 4, 5].map((id) => profileRow(id, { site: id === 3 ? 2 : 1 }));
    await state.flush(flushTo(1, { profiles: rows.toReversed() }));
    expect(await state.profiles([4, 9, 1])).toEqual([rows[3], null, rows[0]]);
    expect((await state.profilesAfter(1, 1, 2)).map(({ id }) => id)).toEqual([2, 4]);
    expect((await state.profilesAfter(1, 4, 2)).map(({ id }) => id)).toEqual([5]);
    expect(await state.countProfiles(1)).toBe(4);
  });

  test('are counted through updates and deletions', async () => {
    const { state } = await openForTest(temporaryDirectory());
    await state.flush(flushTo(1, { profiles: [profileRow(1), profileRow(2), profileRow(3)] }));
    await state.flush(flushTo(2, { profiles: [profileRow(2, { body: 'new' })], deletedProfiles: [3, 99] }));
    expect(await state.countProfiles(1)).toBe(2);
    expect(await state.profiles([2, 3])).toEqual([profileRow(2, { body: 'new' }), null]);
  });

  test('are due earliest first, and not once their time is taken away', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const due = [
      profileRow(1, { dueAt: 300 }),
      profileRow(2, { dueAt: 100 }),
      profileRow(3),
      profileRow(4, { dueAt: 200 }),
    ];
    await state.flush(flushTo(1, { profiles: due }));
    expect(await state.due(200, 10)).toEqual([
      { id: 2, dueAt: 100 },
      { id: 4, dueAt: 200 },
    ]);
    await state.flush(flushTo(2, { profiles: [profileRow(2)] }));
    expect(await state.due(1_000, 1)).toEqual([{ id: 4, dueAt: 200 }]);
  });
});

describe('groups', () => {
  const acme = {
    site: 1,
    kind: 'account',
    id: 'acme',
    parent: null,
    traits: '{"plan":"pro"}',
    number: 7,
    changes: 2,
    switched: 1,
  };
  const joined = (profile: number, member = true) => ({ site: 1, kind: 'account', group: 'acme', profile, member });

  test('keep their members in pages', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const child = { ...acme, id: 'acme-labs', parent: 'acme' };
    await state.flush(
      flushTo(1, { groups: [acme, child], groupMembers: [joined(3), joined(1), joined(2), joined(3)] }),
    );
    expect(await state.groups(1)).toEqual([acme, child]);
    expect(await state.groups(2)).toEqual([]);
    expect(await state.groupMembers(1, 'account', 'acme', 1, 10)).toEqual([2, 3]);
    expect(await state.groupSizes(1, 'account', null)).toEqual(new Map([['acme', 3]]));
    const inSet = [1, 3, 9].map((profile) => ({ set: 5, profile, since: 1 }));
    await state.flush(flushTo(2, { memberships: inSet }));
    expect(await state.groupSizes(1, 'account', 5)).toEqual(new Map([['acme', 2]]));
    expect(await state.groupSizes(2, 'account', 5)).toEqual(new Map());
    await state.flush(flushTo(2, { groupMembers: [joined(2, false)] }));
    expect(await state.groupMembers(1, 'account', 'acme', 0, 10)).toEqual([1, 3]);
  });

  test('take their memberships with them, and so do profiles', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const members = { groups: [acme], groupMembers: [joined(1), joined(2)] };
    await state.flush(flushTo(1, { profiles: [profileRow(1)], ...members }));
    await state.flush(flushTo(2, { deletedProfiles: [1] }));
    expect(await state.groupMembers(1, 'account', 'acme', 0, 10)).toEqual([2]);
    await state.flush(flushTo(3, { deletedGroups: [acme] }));
    expect(await state.groups(1)).toEqual([]);
    expect(await state.groupMembers(1, 'account', 'acme', 0, 10)).toEqual([]);
  });
});

describe('memberships', () => {
  test('are counted, paged and dropped', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const memberships = Array.from({ length: 4_500 }, (_, n) => ({ set: 1, profile: n + 1, since: n }));
    await state.flush(flushTo(1, { memberships: [...memberships, { set: 2, profile: 1, since: 9 }] }));
    await state.flush(
      flushTo(2, {
        memberships: [{ set: 1, profile: 1, since: 77 }],
        endedMemberships: [
          { set: 1, profile: 2 },
          { set: 1, profile: 99_999 },
        ],
      }),
    );
    expect(await state.countMembers([1, 2, 3])).toEqual(
      new Map([
        [1, 4_499],
        [2, 1],
        [3, 0],
      ]),
    );
    expect(await state.isMember(1, 1)).toBe(77);
    expect(await state.isMember(1, 2)).toBeNull();
    expect(await state.members(1, 1, 2)).toEqual([
      { profile: 3, since: 2 },
      { profile: 4, since: 3 },
    ]);
    expect(await state.sets()).toEqual([1, 2]);
    await state.dropSet(1);
    expect(await state.sets()).toEqual([2]);
    expect(await state.countMembers([1, 2])).toEqual(
      new Map([
        [1, 0],
        [2, 1],
      ]),
    );
    expect(await state.members(1, 0, 10)).toEqual([]);
    expect(await state.isMember(2, 1)).toBe(9);
  });
});

describe('changes', () => {
  const change = (id: string, segment: string, profile: number, site = 1): ChangeRow => ({
    id,
    site,
    segment,
    profile,
    account: null,
    kind: 'entered',
    at: 1,
    cause: 'time',
  });

  test('come newest first in pages that new arrivals do not shift, and once each', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const rows = [
      change('a', 's', 1),
      change('b', 't', 1),
      change('c', 's', 2),
      change('d', 's', 1),
      change('x', 's', 1, 2),
    ];
    await state.flush(flushTo(1, { changes: rows }));
    const first = await state.changes(1, {}, null, 2);
    expect(first.rows).toEqual([rows[3], rows[2]]);
    await state.flush(flushTo(2, { changes: [change('e', 's', 1), change('a', 's', 1)] }));
    const second = await state.changes(1, {}, first.next, 2);
    expect(second).toEqual({ rows: [rows[1], rows[0]], next: null });

    const ids = async (filter: { segment?: string; profile?: number }) =>
      (await state.changes(1, filter, null, 10)).rows.map(({ id }) => id);
    expect(await ids({ segment: 's' })).toEqual(['e', 'd', 'c', 'a']);
    expect(await ids({ profile: 1 })).toEqual(['e', 'd', 'b', 'a']);
    expect(await ids({ segment: 't', profile: 1 })).toEqual(['b']);
    await expect(state.changes(1, {}, 'nonsense', 10)).rejects.toMatchObject({ code: 'store_protocol' });
  });

  test('are forgotten from the oldest on', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const old = Array.from({ length: 2_500 }, (_, index) => change(`old-${index}`, 's', 1));
    await state.flush(flushTo(1, { changes: [...old, { ...change('new', 's', 1), at: 100 }] }));
    await state.forgetChanges(100);
    expect((await state.changes(1, {}, null, 10)).rows.map(({ id }) => id)).toEqual(['new']);
    expect([await state.forgottenChanges(), await state.lastChange()]).toEqual([2_500, 2_501]);
    expect(await state.changesFrom(1, null, 2_499, 10)).toBeNull();
    expect((await state.changesFrom(1, null, 2_500, 10))?.map(({ id }) => id)).toEqual(['new']);
  });

  test('are known to be forgotten from the beginning of a site on, unless it came later', async () => {
    const { state, definitions } = await openForTest(temporaryDirectory());
    const site = { name: '', timeZone: 'UTC', weekStart: 1 };
    const { id: early } = await definitions.sites.create({ ...site, slug: 'early', createdAt: 0 });
    const { id: late } = await definitions.sites.create({ ...site, slug: 'late', createdAt: 200 });
    const at = (id: string, owner: number, time: number) => ({ ...change(id, 's', 1), site: owner, at: time });
    const changes = [at('a', early, 1), at('b', early, 100), at('c', early, 150), at('d', late, 300)];
    await state.flush(flushTo(1, { changes }));
    const first = async (of: number) => (await state.changesAfter(of, null, null, 1))?.map(({ id }) => id);
    expect([await first(early), await first(late)]).toEqual([['a'], ['d']]);
    await state.forgetChanges(100);
    expect([await first(early), await first(late)]).toEqual([undefined, ['d']]);
  });

  test('are read on from a place, in the order of recording', async () => {
    const { state } = await openForTest(temporaryDirectory());
    expect([await state.changesFrom(1, null, 0, 10), await state.lastChange()]).toEqual([[], 0]);
    const rows = [change('a', 's', 1), change('b', 't', 1), change('x', 's', 1, 2), change('c', 'u', 2)];
    await state.flush(flushTo(1, { changes: rows }));
    const read = async (segments: readonly string[] | null, place: number, limit = 10) =>
      (await state.changesFrom(1, segments, place, limit))?.map(({ id, sequence }) => `${sequence} ${id}`);
    expect(await read(null, 0, 2)).toEqual(['1 a', '2 b']);
    expect(await read(null, 2)).toEqual(['4 c']);
    expect(await read(['t', 'u'], 0)).toEqual(['2 b', '4 c']);
    expect(await read(['s'], 0)).toEqual(['1 a']);
  });
});

describe('the outbox', () => {
  const entry = (text: string) => ({ table: 'events', body: new TextEncoder().encode(text), rows: 1 });

  test('hands out ids in order and never one twice', async () => {
    const { state } = await openForTest(temporaryDirectory());
    const { outboxIds } = await state.flush(flushTo(1, { outbox: [entry('a'), entry('b'), entry('é')] }));
    expect(outboxIds).toEqual([1, 2, 3]);
    expect(await state.outbox(1, 1)).toEqual([{ id: 2, ...entry('b') }]);
    expect(await state.outboxSizes(1, 5)).toEqual([
      { id: 2, bytes: 1 },
      { id: 3, bytes: 2 },
    ]);
    await state.endForward(await state.beginForward(1, 3));
    expect(await state.outbox(0, 10)).toEqual([]);
    expect(await state.flush(flushTo(2, { outbox: [entry('d')] }))).toEqual({ outboxIds: [4] });
  });

  test('keeps the bounds of a forward over a restart until it is ended', async () => {
    const directory = temporaryDirectory();
    const first = await openForTest(directory);
    await first.state.flush(flushTo(1, { outbox: [entry('a'), entry('b'), entry('c')] }));
    expect(await first.state.openForwardBatch()).toBeNull();
    const batch = await first.state.beginForward(1, 2);
    await first.close();

    const { state } = await openForTest(directory);
    expect(await state.openForwardBatch()).toEqual(batch);
    await expect(state.beginForward(3, 3)).rejects.toMatchObject({ code: 'store_protocol' });
    await state.endForward(batch);
    await state.endForward(batch);
    expect(await state.openForwardBatch()).toBeNull();
    expect((await state.outbox(0, 10)).map(({ body }) => new TextDecoder().decode(body))).toEqual(['c']);
    await expect(state.beginForward(1, 2)).rejects.toMatchObject({ code: 'store_protocol' });
  });
});
