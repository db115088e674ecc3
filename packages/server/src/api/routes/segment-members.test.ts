import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
let gold: string;

beforeAll(async () => {
  test = await TestServer.start();
  const bought = (who: Record<string, string>) => ({ type: 'track', event: 'Bought', ...who });
  await test.send(
    { type: 'identify', userId: 'ana', traits: { name: 'Ana', city: 'Köln, "Süd"', plan: 'gold', formula: '=1+1' } },
    { type: 'identify', userId: 'bo', traits: { name: 'Bo', plan: 'gold', age: -4 } },
    { type: 'identify', userId: 'cy', traits: { name: 'Cy', plan: 'free' } },
    bought({ userId: 'ana' }),
  );
  await test.send(bought({ anonymousId: 'guest-1' }));
  await test.send(bought({ userId: 'bo' }));
  gold = (await test.segment('buyers', { type: 'event', event: 'Bought', count: { atLeast: 1 } })).id;
});
afterAll(() => test.stop());

const ids = (body: { items: readonly { userId: string | null; anonymousIds: readonly string[] }[] }) =>
  body.items.map(({ userId, anonymousIds }) => userId ?? anonymousIds[0]);
const members = async (query: string) => (await test.get(`/v1/segments/${gold}/members?${query}`)).body;

describe('the members of a segment', () => {
  it('are found by name and id, and told apart as known users and guests', async () => {
    expect(ids(await members('search=an'))).toEqual(['ana']);
    expect(ids(await members('search=cy'))).toEqual([]);
    expect(ids(await members('search=guest'))).toEqual(['guest-1']);
    expect(ids(await members('known=false'))).toEqual(['guest-1']);
    expect(ids(await members('known=true')).sort()).toEqual(['ana', 'bo']);
  });

  it('are sorted by when they were seen, page by page', async () => {
    const first = await members('sort=lastSeen&limit=2');
    const second = await members(`sort=lastSeen&limit=2&cursor=${first.next}`);
    const forwards = [...ids(first), ...ids(second)];
    expect(forwards).toHaveLength(3);
    expect(ids(await members('sort=-lastSeen'))).toEqual([...forwards].reverse());
    expect(second.next).toBeNull();
  });

  it('are none of a segment that is decided per request, which says so', async () => {
    const criteria = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { id } = await test.segment('on-chrome', criteria);
    const { status, body } = await test.get(`/v1/segments/${id}/members`);
    expect([status, body.code]).toEqual([409, 'request_time_segment']);
    expect(body.detail).toContain('decided per request');
  });

  it('come with the traits asked for', async () => {
    const { items } = await members('search=ana&columns=city,age');
    expect(items).toMatchObject([{ traits: { city: 'Köln, "Süd"' } }]);
    expect(items[0].since).toMatch(/^\d{4}-/);
  });

  it('come with traits whose names have commas, where each is given by itself', async () => {
    const traits = { 'Street, number': 'Ring 3', city: 'Bonn' };
    await test.send({ type: 'identify', userId: 'ana', traits });
    const shown = async (query: string) => (await members(`search=ana&${query}`)).items[0].traits;
    const comma = `columns=${encodeURIComponent('Street, number')}`;
    expect(await shown(`${comma}&columns=city`)).toEqual(traits);
    expect(await shown(`${comma}&${comma}`)).toEqual({ 'Street, number': 'Ring 3' });
    expect(await shown('columns=Street,city')).toEqual({ city: 'Bonn' });
    const longest = 'x'.repeat(500);
    expect((await test.get(`/v1/segments/${gold}/members?columns=${longest}`)).status).toBe(200);
  });
});
