import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';

const plan = (value: string) => ({ type: 'property', property: 'user.plan', operator: 'equals', value });
const role = (id: string, scope = 'site') => ({ id, scope });

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'gold' } });
  await test.call('PUT', '/v1/groups/role/advisor', { traits: { name: 'Advisor' } });
  await test.call('PUT', '/v1/groups/role/advisor/members/ana');
});
afterAll(() => test.stop());

const make = (key: string, roles: unknown, more: Record<string, unknown> = {}) =>
  test.post('/v1/segments', { key, name: { en: key }, criteria: plan('gold'), roles, ...more });
const rolesOf = async (userId: string) => (await test.get(`/v1/profiles/lookup?userId=${userId}`)).body.roles;

describe('a segment that gives roles', () => {
  it('gives them to its members as long as they are, and says by which segment', async () => {
    const gold = await test.segment('gold', plan('gold'), { roles: [role('advisor'), role('lounge')] });
    expect(await rolesOf('ana')).toEqual([
      {
        id: 'advisor',
        name: 'Advisor',
        assigned: true,
        segments: [{ id: gold.id, key: 'gold', name: { en: 'gold' } }],
      },
      { id: 'lounge', name: null, assigned: false, segments: [{ id: gold.id, key: 'gold', name: { en: 'gold' } }] },
    ]);
    const decided = await test.post('/v1/decide', { userId: 'ana', segments: [] });
    expect(decided.body).toMatchObject({ keys: [], roles: ['advisor', 'lounge'] });
    await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'free' } });
    expect((await rolesOf('ana')).map(({ id }: { id: string }) => id)).toEqual(['advisor']);
    expect((await test.post('/v1/decide', { userId: 'ana' })).body.roles).toEqual(['advisor']);
    await test.send({ type: 'identify', userId: 'ana', traits: { plan: 'gold' } });
  });

  it('gives them at a visit too, where it is decided then', async () => {
    const criteria = { type: 'property', property: 'request.url', operator: 'contains', value: '/press' };
    await test.segment('press', criteria, { roles: [role('journalist')], public: true });
    const at = (url: string) => ({ anonymousId: 'guest', context: { page: { url } } });
    expect((await test.post('/v1/decide', at('https://bank.example/press'))).body.roles).toEqual(['journalist']);
    expect((await test.post('/v1/decide', at('https://bank.example/'))).body.roles).toEqual([]);
    const public_ = await test.post(
      '/v1/decide',
      { ...at('https://bank.example/press'), decideKey: test.decideKey },
      {},
    );
    expect(public_.body).toEqual({
      segments: [expect.objectContaining({ key: 'press' })],
      keys: ['press'],
      profile: null,
    });
  });

  it('changes nothing of who belongs to a role, which criteria and groups go by', async () => {
    const inRole = { type: 'property', property: 'role.id', operator: 'equals', value: 'lounge' };
    await test.segment('in-lounge', inRole);
    expect((await test.post('/v1/decide', { userId: 'ana' })).body.keys).not.toContain('in-lounge');
  });

  it('keeps its roles when a change does not speak of them, and counts nothing anew when it does', async () => {
    const { id } = (await make('keeper', [role('advisor')], { active: true })).body;
    await until(async () => (await test.get(`/v1/segments/${id}`)).body.state === 'ready');
    const put = (body: Record<string, unknown>) =>
      test.call('PUT', `/v1/segments/${id}`, body, { ...test.auth(), 'if-match': '*' });
    const same = { name: { en: 'Keeper' }, criteria: plan('gold') };
    expect((await put(same)).body.roles).toEqual([role('advisor')]);
    const changed = await put({ ...same, roles: [role('lounge')] });
    expect(changed.body).toMatchObject({ roles: [role('lounge')], state: 'ready' });
    const [latest] = (await test.get(`/v1/segments/${id}/versions`)).body.items;
    expect(latest.changes).toMatchObject([{ what: 'roles', details: ['advisor', 'lounge'] }]);
    expect(latest.definition.roles).toEqual([role('lounge')]);
  });

  it.each([
    ['of owners', [role('site-owner')], 'roles[0].id', 'owner_role'],
    ['of administrators, by its id', [role('advisor'), role('Site Administrator')], 'roles[1].id', 'owner_role'],
    [
      'that counts at every site, where this is not the global one',
      [role('x', 'global')],
      'roles[0].scope',
      'not_global',
    ],
    ['twice', [role('x'), role('x')], 'roles[1].id', 'repeated'],
    ['in another form', [{ id: 'x', scope: 'world' }], 'roles.0.scope', 'invalid_value'],
  ])('is refused with a role %s', async (_what, roles, path, code) => {
    const { status, body } = await make('refused', roles);
    expect([status, body.errors.map((fault: { path: string; code: string }) => [fault.path, fault.code])]).toEqual([
      400,
      [[path, code]],
    ]);
  });

  it('is refused with a role of which the name is an owner’s, and of accounts with any', async () => {
    await test.call('PUT', '/v1/groups/role/r-17', { traits: { name: 'Organization Owner' } });
    expect((await make('named', [role('r-17')])).body.errors).toMatchObject([{ code: 'owner_role' }]);
    const criteria = { type: 'property', property: 'account.industry', operator: 'equals', value: 'Banking' };
    const ofAccounts = await make('accounts', [role('advisor')], { subject: 'account', criteria });
    expect(ofAccounts.body.errors).toMatchObject([{ path: 'roles', code: 'not_allowed_here' }]);
  });

  it('of the global site gives those that count everywhere at every site, the others at its own', async () => {
    const shop = test.auth(await test.otherSite('shop'));
    const admin = await test.signIn();
    await test.call('PUT', '/v1/global-site', { id: 'main' }, admin);
    await make('staff', [role('intranet', 'global'), role('head-office')], { active: true });
    const copies = (await test.get('/v1/segments?search=staff', shop)).body.items;
    expect(copies).toMatchObject([{ key: 'staff', roles: [role('intranet', 'global')] }]);
  });

  it('of the global site is refused with a role that counts where its name is an owner’s', async () => {
    const branch = test.auth(await test.otherSite('branch'));
    await test.call('PUT', '/v1/global-site', { id: 'main' }, await test.signIn());
    await test.call('PUT', '/v1/groups/role/lead', { traits: { name: 'Site Administrator' } }, branch);
    const { status, body } = await make('leads', [role('lead', 'global')]);
    expect([status, body.errors]).toMatchObject([400, [{ path: 'roles[0].id', code: 'owner_role' }]]);
    expect(body.errors[0].message).toContain('at another site');
    expect((await make('leads', [role('lead')])).status).toBe(201);
  });
});
