import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, TestServer, until } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const member = (segment: string) => ({ type: 'segment', segment });
const onChrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
const hourly = { every: { amount: 1, unit: 'hours' } };

let test: TestServer;
let now = Date.parse('2026-03-10T08:30:00Z');
beforeAll(async () => {
  test = await TestServer.start({ clock: () => now });
});
afterAll(() => test.stop());

const make = (key: string, body: object): Promise<Answer> =>
  test.post('/v1/segments', { key, name: { en: key }, active: true, ...body });
const put = (id: string, body: object): Promise<Answer> =>
  test.call('PUT', `/v1/segments/${id}`, body, { ...test.auth(), 'if-match': '*' });
const read = async (id: string) => (await test.get(`/v1/segments/${id}`)).body;
const once = (id: string, so: (segment: Record<string, unknown>) => boolean) => until(async () => so(await read(id)));
const ready = (id: string) => once(id, ({ state }) => state === 'ready');

describe('a segment with a schedule', () => {
  it('says its kind, its last run and its next, and runs by hand', async () => {
    const made = await make('gold', { criteria: plan('gold'), schedule: { daily: '06:30' } });
    expect(made.body).toMatchObject({ kind: 'batch', schedule: { daily: '06:30' } });
    const { id } = made.body;
    await ready(id);
    expect(await read(id)).toMatchObject({
      lastRun: { at: new Date(now).toISOString(), entered: 0, exited: 0 },
      nextRun: '2026-03-11T06:30:00.000Z',
      size: 0,
    });
    await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'gold' } });
    expect((await read(id)).size).toBe(0);
    const [ana] = (await test.get('/v1/profiles?search=ana')).body.items;
    const reason = async () => (await test.get(`/v1/profiles/${ana.id}/reasons`)).body.items[0];
    // Out as of the last run, and why that changes at the next.
    const membersAsOf = new Date(now).toISOString();
    expect(await reason()).toMatchObject({ segment: { id }, since: null, matches: true, membersAsOf });
    const members = `/v1/segments/${id}/members`;
    expect((await test.post(`/v1/segments/${id}/recompute`, {})).status).toBe(200);
    await once(id, ({ size, state }) => size === 1 && state === 'ready');
    expect((await test.get(members)).body.items).toMatchObject([{ userId: 'ana' }]);
    expect((await reason()).since).not.toBeNull();
    expect((await test.get(`${members}?search=an`)).body.items).toMatchObject([{ userId: 'ana' }]);
    const { items } = (await test.get(`/v1/segments/${id}/changes`)).body;
    expect(items).toMatchObject([{ kind: 'entered', cause: 'schedule' }]);
    expect((await test.get('/v1/segments?kind=batch')).body.items).toMatchObject([{ id }]);
    expect((await test.post('/v1/verify', { segments: [id] })).body).toMatchObject({ differences: 0 });
    const decided = await test.post('/v1/decide', { userId: 'ana' });
    expect(decided.body.segments).toMatchObject([{ key: 'gold' }]);
  });

  it('is live again once its schedule is taken away, and stays as it is where nothing is said of it', async () => {
    const made = (await make('silver', { criteria: plan('silver'), schedule: hourly })).body;
    await ready(made.id);
    const renamed = (await put(made.id, { name: { en: 'Renamed' }, criteria: plan('silver') })).body;
    expect(renamed).toMatchObject({ kind: 'batch', schedule: hourly });
    const live = (await put(made.id, { name: { en: 'Live' }, criteria: plan('silver'), schedule: null })).body;
    expect(live).toMatchObject({ kind: 'live', schedule: null, nextRun: null });
    const versions = (await test.get(`/v1/segments/${made.id}/versions`)).body.items;
    expect(versions[0].changes).toMatchObject([
      { what: 'name' },
      { what: 'kind', details: ['batch', 'live'] },
      { what: 'schedule', details: ['1 hours', ''] },
    ]);
    expect(versions[1].definition.schedule).toEqual(hourly);
  });

  it('cannot read the request, at any depth, nor come to', async () => {
    const visit = (await make('on-chrome', { criteria: onChrome })).body;
    for (const criteria of [onChrome, member(visit.id)]) {
      const { status, body } = await make('refused', { criteria, schedule: hourly });
      expect([status, body.errors]).toEqual([
        400,
        [expect.objectContaining({ path: 'schedule', code: 'request_time_segment' })],
      ]);
    }
    const below = (await make('below', { criteria: plan('x') })).body;
    await make('above', { criteria: member(below.id), schedule: hourly });
    const { body } = await put(below.id, { name: { en: 'Below' }, criteria: onChrome });
    expect(body.errors).toMatchObject([{ path: 'criteria', code: 'request_time_segment' }]);
  });

  it('has a schedule that can be kept', async () => {
    for (const schedule of [{ daily: '25:00' }, { every: { amount: 1, unit: 'minutes' } }, {}, 'daily']) {
      const { status, body } = await make('refused', { criteria: plan('x'), schedule });
      expect([status, body.errors[0].path.split('.')[0]]).toEqual([400, 'schedule']);
    }
  });

  it('stays in force while active segments read its members', async () => {
    const base = (await make('base', { criteria: plan('base'), schedule: hourly })).body;
    const top = (await make('top', { criteria: member(base.id) })).body;
    const refused = await test.post(`/v1/segments/${base.id}/deactivate`, {});
    expect(refused.body).toMatchObject({ status: 409, code: 'segment_in_use', errors: [{ segment: { id: top.id } }] });
    expect((await put(base.id, { name: { en: 'B' }, criteria: plan('base'), active: false })).status).toBe(409);
    await test.post(`/v1/segments/${top.id}/deactivate`, {});
    expect((await test.post(`/v1/segments/${base.id}/deactivate`, {})).body.active).toBe(false);
  });

  it('is counted in previews and reports by the members of its last run, wherever it is referred to', async () => {
    const { id } = (await make('bronze', { criteria: plan('bronze'), schedule: hourly })).body;
    await ready(id);
    await test.send({ type: 'identify', userId: 'ben', traits: { plan: 'bronze' } });
    const preview = async (criteria: unknown) => (await test.post('/v1/preview', { criteria })).body.certain.total;
    expect([await preview(plan('bronze')), await preview(member(id))]).toEqual([1, 0]);
    now += 3_600_000;
    await test.get(`/v1/segments/${id}/history`);
    await test.get(`/v1/segments/${id}/history/growth?by=day&from=2026-03-01&to=2026-03-20`);
    await once(id, ({ size, state }) => size === 1 && state === 'ready');
    expect(await preview(member(id))).toBe(1);
  });
});
