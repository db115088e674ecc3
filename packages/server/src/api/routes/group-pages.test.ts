import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  const organizations: readonly [string, string, string?][] = [
    ['bank', 'The Bank'],
    ['north', 'North', 'bank'],
    ['south', 'Süd', 'bank'],
    ['bern', 'Bern', 'north'],
  ];
  for (const [id, name, parent] of organizations) {
    await test.call('PUT', `/v1/groups/organization/${id}`, { traits: { name }, parent: parent ?? null });
  }
  await test.call('PUT', '/v1/groups/account/acme', { traits: { name: 'Acme', industry: 'Banking' } });
  await test.call('PUT', '/v1/groups/account/zeta', { traits: { name: 'Zeta' } });
  await test.send(
    { type: 'identify', userId: 'ana', traits: { name: 'Ana' } },
    { type: 'identify', userId: 'bo', traits: { name: 'Bo' } },
    { type: 'track', anonymousId: 'kiosk', event: 'Looked', messageId: 'before-joining' },
    { type: 'identify', userId: 'bo', anonymousId: 'kiosk' },
    { type: 'track', userId: 'ana', event: 'Paid', messageId: 'paid' },
    { type: 'track', userId: 'cy', event: 'Paid', messageId: 'of-another' },
  );
  const members: readonly [string, string][] = [
    ['account/acme', 'ana'],
    ['account/acme', 'bo'],
    ['organization/north', 'ana'],
    ['organization/bern', 'ana'],
    ['organization/bern', 'bo'],
    ['role/teller', 'bo'],
  ];
  for (const [group, user] of members) await test.call('PUT', `/v1/groups/${group}/members/${user}`);
}, 60_000);
afterAll(() => test.stop());

const ids = async (path: string): Promise<string[]> => {
  const { status, body } = await test.get(path);
  expect(status).toBe(200);
  return body.items.map((each: { id: string }) => each.id);
};

/** All pages of a list, two at a time. */
async function paged(path: string): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const join = path.includes('?') ? '&' : '?';
    const { body } = await test.get(`${path}${join}limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    found.push(...body.items.map((each: { id: string }) => each.id));
    cursor = body.next;
  }
  return found;
}

describe('a list of groups', () => {
  it('is sorted by id, name or people, page by page, none twice and none left out', async () => {
    expect(await paged('/v1/groups/organization')).toEqual(['bank', 'bern', 'north', 'south']);
    expect(await paged('/v1/groups/organization?sort=name')).toEqual(['bern', 'north', 'south', 'bank']);
    expect(await paged('/v1/groups/organization?sort=-people')).toEqual(['bern', 'north', 'south', 'bank']);
    expect(await paged('/v1/groups/account?sort=people')).toEqual(['zeta', 'acme']);
    expect(await paged('/v1/groups')).toEqual(['acme', 'zeta', 'bern', 'north', 'south', 'bank', 'teller']);
  });

  it('is searched by folded pieces of id and name, and walked from the top down', async () => {
    expect(await ids('/v1/groups/organization?search=SÜ')).toEqual(['south']);
    expect(await ids('/v1/groups?search=e')).toEqual(['acme', 'zeta', 'bern', 'bank', 'teller']);
    expect(await ids('/v1/groups/organization?parent=')).toEqual(['bank']);
    expect(await ids('/v1/groups/organization?parent=bank')).toEqual(['north', 'south']);
    const { items } = (await test.get('/v1/groups/organization?parent=bank')).body;
    expect(items[0]).toMatchObject({ parent: 'bank', parentName: expect.any(String) });
    const [top] = (await test.get('/v1/groups/organization?parent=')).body.items;
    expect(top).toMatchObject({ parent: null, parentName: null });
    expect(items[0]).toMatchObject({ kind: 'organization', name: 'North', people: 1, children: 1 });
  });
});

describe('the page of a group', () => {
  it('tells what is above it and who belongs to it, each person once', async () => {
    expect((await test.get('/v1/groups/organization/north')).body).toMatchObject({
      ancestors: [{ id: 'bank', name: 'The Bank' }],
      people: 1,
      peopleWithin: 2,
      children: 1,
      memberships: [],
    });
    const names = async (path: string) =>
      (await test.get(path)).body.items.map((person: { userId: string }) => person.userId).sort();
    expect(await names('/v1/groups/organization/north/people')).toEqual(['ana']);
    expect(await names('/v1/groups/organization/north/people?within=true')).toEqual(['ana', 'bo']);
    expect(await names('/v1/groups/account/acme/people?search=an')).toEqual(['ana']);
    expect(await names('/v1/groups/account/acme/people?search=kio')).toEqual(['bo']);
    expect(await paged('/v1/groups/account/acme/people?sort=firstSeen')).toHaveLength(2);
  });

  it('tells what its people did, also before they were known, and nothing of others', async () => {
    const { items, next } = (await test.get('/v1/groups/account/acme/events?limit=1')).body;
    expect(items).toHaveLength(1);
    const rest = (await test.get(`/v1/groups/account/acme/events?cursor=${next}`)).body;
    const done = [...items, ...rest.items]
      .filter(({ name }: { name: string }) => name !== '')
      .map((event: { messageId: string; profile: { userId: string } }) => [event.messageId, event.profile.userId]);
    expect(done.sort()).toEqual([
      ['before-joining', 'bo'],
      ['paid', 'ana'],
    ]);
    expect(rest.next).toBeNull();
  });

  it('tells the segments an account is in, since when and why, and what it entered', async () => {
    const banking = { type: 'property', property: 'account.industry', operator: 'equals', value: 'banking' };
    const { id } = await test.segment('banks', banking, { subject: 'account' });
    const account = (await test.get('/v1/groups/account/acme')).body;
    expect(account.memberships).toMatchObject([{ segment: { id }, since: expect.any(String) }]);
    const reasons = async (account: string) => (await test.get(`/v1/groups/account/${account}/reasons`)).body.items;
    expect(await reasons('acme')).toMatchObject([
      { segment: { id }, matches: true, by: 'criteria', since: account.memberships[0].since },
    ]);
    expect(await reasons('zeta')).toMatchObject([{ segment: { id }, matches: false, since: null }]);
    expect((await test.get('/v1/groups/account/acme/changes')).body.items).toMatchObject([
      { segment: { id }, subject: 'account', account: { id: 'acme' }, kind: 'entered' },
    ]);
    expect((await test.get('/v1/groups/account/zeta/changes')).body).toEqual({ items: [], next: null });
  });

  it('is not there for a group that is not', async () => {
    for (const path of ['', '/people', '/events', '/reasons', '/changes']) {
      expect((await test.get(`/v1/groups/account/none${path}`)).body).toMatchObject({
        status: 404,
        code: 'unknown_group',
      });
    }
    expect((await test.get('/v1/groups/account?cursor=made-up')).status).toBe(400);
  });
});
