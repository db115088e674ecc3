import type { Criteria } from '@kindred/criteria';
import type { Import } from '@kindred/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../../testing/engine-bench.js';
import type { AcceptedEvent, MembershipEvent, PersonImport } from '../contract.js';

const day = 86_400_000;

const ordered = (atLeast: number): Criteria => ({ type: 'event', event: 'Order', count: { atLeast } });
const plan = (value: string): Criteria => ({ type: 'property', property: 'user.plan', operator: 'equals', value });

let bench: EngineBench;
let changes: MembershipEvent[];
let imports = 0;

beforeEach(async () => {
  bench = await EngineBench.open();
  changes = [];
  bench.engine.onChange((change) => changes.push(change));
  await bench.segment('ordered', ordered(1));
  await bench.segment('twice', ordered(2));
  await bench.segment('pro', plan('pro'));
});

afterEach(async () => {
  expect(bench.errors).toEqual([]);
  expect(await bench.differences()).toEqual([]);
  await bench.close();
});

async function importing(kind: Import['kind'], bring: (number: number) => Promise<unknown>): Promise<string> {
  const { imports: stored } = bench.store.definitions;
  const begun = await stored.begin({
    id: `job_${imports++}`,
    site: bench.site.id,
    kind,
    name: null,
    requestedBy: 'test',
    startedAt: bench.now,
  });
  await bring(begun.number);
  await bench.engine.idle();
  await stored.save({ ...begun, state: 'done', finishedAt: bench.now });
  return begun.id;
}

async function* oneChunk<T>(rows: readonly T[]): AsyncGenerator<readonly T[]> {
  yield rows;
}

const importEvents = (...events: AcceptedEvent[]): Promise<string> =>
  importing('events', (number) => bench.engine.importEvents(bench.site.id, oneChunk(events), () => undefined, number));

const importPeople = (...people: (Partial<PersonImport> & { userId: string })[]): Promise<string> =>
  importing('people', (number) =>
    bench.engine.importPeople(
      bench.site.id,
      oneChunk(people.map((one) => ({ anonymousIds: [], traits: {}, groups: [], firstSeen: null, ...one }))),
      () => undefined,
      number,
    ),
  );

async function undo(id: string): Promise<Import | null> {
  await bench.engine.undoImport(bench.site.id, id, 'test');
  await bench.engine.idle();
  return bench.store.definitions.imports.get(bench.site.id, id);
}

const profile = async (userId: string) =>
  bench.engine.profile(bench.site.id, (await bench.engine.resolve(bench.site.id, { userId })) ?? 0);
const told = () =>
  changes.splice(0).map(({ kind, userId, segment, cause }) => `${userId} ${kind} ${segment}: ${cause}`);

describe('undoing an import of events', () => {
  it('has everything be as if they had never come', async () => {
    const past = bench.now - 10 * day;
    await bench.send(bench.track({ userId: 'ana' }, 'Order', {}, bench.now));
    const before = await profile('ana');
    const id = await importEvents(
      bench.track({ userId: 'ana' }, 'Order', { amount: 1 }, past),
      bench.track({ userId: 'ben' }, 'Order', { amount: 1 }, past),
      bench.track({ anonymousId: 'phone' }, 'Order', {}, past),
    );
    expect(await profile('ana')).toMatchObject({ firstSeen: past });
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['ordered', 'twice']);
    expect(await bench.segmentsOf({ anonymousId: 'phone' })).toEqual(['ordered']);
    told();
    const undone = await undo(id);
    expect(undone).toMatchObject({ state: 'undone', erasedEvents: 3, removedPeople: 2, restoredPeople: 1 });
    expect(await profile('ana')).toEqual({ ...before, memberships: [expect.objectContaining({ segment: 'ordered' })] });
    expect(await bench.profileOf({ userId: 'ben' })).toBe(0);
    expect(await bench.profileOf({ anonymousId: 'phone' })).toBe(0);
    expect(told().sort()).toEqual(['ana exited twice: undo', 'ben exited ordered: undo', 'null exited ordered: undo']);
    expect(await bench.warehouse.imported(bench.site.id, undone?.number ?? 0)).toEqual({ events: 0, identities: 0 });
  });

  it('leaves those of whom something else tells, and the rest of what they did', async () => {
    const past = bench.now - 10 * day;
    const id = await importEvents(
      bench.track({ userId: 'ben' }, 'Order', {}, past),
      bench.track({ userId: 'ben' }, 'Order', {}, past + 1),
    );
    await bench.send(bench.track({ userId: 'ben' }, 'Order'));
    expect(await undo(id)).toMatchObject({ erasedEvents: 2, removedPeople: 0, restoredPeople: 1 });
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['ordered']);
    expect(await profile('ben')).toMatchObject({ firstSeen: bench.now, lastSeen: bench.now });
  });

  it('lets the same file in once more', async () => {
    const event = bench.track({ userId: 'ben' }, 'Order', {}, bench.now - 10 * day);
    await undo(await importEvents(event));
    await importEvents(event);
    expect(await bench.segmentsOf({ userId: 'ben' })).toEqual(['ordered']);
  });

  it('goes on after the server was stopped amid it', async () => {
    const past = bench.now - 10 * day;
    const people = Array.from({ length: 1_200 }, (_, n) => bench.track({ userId: `u${n}` }, 'Order', {}, past + n));
    await bench.send(bench.track({ userId: 'u7' }, 'Order'));
    const id = await importEvents(...people);
    expect(bench.engine.status(bench.site.id, 'ordered').size).toBe(1_200);
    await bench.engine.undoImport(bench.site.id, id, 'test');
    await bench.restart();
    await bench.engine.idle();
    const undone = await bench.store.definitions.imports.get(bench.site.id, id);
    expect(undone).toMatchObject({ state: 'undone', erasedEvents: 1_200, removedPeople: 1_199, restoredPeople: 1 });
    expect(bench.engine.status(bench.site.id, 'ordered').size).toBe(1);
    expect(await bench.store.state.countProfiles(bench.site.id)).toBe(1);
  });
});

describe('undoing an import of people', () => {
  it('gives traits back where they are still what it set, and takes out whom it alone told of', async () => {
    const identify = (userId: string, traits: AcceptedEvent['traits']) =>
      bench.send(bench.event({ type: 'identify', userId, ...(traits === undefined ? {} : { traits }) }));
    await identify('ana', { plan: 'free', city: 'Graz', age: 30 });
    bench.now += day;
    const id = await importPeople(
      { userId: 'ana', traits: { plan: 'pro', city: null, size: 3 }, groups: [{ kind: 'account', id: 'acme' }] },
      { userId: 'ben', traits: { plan: 'pro' }, anonymousIds: ['phone'] },
      { userId: 'cyd', traits: { plan: 'pro' } },
    );
    bench.now += day;
    await identify('ana', { size: 4 });
    await bench.send(bench.track({ userId: 'cyd' }, 'Order'));
    expect(bench.engine.status(bench.site.id, 'pro').size).toBe(3);
    told();
    expect(await undo(id)).toMatchObject({ state: 'undone', erasedEvents: 0, removedPeople: 1, restoredPeople: 2 });
    expect(await profile('ana')).toMatchObject({
      traits: { plan: 'free', city: 'Graz', age: 30, size: 4 },
      groups: { account: [] },
    });
    expect(bench.engine.account(bench.site.id, 'acme')?.people).toBe(0);
    expect(await profile('cyd')).toMatchObject({ traits: {} });
    expect(await bench.profileOf({ anonymousId: 'phone' })).toBe(0);
    expect(told().sort()).toEqual(['ana exited pro: undo', 'ben exited pro: undo', 'cyd exited pro: undo']);
    await bench.restart();
    expect(await bench.segmentsOf({ userId: 'cyd' })).toEqual(['ordered']);
    expect(await bench.store.state.countProfiles(bench.site.id)).toBe(2);
  });

  it('has traits hold as of the import, whenever somebody was first seen, and gives both back', async () => {
    const identify = (userId: string, plan: string) =>
      bench.send(bench.event({ type: 'identify', userId, traits: { plan } }));
    await identify('ana', 'free');
    const known = await profile('ana');
    bench.now += day;
    const signedUp = bench.now - 900 * day;
    const id = await importPeople(
      { userId: 'ana', traits: { plan: 'pro' }, firstSeen: signedUp },
      { userId: 'ben', traits: { plan: 'pro' }, firstSeen: signedUp },
      { userId: 'cyd', traits: { plan: 'pro' }, firstSeen: bench.now + 900 * day },
    );
    const imported = bench.now;
    const times = { firstSeen: signedUp, traits: { plan: 'pro' }, traitTimes: { plan: imported } };
    expect(await profile('ana')).toMatchObject({ ...times, lastSeen: known?.lastSeen });
    expect(await profile('ben')).toMatchObject({ ...times, lastSeen: signedUp });
    expect(await profile('cyd')).toMatchObject({ ...times, firstSeen: imported, lastSeen: imported });
    bench.now += 1;
    await identify('cyd', 'free');
    expect(await profile('cyd')).toMatchObject({ traits: { plan: 'free' } });
    await undo(id);
    expect(await profile('ana')).toEqual(known);
    expect(await profile('ben')).toBeNull();
    expect(await profile('cyd')).toMatchObject({ traits: { plan: 'free' } });
  });

  it('leaves what another import set too, in whichever order they are undone', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const userId = `ana${order[0]}`;
      const both = { userId, traits: { plan: 'pro' }, groups: [{ kind: 'account' as const, id: 'acme' }] };
      const firstSeen = bench.now - day;
      const ids = [await importPeople({ ...both, firstSeen }), await importPeople({ ...both, firstSeen })];
      expect(await undo(ids[order[0]] ?? '')).toMatchObject({ removedPeople: 0 });
      expect(await profile(userId)).toMatchObject({ traits: { plan: 'pro' }, groups: { account: ['acme'] } });
      expect(await undo(ids[order[1]] ?? '')).toMatchObject({ removedPeople: 1 });
      expect(await profile(userId)).toBeNull();
    }
  });

  it('gives back to each of several ids what that brought', async () => {
    await bench.send(bench.event({ type: 'identify', anonymousId: 'phone', traits: { plan: 'free' } }));
    bench.now += day;
    const id = await importPeople({ userId: 'ana', anonymousIds: ['phone'], traits: { plan: 'pro' } });
    expect(await profile('ana')).toMatchObject({ traits: { plan: 'pro' }, anonymousIds: ['phone'] });
    await undo(id);
    expect(await profile('ana')).toMatchObject({ traits: { plan: 'free' }, anonymousIds: ['phone'] });
  });

  it('is refused twice, amid another import, and of one that there is not', async () => {
    const id = await importPeople({ userId: 'ana' });
    const asked = bench.engine.undoImport(bench.site.id, id, 'test');
    await asked;
    const again = () => bench.engine.undoImport(bench.site.id, id, 'test');
    await bench.engine.idle();
    await expect(again()).rejects.toMatchObject({ code: 'import_undone' });
    await expect(bench.engine.undoImport(bench.site.id, 'job_x', 'test')).rejects.toMatchObject({
      code: 'unknown_import',
    });
    const other = await importPeople({ userId: 'ben' });
    const { imports: stored } = bench.store.definitions;
    const running = await stored.begin({
      id: 'job_running',
      site: bench.site.id,
      kind: 'people',
      name: null,
      requestedBy: 'test',
      startedAt: bench.now,
    });
    await expect(bench.engine.undoImport(bench.site.id, other, 'test')).rejects.toMatchObject({
      code: 'import_running',
    });
    await stored.save({ ...running, state: 'failed' });
    await stored.forgetChanges(bench.now + 1);
    await expect(bench.engine.undoImport(bench.site.id, other, 'test')).rejects.toMatchObject({ code: 'undo_expired' });
    expect(await bench.store.state.countImportChanges(running.number - 1)).toEqual({ identities: 0, created: 0 });
  });
});
