import type { Criteria } from '@kindred/criteria';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineBench } from '../testing/engine-bench.js';
import type { MembershipEvent, PersonImport } from './contract.js';

const minute = 60_000;
const did = (event: string, amount?: number): Criteria => ({
  type: 'event',
  event,
  count: { atLeast: 1 },
  ...(amount === undefined ? {} : { window: { rolling: { amount, unit: 'minutes' } } }),
});
const people = (atLeast: number, of: Criteria): Criteria => ({ type: 'people', of, count: { atLeast } });
const inSegment = (segment: string): Criteria => ({ type: 'segment', segment });
const all = (...of: Criteria[]): Criteria => ({ type: 'all', of });
const not = (of: Criteria): Criteria => ({ type: 'not', of });

describe('segments of accounts', () => {
  let bench: EngineBench;
  let changes: MembershipEvent[];

  const told = (): string[] =>
    changes.map(
      ({ segment, account, userId, kind, cause }) =>
        `${account ?? userId ?? 'guest'} ${kind} ${segment} by ${cause.split(':')[0]}`,
    );
  const accounts = (id: string, criteria: Criteria, more: object = {}) =>
    bench.segment(id, criteria, { subject: 'account', ...more });
  const join = (userId: string, account = 'acme') =>
    bench.engine.setGroupMember(bench.site.id, 'account', account, userId, true);
  const leave = (userId: string, account = 'acme') =>
    bench.engine.setGroupMember(bench.site.id, 'account', account, userId, false);
  const of = (account = 'acme') =>
    (bench.engine.account(bench.site.id, account)?.memberships ?? []).map(({ segment }) => segment).sort();

  beforeEach(async () => {
    bench = await EngineBench.open();
    changes = [];
    bench.engine.onChange((change) => changes.push(change));
  });

  afterEach(async () => {
    expect(await bench.differences()).toEqual([]);
    expect(bench.errors).toEqual([]);
    await bench.close();
  });

  it('follow what their people do, and say which account came and went', async () => {
    await accounts('busy', people(2, did('Report Exported', 10)));
    for (const user of ['ana', 'bo', 'cy']) await join(user);
    await bench.send(bench.track({ userId: 'ana' }, 'Report Exported'));
    await bench.send(bench.track({ userId: 'ana' }, 'Report Exported'));
    expect(of()).toEqual([]);
    bench.now += minute;
    await bench.send(bench.track({ userId: 'bo' }, 'Report Exported'));
    expect(of()).toEqual(['busy']);
    expect(bench.engine.status(bench.site.id, 'busy')).toMatchObject({ state: 'ready', size: 1 });
    expect(bench.engine.account(bench.site.id, 'acme')?.people).toBe(3);
    const ended = bench.now + 9 * minute;
    bench.now += 20 * minute;
    expect(of()).toEqual(['busy']);
    await bench.engine.sweep();
    expect(of()).toEqual([]);
    expect(told()).toEqual(['acme entered busy by event', 'acme exited busy by time']);
    expect(changes[1]?.at).toBe(ended);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(2);
  });

  it('count the past, people who come and go, and a share of all of them', async () => {
    for (const user of ['ana', 'bo', 'cy', 'di']) await join(user);
    await bench.send(bench.track({ userId: 'ana' }, 'Paid'), bench.track({ userId: 'bo' }, 'Paid'));
    await accounts('half', { type: 'people', of: did('Paid'), share: { atLeast: 50 } });
    await accounts('nobody', { type: 'people', of: did('Paid'), count: { atMost: 0 } });
    expect(of()).toEqual(['half']);
    await join('ed');
    expect(of()).toEqual([]);
    await leave('ed');
    expect(of()).toEqual(['half']);
    await leave('bo');
    await leave('ana');
    expect(of()).toEqual(['nobody']);
    await join('ana', 'globex');
    expect([of('globex'), of('none')]).toEqual([['half'], []]);
    expect(told()).toEqual([
      'acme entered half by backfill',
      'acme exited half by group',
      'acme entered half by group',
      'acme exited half by group',
      'acme entered nobody by group',
      'globex entered half by group',
    ]);
  });

  it('count a person of several identities once', async () => {
    await accounts('two', people(2, did('Paid')));
    const group = { kind: 'account', id: 'acme' } as const;
    await bench.send(
      bench.event({ type: 'group', userId: 'ana', group }),
      bench.event({ type: 'group', anonymousId: 'a-1', group }),
      bench.track({ userId: 'ana' }, 'Paid'),
    );
    expect(of()).toEqual([]);
    await bench.send(bench.track({ anonymousId: 'a-1' }, 'Paid'));
    expect(of()).toEqual(['two']);
    await bench.send(bench.event({ type: 'identify', userId: 'ana', anonymousId: 'a-1', traits: {} }));
    expect(of()).toEqual([]);
    expect(bench.engine.account(bench.site.id, 'acme')?.people).toBe(1);
  });

  it('read the account’s own traits, and dates of theirs that come by themselves', async () => {
    const renewal: Criteria = {
      type: 'property',
      property: 'account.renewal',
      operator: 'inNext',
      value: { amount: 7, unit: 'days' },
    };
    await accounts('renewing', all(renewal, not(people(1, did('Paid')))));
    const date = new Date(bench.now + 8 * 86_400_000 - 1).toISOString();
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { renewal: date } });
    expect(of()).toEqual([]);
    bench.now += 86_400_000;
    await bench.engine.sweep();
    expect(of()).toEqual(['renewing']);
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { renewal: null } });
    expect(of()).toEqual([]);
    expect(told()).toEqual(['acme entered renewing by time', 'acme exited renewing by group']);
  });

  it('are seen only between what happened, also where one window begins as another ends', async () => {
    const past: Criteria = {
      type: 'event',
      event: 'Paid',
      count: { atLeast: 1 },
      window: { past: { from: { amount: 20, unit: 'minutes' }, to: { amount: 10, unit: 'minutes' } } },
    };
    await accounts('either', people(1, { type: 'any', of: [past, did('Opened', 10)] }));
    await join('ana');
    await join('bo');
    await bench.send(bench.track({ userId: 'ana' }, 'Opened'), bench.track({ userId: 'bo' }, 'Paid'));
    changes = [];
    bench.now += 15 * minute;
    await bench.engine.sweep();
    expect(of()).toEqual(['either']);
    expect(changes).toEqual([]);
    bench.now += 30 * minute;
    await bench.engine.sweep();
    expect(told()).toEqual(['acme exited either by time']);
  });

  it('have people who belong to them, who are told of once', async () => {
    const { site } = bench;
    await accounts('busy', people(2, did('Paid')));
    await bench.segment('of-busy', all(inSegment('busy'), did('Opened')));
    await bench.segment('not-of-busy', all(not(inSegment('busy')), did('Paid')));
    for (const user of ['ana', 'bo', 'cy']) await join(user);
    await bench.send(bench.track({ userId: 'cy' }, 'Opened'), bench.track({ userId: 'ana' }, 'Paid'));
    expect(told()).toEqual(['ana entered not-of-busy by event']);
    changes = [];
    await bench.send(bench.track({ userId: 'bo' }, 'Paid'));
    expect(told()).toEqual([
      'acme entered busy by event',
      'ana exited not-of-busy by event',
      'cy entered of-busy by event',
    ]);
    expect(await bench.segmentsOf({ userId: 'cy' })).toEqual(['of-busy']);
    await leave('cy');
    expect(await bench.segmentsOf({ userId: 'cy' })).toEqual([]);
    changes = [];
    await bench.engine.deleteGroup(site.id, 'account', 'acme');
    expect(told().sort()).toEqual([
      'acme exited busy by group',
      'ana entered not-of-busy by group',
      'bo entered not-of-busy by group',
    ]);
    expect(bench.engine.account(site.id, 'acme')).toBeNull();
    expect(bench.engine.status(site.id, 'busy').size).toBe(0);
  });

  it('refer to one another and to segments of people, and go along when these are edited', async () => {
    await bench.segment('payers', did('Paid'));
    await accounts('paying', people(1, inSegment('payers')));
    await accounts('quiet', not(inSegment('paying')));
    await join('ana');
    await bench.send(bench.track({ userId: 'ana' }, 'Paid'));
    expect(of()).toEqual(['paying']);
    changes = [];
    await bench.segment('payers', did('Refunded'), { version: 2 });
    expect(of()).toEqual(['quiet']);
    expect(told().sort()).toEqual([
      'acme entered quiet by edit',
      'acme exited paying by edit',
      'ana exited payers by edit',
    ]);
    await bench.send(bench.track({ userId: 'ana' }, 'Refunded'));
    expect(of()).toEqual(['paying']);
  });

  it('put accounts named before criteria, exclusion first', async () => {
    for (const account of ['acme', 'globex', 'initech']) await join('ana', account);
    const numbers = ['acme', 'globex'].map((id) => bench.engine.account(bench.site.id, id)?.number ?? 0);
    const [acme = 0, globex = 0] = numbers;
    await accounts('named', people(1, did('Paid')), { includes: [acme, globex], excludes: [globex] });
    expect([of('acme'), of('globex'), of('initech')]).toEqual([['named'], [], []]);
    await bench.send(bench.track({ userId: 'ana' }, 'Paid'));
    expect([of('acme'), of('globex'), of('initech')]).toEqual([['named'], [], ['named']]);
  });

  it('come back from a restart as they were, and know imported people', async () => {
    await accounts('busy', people(2, did('Paid', 60)));
    await bench.segment('of-busy', inSegment('busy'));
    await join('ana');
    await join('bo');
    await bench.send(bench.track({ userId: 'ana' }, 'Paid'));
    await bench.restart();
    bench.engine.onChange((change) => changes.push(change));
    await bench.send(bench.track({ userId: 'bo' }, 'Paid'));
    expect(of()).toEqual(['busy']);
    await bench.restart();
    bench.engine.onChange((change) => changes.push(change));
    expect(of()).toEqual(['busy']);
    expect(await bench.segmentsOf({ userId: 'ana' })).toEqual(['of-busy']);
    async function* imported(): AsyncIterable<readonly PersonImport[]> {
      const groups = [{ kind: 'account' as const, id: 'initech' }];
      yield ['xi', 'yo'].map((userId) => ({ userId, anonymousIds: [], traits: {}, groups, firstSeen: null }));
    }
    await bench.engine.importPeople(bench.site.id, imported(), () => undefined);
    await bench.send(bench.track({ userId: 'xi' }, 'Paid'), bench.track({ userId: 'yo' }, 'Paid'));
    expect(of('initech')).toEqual(['busy']);
    bench.now += 61 * minute;
    await bench.engine.sweep();
    expect([of(), of('initech')]).toEqual([[], []]);
    expect(bench.engine.status(bench.site.id, 'of-busy').size).toBe(0);
    await bench.engine.settle(1_000);
    const stored = await bench.store.state.changes(bench.site.id, { segment: 'busy' }, null, 10);
    expect(stored.rows.map(({ account, kind }) => `${account} ${kind}`).sort()).toEqual([
      'acme entered',
      'acme exited',
      'initech entered',
      'initech exited',
    ]);
  });

  it('hold accounts of before accounts had numbers', async () => {
    await join('ana');
    await bench.engine.settle(10_000);
    const { state } = bench.store;
    const [group] = await state.groups(bench.site.id);
    if (group === undefined) throw new TypeError('There is no group');
    const nothing = {
      profiles: [],
      deletedProfiles: [],
      identities: [],
      deletedIdentities: [],
      forgottenPeople: [],
      suppressed: [],
      deletedGroups: [],
      groupMembers: [],
      memberships: [],
      endedMemberships: [],
      changes: [],
      importChanges: [],
      rewrittenImportChanges: [],
      deletedImportChanges: [],
      outbox: [],
    };
    await state.flush({ ...nothing, checkpoint: await state.checkpoint(), groups: [{ ...group, number: 0 }] });
    await bench.restart();
    await accounts('any', people(1, { type: 'property', property: 'profile.known', operator: 'equals', value: true }));
    expect(of()).toEqual(['any']);
    expect((await bench.store.state.groups(bench.site.id))[0]?.number).toBeGreaterThan(0);
  });

  it('are seen as they are now by who reads people of theirs before the sweep has come by', async () => {
    const dated: Criteria = {
      type: 'property',
      property: 'account.renewal',
      operator: 'inLast',
      value: { amount: 10, unit: 'minutes' },
    };
    await accounts('busy', people(1, did('Paid', 10)));
    await accounts('renewed', dated);
    for (const id of ['busy', 'renewed']) await bench.segment(`of-${id}`, inSegment(id));
    for (const user of ['ana', 'bo']) await join(user);
    const renewal = new Date(bench.now).toISOString();
    await bench.engine.putGroup(bench.site.id, 'account', 'acme', { traits: { renewal } });
    await bench.send(bench.track({ userId: 'ana' }, 'Paid', {}, bench.now - 5 * minute));
    const decided = async () => [...(await bench.engine.decide(bench.site.id, { userId: 'bo' }, {})).segments].sort();
    expect(await decided()).toEqual(['of-busy', 'of-renewed']);
    bench.now += 5 * minute;
    expect(await decided()).toEqual(['of-renewed']);
    bench.now += 5 * minute;
    expect(await bench.segmentsOf({ userId: 'bo' })).toEqual([]);
  });

  it('forget their sets of people when nothing asks for them any more', async () => {
    const busy = await accounts('busy', people(2, did('Paid')));
    await bench.segment('of-busy', inSegment('busy'));
    const kept = async () => (await bench.store.definitions.leaves.list()).length;
    expect(await kept()).toBe(2);
    await bench.engine.apply({ ...busy, active: false, version: 2 });
    expect(await kept()).toBe(2);
    await bench.engine.remove(bench.site.id, 'of-busy');
    await bench.engine.idle();
    expect(await kept()).toBe(0);
  });
});
