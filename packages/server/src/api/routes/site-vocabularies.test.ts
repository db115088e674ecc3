import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

const address = '/v1/vocabularies/request.cookies.theme';

async function listed(id: string) {
  const { groups } = (await test.get('/v1/properties?language=de')).body;
  const properties: { id: string }[] = groups.flatMap((group: { properties: { id: string }[] }) => group.properties);
  return { at: properties.findIndex((each) => each.id === id), property: properties.find((each) => each.id === id) };
}

async function codes(value: unknown, operator = 'equals'): Promise<string[]> {
  const criteria = { type: 'property', property: 'request.cookies.theme', operator, value };
  const { findings } = (await test.post('/v1/criteria/analyze', { criteria })).body;
  return findings.map(({ code, path }: { code: string; path: string }) => `${path} ${code}`);
}

describe('a fixed list of values', () => {
  it('is what pickers offer for a property of a visit, also for one cookie of all', async () => {
    expect((await test.call('PUT', address, { values: ['Dark', 'Light'] })).status).toBe(200);
    expect((await test.get('/v1/vocabularies')).body.items).toEqual([
      { property: 'request.cookies.theme', values: ['Dark', 'Light'] },
    ]);
    const theme = await listed('request.cookies.theme');
    expect(theme.property).toMatchObject({ label: 'Cookie „theme“', values: ['Dark', 'Light'], requestTime: true });
    expect(theme.at).toBeLessThan((await listed('request.cookies.')).at);
    await test.call('PUT', '/v1/vocabularies/request.language', { values: ['de-CH'] });
    expect((await listed('request.language')).property).toMatchObject({ values: ['de-CH'] });
  });

  it('lets an analysis point out other values', async () => {
    expect(await codes('dark')).not.toContain('value outside_vocabulary');
    expect(await codes('blue')).toContain('value outside_vocabulary');
    expect(await codes(['light', 'blue'], 'oneOf')).toContain('value outside_vocabulary');
    expect(await codes('bl', 'startsWith')).not.toContain('value outside_vocabulary');
  });

  it('outlives a restart, and can be taken away', async () => {
    await test.restart();
    expect((await test.call('DELETE', address)).status).toBe(204);
    expect((await test.call('DELETE', address)).status).toBe(404);
    expect((await listed('request.cookies.theme')).property).toBeUndefined();
    expect(await codes('blue')).not.toContain('value outside_vocabulary');
  });

  it.each([
    ['user.plan', ['a']],
    ['request.localHour', ['1']],
    ['request.nothing', ['a']],
    ['request.language', []],
    ['request.language', ['a', 'A']],
    ['request.language', ['']],
  ])('is refused for %s of %j', async (property, values) => {
    expect((await test.call('PUT', `/v1/vocabularies/${property}`, { values })).status).toBe(400);
  });

  it('loses none of several that are given at once', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `request.parameters.p${index}`);
    await Promise.all(names.map((name) => test.call('PUT', `/v1/vocabularies/${name}`, { values: ['a'] })));
    const { items } = (await test.get('/v1/vocabularies')).body;
    expect(items.map(({ property }: { property: string }) => property)).toEqual(expect.arrayContaining(names));
  });
});
