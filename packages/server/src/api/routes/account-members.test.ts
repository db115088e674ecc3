import { everyone } from '@kindred/criteria';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';

let test: TestServer;
let large: string;

const accounts: readonly [id: string, traits: Record<string, unknown>, people: readonly string[]][] = [
  ['acme', { name: 'Acme', industry: 'Banking', employees: 900, tags: ['key', 'alpine'] }, ['ana', 'bo']],
  ['birch', { name: 'Birch', industry: 'Retail', employees: 700 }, ['cy']],
  ['cobalt', { name: 'cobalt', industry: 'Banking', employees: 800 }, []],
  ['dune', { name: 'Dune', industry: 'Retail', employees: 20 }, ['dora']],
  ['elm', { industry: 'Farming', employees: 5 }, []],
];

beforeAll(async () => {
  test = await TestServer.start();
  for (const [id, traits, people] of accounts) {
    await test.call('PUT', `/v1/groups/account/${id}`, { traits });
    for (const user of people) {
      await test.send({ type: 'identify', userId: user, traits: { name: user }, messageId: user });
      await test.call('PUT', `/v1/groups/account/${id}/members/${user}`);
    }
  }
  const criteria = { type: 'property', property: 'account.employees', operator: 'atLeast', value: 500 };
  large = (await test.segment('large', criteria, { subject: 'account' })).id;
});
afterAll(() => test.stop());

const members = async (query: string) => (await test.get(`/v1/segments/${large}/members?${query}`)).body;
const ids = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

const shown = (wanted: readonly string[]) =>
  until(async () => ids(await members('sort=name')).join() === wanted.join());

describe('the members of a segment of accounts', () => {
  it('are found by their id and the text of any trait', async () => {
    expect(ids(await members('search=ACM'))).toEqual(['acme']);
    expect(ids(await members('search=banking'))).toEqual(['acme', 'cobalt']);
    expect(ids(await members('search=alp'))).toEqual(['acme']);
    expect(ids(await members('search=dune'))).toEqual([]);
  });

  it('are sorted by name, people and since when they are in, page by page', async () => {
    expect(ids(await members('sort=name'))).toEqual(['acme', 'birch', 'cobalt']);
    expect(ids(await members('sort=-people'))).toEqual(['acme', 'birch', 'cobalt']);
    expect(ids(await members('sort=people'))).toEqual(['cobalt', 'birch', 'acme']);
    const forwards = ids(await members('sort=since'));
    expect(ids(await members('sort=-since'))).toEqual(forwards.toReversed());
    const first = await members('sort=-name&limit=2');
    const second = await members(`sort=-name&limit=2&cursor=${first.next}`);
    expect([...ids(first), ...ids(second)]).toEqual(['cobalt', 'birch', 'acme']);
    expect(second.next).toBeNull();
  });

  it('are told apart by whether they have people', async () => {
    expect(ids(await members('people=true'))).toEqual(['acme', 'birch']);
    expect(ids(await members('people=false'))).toEqual(['cobalt']);
  });

  it('come with the traits asked for, in either way of listing', async () => {
    const listed = { id: 'acme', name: 'Acme', people: 2, since: expect.any(String), traits: { industry: 'Banking' } };
    expect((await members('search=acme&columns=industry,nothing')).items).toEqual([listed]);
    expect((await members('columns=industry')).items).toContainEqual(listed);
  });

  it('are not asked for by what people alone have, nor people by what accounts have', async () => {
    for (const query of ['known=true', 'sort=lastSeen']) {
      expect((await members(query)).errors).toMatchObject([{ path: query.split('=')[0], code: 'not_allowed_here' }]);
    }
    const { id } = await test.segment('anybody', { type: 'property', property: 'user.name', operator: 'known' });
    for (const query of ['people=true', 'sort=-people']) {
      const { body } = await test.get(`/v1/segments/${id}/members?${query}`);
      expect(body.errors).toMatchObject([{ path: query.split('=')[0], code: 'not_allowed_here' }]);
    }
  });

  it('are added and left out by name', async () => {
    const { body: stored } = await test.get(`/v1/segments/${large}`);
    const put = (lists: object) =>
      test.call(
        'PUT',
        `/v1/segments/${large}`,
        { name: stored.name, criteria: stored.criteria, subject: 'account', ...lists },
        {
          ...test.auth(),
          'if-match': '*',
        },
      );
    expect((await put({ includes: ['elm'], excludes: ['acme'] })).body).toMatchObject({
      includes: ['elm'],
      excludes: ['acme'],
    });
    await shown(['birch', 'cobalt', 'elm']);
    await put({});
    await shown(['acme', 'birch', 'cobalt']);
  });
});

describe('a segment of accounts by the number of their people', () => {
  it('counts whoever belongs to them, known or guest, live and in previews', async () => {
    const criteria = { type: 'people', of: everyone, count: { atLeast: 2 } };
    const { body } = await test.post('/v1/preview', { subject: 'account', criteria });
    expect(body).toMatchObject({ certain: { total: 1 }, exact: true });
    const { id } = await test.segment('of-two', criteria, { subject: 'account' });
    const stored = await test.get(`/v1/segments/${id}`);
    expect(stored.body).toMatchObject({ size: 1, sentence: 'Accounts with at least 2 people' });
    await test.call('PUT', '/v1/groups/account/birch/members/dora');
    expect(ids((await test.get(`/v1/segments/${id}/members?sort=name`)).body)).toEqual(['acme', 'birch']);
    await test.call('DELETE', '/v1/groups/account/birch/members/dora');
    expect((await test.get(`/v1/segments/${id}`)).body.size).toBe(1);
    expect((await test.post('/v1/verify', {})).body).toMatchObject({ differences: 0 });
  });
});

describe('how the accounts of a segment differ from all accounts', () => {
  const ask = (...of: unknown[]) => test.post(`/v1/segments/${large}/distributions`, { of });

  it('counts accounts, not their people', async () => {
    const { body } = await ask({ property: 'account.industry' }, { property: 'account.tags' });
    expect(body.people).toEqual({ segment: 3, everyone: 5 });
    const [industry, tags] = body.items;
    const rows = industry.rows.map(
      (row: { is: { kind: string; value?: string }; segment: number; everyone: number }) => [
        row.is.value ?? row.is.kind,
        row.segment,
        row.everyone,
      ],
    );
    expect(rows.toSorted()).toEqual([
      ['Banking', 2, 2],
      ['Farming', 0, 1],
      ['Retail', 1, 2],
      ['missing', 0, 0],
    ]);
    expect(tags.rows.at(-1)).toMatchObject({ is: { kind: 'missing' }, segment: 2, everyone: 4 });
  });

  it('gives each row the criteria of a segment of as many accounts', async () => {
    const { body } = await ask({ property: 'account.industry' });
    for (const { criteria, everyone } of body.items[0].rows) {
      const { body: counted } = await test.post('/v1/preview', { subject: 'account', criteria });
      expect(counted.certain.total).toBe(everyone);
    }
  });

  it('refuses what accounts do not have', async () => {
    for (const aspect of [{ property: 'user.plan' }, { property: 'profile.known' }, { event: 'Bought' }]) {
      const { status, body } = await ask({ property: 'account.industry' }, aspect);
      expect([status, body.code]).toEqual([400, 'invalid_property']);
      expect(body.errors[0].path).toBe('of[1].property');
    }
  });
});
