import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

describe('a group', () => {
  it.each([
    ['/v1/groups/account/null', {}, 'id'],
    ['/v1/groups/account/acme', { parent: '0' }, 'parent'],
    ['/v1/groups/team/undefined/members/ana', undefined, 'id'],
    ['/v1/groups/team/red/members/anonymous', undefined, 'userId'],
  ])('is not made under an id that stands for nobody: %s', async (path, body, fault) => {
    const answer = await test.call('PUT', path, body);
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'blocked_id',
      errors: [{ path: fault, code: 'blocked_id' }],
    });
    const kind = path.split('/')[3] ?? '';
    expect((await test.get(`/v1/groups/${kind}`)).body.items).toEqual([]);
  });

  it('takes members that come under an id of their own', async () => {
    expect((await test.call('PUT', '/v1/groups/role/guest/members/ana')).status).toBe(204);
    expect((await test.get('/v1/groups/role/guest')).body.id).toBe('guest');
  });

  it('is never below itself, however it is told of', async () => {
    const put = (id: string, parent: string) => test.call('PUT', `/v1/groups/organization/${id}`, { parent });
    expect((await put('branch', 'region')).status).toBe(200);
    expect((await put('region', 'bank')).status).toBe(200);
    expect((await put('bank', 'branch')).body).toMatchObject({
      status: 400,
      errors: [{ path: 'parent', code: 'parent_below' }],
    });
    const traits = { parentId: 'branch', city: 'Bern' };
    await test.send({ type: 'group', userId: 'ana', groupId: 'bank', context: { groupKind: 'organization' }, traits });
    expect((await test.get('/v1/groups/organization/bank')).body).toMatchObject({
      parent: null,
      traits: { city: 'Bern' },
    });
    expect((await test.get('/v1/groups/organization/branch')).body.parent).toBe('region');
  });
});
