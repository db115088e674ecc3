import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestServer, until } from '../testing/test-server.js';

type Headers = Record<string, string>;

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const member = (segment: string) => ({ type: 'segment', segment });
const atSale = { type: 'property', property: 'request.url', operator: 'contains', value: '/sale' };

let test: TestServer;
let admin: Headers;
/** Headers of an API key of the other site. */
let shop: Headers;
let shopWriteKey: string;

beforeEach(async () => {
  test = await TestServer.start();
  shop = test.auth(await test.otherSite('shop'));
  admin = await test.signIn();
  shopWriteKey = (await test.post('/v1/keys', { type: 'write', name: 'shop' }, shop)).body.publishable;
  await setGlobal('main');
  await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'free' } });
  await sendToShop({ type: 'identify', userId: 'bo', traits: { plan: 'free' } }, { plan: 'free', userId: 'cy' });
});
afterEach(() => test.stop());

const setGlobal = (id: string | null) => test.call('PUT', '/v1/global-site', { id }, admin);

async function sendToShop(...calls: readonly Record<string, unknown>[]): Promise<void> {
  const batch = calls.map(({ plan: value, ...call }) =>
    value === undefined ? call : { ...call, type: 'identify', traits: { plan: value } },
  );
  expect((await test.post('/v1/batch', { writeKey: shopWriteKey, batch }, {})).body.rejected).toEqual([]);
}

const atShop = async () => (await test.get('/v1/segments', shop)).body.items;
const shopSegment = async (key: string) => (await atShop()).find((one: { key: string }) => one.key === key);
const change = (id: string, body: unknown, headers: Headers = test.auth()) =>
  test.call('PUT', `/v1/segments/${id}`, body, { ...headers, 'if-match': '*' });

/** Waits until a segment of the shop has so many members. */
const settled = (key: string, size: number | null) =>
  until(async () => {
    const { state, size: now } = (await shopSegment(key)) ?? {};
    return state === 'ready' && now === size;
  });

describe('a segment of the global site', () => {
  it('stands in every other site over the people there, once it is active', async () => {
    const draft = await test.post('/v1/segments', { name: { en: 'Free' }, criteria: plan('free') });
    expect(await atShop()).toEqual([]);
    await test.post(`/v1/segments/${draft.body.id}/activate`, {});
    await settled('free', 2);
    const copy = await shopSegment('free');
    expect(copy).toMatchObject({ name: { en: 'Free' }, inheritedFrom: draft.body.id, active: true, size: 2 });
    expect((await test.get(`/v1/segments/${draft.body.id}`)).body).toMatchObject({ size: 1, inheritedFrom: null });
    const members = (await test.get(`/v1/segments/${copy.id}/members`, shop)).body.items;
    expect(members.map(({ userId }: { userId: string }) => userId).sort()).toEqual(['bo', 'cy']);
    expect((await test.get(`/v1/segments/${draft.body.id}/members`, shop)).status).toBe(404);
    await sendToShop({ userId: 'cy', plan: 'paid' });
    await settled('free', 1);
  });

  it('is decided at every site, and by the shop’s own segments referred to', async () => {
    await test.segment('free', plan('free'));
    await settled('free', 2);
    const criteria = { type: 'all', of: [member((await shopSegment('free')).id), plan('free')] };
    await test.post('/v1/segments', { key: 'own', name: { en: 'Own' }, criteria, active: true }, shop);
    await settled('own', 2);
    const decided = await test.post('/v1/decide', { userId: 'bo' }, shop);
    expect(decided.body.keys.sort()).toEqual(['free', 'own']);
    expect((await shopSegment('own')).sentence).toContain('free');
    expect((await test.post('/v1/preview', { criteria }, shop)).body.total ?? 2).toBe(2);
  });

  it('is edited, renamed and put out of force for all sites at once', async () => {
    const { id } = await test.segment('free', plan('free'));
    await settled('free', 2);
    await sendToShop({ userId: 'di', plan: 'gold' });
    await change(id, { key: 'gold', name: { en: 'Gold' }, criteria: plan('gold'), active: true });
    await settled('gold', 1);
    expect(await shopSegment('gold')).toMatchObject({ name: { en: 'Gold' }, sentence: 'People whose plan is “gold”' });
    expect(await shopSegment('free')).toBeUndefined();
    await test.post(`/v1/segments/${id}/deactivate`, {});
    expect(await shopSegment('gold')).toMatchObject({ active: false, state: 'inactive' });
    const versions = await test.get(`/v1/segments/${(await shopSegment('gold')).id}/versions`, shop);
    expect(versions.body.items).toHaveLength(3);
    await test.call('DELETE', `/v1/segments/${id}`);
    expect(await atShop()).toEqual([]);
  });

  it('cannot be changed where it only stands', async () => {
    await test.segment('free', plan('free'));
    const { id } = await shopSegment('free');
    const body = { name: { en: 'Mine' }, criteria: plan('paid') };
    const refused = [
      await change(id, body, shop),
      await test.call('DELETE', `/v1/segments/${id}`, undefined, shop),
      await test.post(`/v1/segments/${id}/deactivate`, {}, shop),
      await test.post(`/v1/segments/${id}/activate`, {}, shop),
    ];
    expect(refused.map(({ status, body: { code } }) => [status, code])).toEqual(
      refused.map(() => [409, 'inherited_segment']),
    );
    await settled('free', 2);
    expect((await test.post(`/v1/segments/${id}/recompute`, {}, shop)).status).toBe(200);
  });

  it('takes along what it refers to, and keeps nobody by name at other sites', async () => {
    const ana = (await test.get('/v1/profiles/lookup?userId=ana')).body.id;
    const base = await test.post('/v1/segments', { key: 'base', name: { en: 'Base' }, criteria: plan('free') });
    await test.segment('all-free', member(base.body.id), { includes: [ana] });
    await settled('all-free', 2);
    const [whole, part] = [await shopSegment('all-free'), await shopSegment('base')];
    expect(whole.criteria).toEqual(member(part.id));
    expect(whole).toMatchObject({ includes: [], excludes: [] });
    expect(part).toMatchObject({ active: false, inheritedFrom: base.body.id });
    await change(base.body.id, { name: { en: 'Base' }, criteria: plan('gold') });
    await settled('all-free', 0);
  });

  it('becomes request-time everywhere when it comes to read the request', async () => {
    const { id } = await test.segment('free', plan('free'));
    await settled('free', 2);
    const criteria = member((await shopSegment('free')).id);
    await test.post('/v1/segments', { key: 'own', name: { en: 'Own' }, criteria, active: true }, shop);
    await change(id, { name: { en: 'At the sale' }, criteria: atSale });
    expect((await shopSegment('free')).kind).toBe('requestTime');
    await settled('free', null);
    expect(await shopSegment('own')).toMatchObject({ kind: 'requestTime' });
    await until(async () => (await shopSegment('own')).state === 'ready');
    const decided = await test.post(
      '/v1/decide',
      { userId: 'bo', context: { page: { url: 'https://shop.example/sale' } } },
      shop,
    );
    expect(decided.body.keys.sort()).toEqual(['free', 'own']);
  });

  it('does not become what segments of other sites cannot refer to', async () => {
    const { id } = await test.segment('free', plan('free'));
    const criteria = member((await shopSegment('free')).id);
    const schedule = { daily: '06:00' };
    await test.post('/v1/segments', { key: 'mornings', name: { en: 'Secret' }, criteria, schedule }, shop);
    const { status, body, text } = await change(id, { name: { en: 'At the sale' }, criteria: atSale });
    expect([status, body.code, body.errors[0].code]).toEqual([400, 'invalid_criteria', 'request_time_segment']);
    expect(text).not.toContain('Secret');
  });

  it('has the first free key where a site has a segment with its own', async () => {
    await test.post('/v1/segments', { key: 'free', name: { en: 'Mine' }, criteria: plan('x') }, shop);
    const { id } = await test.segment('free', plan('free'));
    expect((await shopSegment('free-2')).inheritedFrom).toBe(id);
    await test.call('DELETE', `/v1/segments/${(await shopSegment('free')).id}`, undefined, shop);
    await change(id, { name: { en: 'Free' }, criteria: plan('gold') });
    expect((await shopSegment('free-2')).inheritedFrom).toBe(id);
  });

  it('has its new key everywhere, also where the one before looks like a stand-in for it', async () => {
    const { id } = await test.segment('gold-2', plan('free'));
    const named = (key: string) => change(id, { key, name: { en: 'Gold' }, criteria: plan('free'), active: true });
    await named('gold');
    expect((await atShop()).map(({ key }: { key: string }) => key)).toEqual(['gold']);
    await named('gold-2');
    expect((await atShop()).map(({ key }: { key: string }) => key)).toEqual(['gold-2']);
    // As if the process had ended before the other site had followed.
    const { segments, sites } = test.server.store.definitions;
    const [main] = await sites.list();
    const stored = await segments.get(main?.id ?? 0, id);
    if (stored !== null) await segments.update({ ...stored, key: 'gold', version: 9 }, stored.version);
    await test.restart();
    expect((await atShop()).map(({ key }: { key: string }) => key)).toEqual(['gold']);
  });

  it('that others depend on is not deleted; they are named to whoever may see their site', async () => {
    const { id } = await test.segment('free', plan('free'));
    const criteria = member((await shopSegment('free')).id);
    await test.post('/v1/segments', { key: 'own', name: { en: 'Secret' }, criteria }, shop);
    const byKey = await test.call('DELETE', `/v1/segments/${id}`);
    expect([byKey.status, byKey.body.code]).toEqual([409, 'segment_in_use']);
    expect(byKey.text).not.toContain('Secret');
    expect(byKey.body.errors).toMatchObject([{ message: 'A segment of another site refers to this segment' }]);
    const byAdmin = await test.call('DELETE', `/v1/segments/${id}`, undefined, admin);
    expect(byAdmin.body.errors).toMatchObject([{ path: 'criteria.segment', site: 'shop', segment: { key: 'own' } }]);
    const uses = await Promise.all([test.auth(), admin].map((who) => test.get(`/v1/segments/${id}/dependents`, who)));
    expect(uses.map(({ body }) => body)).toMatchObject([
      { items: [], elsewhere: [], hidden: 1 },
      { items: [], elsewhere: [{ key: 'own', site: 'shop' }], hidden: 0 },
    ]);
  });

  it('runs on its schedule at every site', async () => {
    await test.segment('mornings', plan('free'), { schedule: { every: { amount: 1, unit: 'hours' } } });
    await settled('mornings', 2);
    await sendToShop({ userId: 'di', plan: 'free' });
    expect((await shopSegment('mornings')).size).toBe(2);
    await test.post(`/v1/segments/${(await shopSegment('mornings')).id}/recompute`, {}, shop);
    await settled('mornings', 3);
  });
});

describe('the global site', () => {
  it('is one that an administrator of all sites has named', async () => {
    const sites = (await test.get('/v1/sites', admin)).body.items;
    expect(sites).toMatchObject([
      { id: 'main', global: true },
      { id: 'shop', global: false },
    ]);
    expect((await test.call('PUT', '/v1/global-site', { id: 'shop' })).status).toBe(403);
    expect((await setGlobal('nowhere')).body.code).toBe('unknown_site');
  });

  it('gives its segments to a site that is made later', async () => {
    await test.segment('free', plan('free'));
    const late = test.auth(await test.otherSite('late'));
    expect((await test.get('/v1/segments', late)).body.items).toMatchObject([{ key: 'free', active: true }]);
  });

  it('can be another one, or none, while no site refers to what would be withdrawn', async () => {
    await test.segment('free', plan('free'));
    const criteria = member((await shopSegment('free')).id);
    const own = await test.post('/v1/segments', { key: 'own', name: { en: 'Own' }, criteria }, shop);
    const refused = await setGlobal(null);
    expect([refused.status, refused.body.code]).toEqual([409, 'global_segments_in_use']);
    expect(refused.body.errors).toMatchObject([{ site: 'shop', segment: { key: 'own' } }]);
    await change(own.body.id, { name: { en: 'Own' }, criteria: plan('free'), active: true }, shop);
    expect((await setGlobal('shop')).status).toBe(200);
    expect((await atShop()).map(({ key }: { key: string }) => key)).toEqual(['own']);
    const atMain = (await test.get('/v1/segments')).body.items;
    expect(atMain).toMatchObject([
      { key: 'free', inheritedFrom: null },
      { key: 'own', inheritedFrom: own.body.id },
    ]);
    await setGlobal(null);
    expect((await test.get('/v1/segments')).body.items).toHaveLength(1);
  });

  it('shares as before after a restart, and what a crash has left undone', async () => {
    const { id } = await test.segment('free', plan('free'));
    await settled('free', 2);
    const before = await shopSegment('free');
    await test.restart();
    await settled('free', 2);
    expect(await shopSegment('free')).toMatchObject({
      id: before.id,
      version: before.version,
      lastChange: before.lastChange,
    });
    // As if the process had ended between the change of the global site and that of the others.
    const { segments, sites } = test.server.store.definitions;
    const [main] = await sites.list();
    const stored = await segments.get(main?.id ?? 0, id);
    if (stored !== null) await segments.update({ ...stored, name: { en: 'Changed' }, version: 9 }, stored.version);
    await test.restart();
    expect(await shopSegment('free')).toMatchObject({ id: before.id, name: { en: 'Changed' } });
    const left = test.server.store.definitions.segments;
    await left.delete(main?.id ?? 0, id);
    await test.restart();
    expect(await atShop()).toEqual([]);
  });
});
