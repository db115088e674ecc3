import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const day = 86_400_000;
const begin = Date.parse('2026-10-31T12:00:00Z');
let now = begin;
let test: TestServer;

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
const bought = (amount: number) => ({
  type: 'event',
  event: 'Bought',
  count: { atLeast: 1 },
  window: { rolling: { amount, unit: 'days' } },
});
const never = { type: 'not', of: { type: 'event', event: 'Bought', count: { atLeast: 1 } } };
const total = (known: number, guests: number) => ({ known, guests, total: known + guests });
const exactly = (known: number, guests: number) => ({
  certain: total(known, guests),
  possible: total(known, guests),
});
const between = (low: number, high: number) => ({ certain: total(low, 0), possible: total(high, 0) });

/** Sent at an hour of its own, so that it is known of and seen from then on. */
async function at(daysLater: number, ...calls: readonly Record<string, unknown>[]): Promise<void> {
  now = begin + daysLater * day;
  await test.send(...calls.map((call) => ({ ...call, timestamp: new Date(now).toISOString() })));
}

async function asked(body: Record<string, unknown>) {
  const answer = await test.post('/v1/preview/then-and-now', body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function members(body: Record<string, unknown>): Promise<string[]> {
  const { items } = (await test.post('/v1/preview/then-and-now/members', body)).body;
  return items.map((one: { id: string; userId?: string | null; anonymousIds?: string[] }) =>
    one.anonymousIds === undefined ? one.id : (one.userId ?? one.anonymousIds[0]),
  );
}

beforeAll(async () => {
  test = await TestServer.start({ clock: () => now });
  const buys = (who: object) => ({ type: 'track', event: 'Bought', ...who });
  // Ana and a guest buy before the month's end, Bo and Cy within November; Cy and Dee come only then.
  await at(0, { type: 'identify', userId: 'ana', traits: { plan: 'free' } }, buys({ userId: 'ana' }));
  await at(0, { type: 'identify', userId: 'bo', traits: { plan: 'free' } }, buys({ anonymousId: 'g1' }));
  await at(0, { type: 'group', userId: 'ana', groupId: 'acme', traits: { name: 'Acme' } });
  await at(20, { type: 'identify', userId: 'cy', traits: { plan: 'free' } }, buys({ userId: 'cy' }));
  await at(25, buys({ userId: 'bo' }), { type: 'identify', userId: 'bo', traits: { plan: 'paid' } });
  await at(26, { type: 'group', userId: 'bo', groupId: 'beta' }, { type: 'page', userId: 'dee' });
  now = begin + 30 * day;
  await vi.waitFor(async () => expect((await test.post('/v1/preview', { criteria: never })).body.complete).toBe(true), {
    timeout: 10_000,
  });
});
afterAll(() => test.stop());

describe('then and now', () => {
  it('counts both instants, and who is in at one of them alone', async () => {
    const question = { criteria: bought(14), earlier: '2026-11-01T00:00:00Z' };
    expect(await asked(question)).toMatchObject({
      at: '2026-11-01T00:00:00.000Z',
      asOf: '2026-11-30T12:00:00.000Z',
      now: exactly(2, 0),
      earlier: exactly(1, 1),
      onlyNow: exactly(2, 0),
      onlyEarlier: exactly(1, 1),
      everyone: { now: total(4, 1), earlier: total(2, 1) },
      asNow: ['identities'],
      eventsSince: '2026-10-31T12:00:00.000Z',
      exact: true,
      complete: true,
    });
    expect((await members({ ...question, who: 'onlyNow' })).sort()).toEqual(['bo', 'cy']);
    expect((await members({ ...question, who: 'onlyEarlier' })).sort()).toEqual(['ana', 'g1']);
  });

  it('says the same of the present as a preview, and of then as one asked then would have', async () => {
    const question = { criteria: { type: 'any', of: [bought(3), { type: 'not', of: bought(28) }] } };
    const preview = (await test.post('/v1/preview', question)).body;
    const compared = await asked({ ...question, earlier: { amount: 1, unit: 'weeks' } });
    expect(compared.now).toEqual({ certain: preview.certain, possible: preview.possible });
    expect(compared.everyone.now).toEqual(preview.everyone);
  });

  it('goes back by the local calendar of the site', async () => {
    const atOf = async (earlier: unknown) => (await asked({ criteria: bought(14), earlier })).at;
    expect(await atOf({ amount: 1, unit: 'months' })).toBe('2026-10-30T12:00:00.000Z');
    expect(await atOf({ amount: 1, unit: 'weeks' })).toBe('2026-11-23T12:00:00.000Z');
    expect(await atOf({ amount: 1, unit: 'years' })).toBe('2025-11-30T12:00:00.000Z');
    expect(await atOf('2026-11-03')).toBe('2026-11-03T00:00:00.000Z');
  });

  it('leaves out whoever had not come by then, though the condition holds of all who did nothing', async () => {
    expect(await asked({ criteria: never, earlier: '2026-11-01' })).toMatchObject({
      now: exactly(1, 0),
      earlier: exactly(1, 0),
      onlyNow: exactly(1, 0),
      onlyEarlier: exactly(1, 0),
    });
    expect(await asked({ criteria: never, earlier: '2025-01-01' })).toMatchObject({
      earlier: exactly(0, 0),
      everyone: { earlier: total(0, 0) },
    });
  });

  it('takes traits, groups and names from now, and says so', async () => {
    const free = { type: 'all', of: [plan('free'), { type: 'not', of: bought(14) }] };
    expect(await asked({ criteria: free, earlier: '2026-10-31T11:00:00Z' })).toMatchObject({
      asNow: ['identities', 'traits'],
    });
    // Bo's plan was free then and is paid now.
    expect(await asked({ criteria: plan('paid'), earlier: '2026-11-01' })).toMatchObject({
      now: exactly(1, 0),
      earlier: exactly(1, 0),
      asNow: ['identities', 'traits'],
    });
    const { id } = (await test.get('/v1/profiles/lookup?userId=dee')).body;
    const ofAcme = { type: 'property', property: 'account.id', operator: 'equals', value: 'acme' };
    expect(await asked({ criteria: ofAcme, includes: [id], earlier: '2026-11-01' })).toMatchObject({
      now: exactly(2, 0),
      earlier: exactly(1, 0),
      asNow: ['identities', 'groups', 'names'],
    });
  });

  it('follows segments that are referred to, those with a schedule as if they had run at both instants', async () => {
    const traits = await test.segment('free', { type: 'all', of: [plan('free'), bought(14)] });
    const runs = await test.segment('buyers', bought(14), { schedule: { daily: '06:30' } });
    const of = (segment: { id: string }) => ({ type: 'segment', segment: segment.id });
    expect(await asked({ criteria: of(traits), earlier: '2026-11-01' })).toMatchObject({
      now: exactly(1, 0),
      earlier: exactly(1, 0),
      asNow: ['identities', 'traits'],
    });
    expect(await asked({ criteria: of(runs), earlier: '2026-11-01' })).toMatchObject({
      now: exactly(2, 0),
      earlier: exactly(1, 1),
      asNow: ['identities', 'runs'],
    });
  });

  it('stays between where it depends on the visit', async () => {
    const criteria = { type: 'all', of: [bought(14), chrome] };
    expect(await asked({ criteria, includeGuests: false, earlier: '2026-11-01' })).toMatchObject({
      now: between(0, 2),
      earlier: between(0, 1),
      onlyNow: between(0, 2),
      onlyEarlier: between(0, 1),
      exact: false,
    });
  });

  it('counts accounts by what their people had done, with who belongs to them now', async () => {
    const criteria = { type: 'people', of: bought(14), count: { atLeast: 1 } };
    const question = { subject: 'account', criteria, earlier: '2026-11-01' };
    expect(await asked(question)).toMatchObject({
      now: exactly(1, 0),
      earlier: exactly(1, 0),
      onlyNow: exactly(1, 0),
      onlyEarlier: exactly(1, 0),
      everyone: { now: total(2, 0), earlier: total(2, 0) },
      asNow: ['identities', 'groups'],
    });
    expect(await members({ ...question, who: 'onlyNow' })).toEqual(['beta']);
    expect(await members({ ...question, who: 'onlyEarlier' })).toEqual(['acme']);
  });

  it('gives long lists by the page', async () => {
    const question = { criteria: bought(14), earlier: '2026-11-01', who: 'onlyNow', limit: 1 };
    const page = async (more: object) =>
      (await test.post('/v1/preview/then-and-now/members', { ...question, ...more })).body;
    const first = await page({});
    const second = await page({ cursor: first.next });
    expect([...first.items, ...second.items].map(({ userId }: { userId: string }) => userId).sort()).toEqual([
      'bo',
      'cy',
    ]);
  });

  it('names what is wrong with a question', async () => {
    const faults = async (body: object) => {
      const answer = await test.post('/v1/preview/then-and-now', { criteria: bought(14), ...body });
      return [answer.status, answer.body.errors[0].path, answer.body.errors[0].code];
    };
    expect(await faults({ earlier: 'last month' })).toEqual([400, 'earlier', 'invalid_time']);
    expect(await faults({ earlier: '2026-12-24' })).toEqual([400, 'earlier', 'invalid_time']);
    expect((await faults({})).slice(0, 2)).toEqual([400, 'earlier']);
    expect((await faults({ earlier: { amount: 0, unit: 'days' } })).slice(0, 2)).toEqual([400, 'earlier.amount']);
    expect(await faults({ earlier: '2026-11-01', criteria: { type: 'all', of: [] } })).toEqual([
      400,
      'criteria.of',
      'empty_group',
    ]);
  });
});
