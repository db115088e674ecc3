import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const tier = '/v1/schema/traits/user.loyaltyTier';
const order = '/v1/schema/events/Order%20Completed';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  await test.send(
    { type: 'identify', userId: 'u', traits: { loyaltyTier: 'gold', seats: 'many' } },
    { type: 'track', userId: 'u', event: 'Order Completed', properties: { total: 5, colour: 'red' } },
  );
  expect(await test.server.engine.settle(60_000)).toMatchObject({ complete: true });
}, 90_000);
afterAll(() => test.stop());

async function listed(id: string, language = 'de') {
  const { groups } = (await test.get(`/v1/properties?language=${language}`)).body;
  const properties: { id: string }[] = groups.flatMap((group: { properties: { id: string }[] }) => group.properties);
  return properties.find((each) => each.id === id);
}

async function findings(criteria: unknown): Promise<string[]> {
  const { body } = await test.post('/v1/criteria/analyze', { criteria });
  return body.findings.map(({ code, path }: { code: string; path: string }) => `${path} ${code}`);
}

async function said(criteria: unknown, language: string): Promise<string> {
  return (await test.post(`/v1/criteria/check?language=${language}`, { criteria })).body.sentence;
}

const is = (property: string, operator: string, value: unknown) => ({ type: 'property', property, operator, value });
const ordered = (where: unknown) => ({ type: 'event', event: 'Order Completed', count: { atLeast: 1 }, where });

describe('what a site says of its traits', () => {
  it('is their label, type and values in pickers, also before anybody has sent them', async () => {
    const label = { en: 'loyalty tier', de: 'Treuestufe' };
    const description = { de: 'Wie treu jemand ist' };
    const told = await test.call('PUT', tier, { label, description, values: ['gold', 'silver'] });
    expect(told.status).toBe(200);
    expect(await listed('user.loyaltyTier')).toMatchObject({
      label: 'Treuestufe',
      description: 'Wie treu jemand ist',
      values: ['gold', 'silver'],
      seen: true,
    });
    expect(await listed('user.loyaltyTier', 'es')).toMatchObject({ label: 'loyalty tier' });
    await test.call('PUT', '/v1/schema/traits/account.renewal', { label: { en: 'renewal' }, type: 'date' });
    const renewal = await listed('account.renewal', 'en');
    expect(renewal).toMatchObject({
      label: 'renewal',
      type: 'date',
      seen: false,
      operators: expect.arrayContaining(['inNext']),
    });
  });

  it('is how sentences call them', async () => {
    expect(await said(is('user.loyaltyTier', 'equals', 'gold'), 'de')).toBe('Personen, deren Treuestufe „gold“ ist');
    expect(await said(is('user.loyaltyTier', 'equals', 'gold'), 'en')).toBe('People whose loyalty tier is “gold”');
  });

  it('is what an analysis compares with', async () => {
    expect(await findings(is('user.loyaltyTier', 'equals', 'bronze'))).toContain('value outside_vocabulary');
    expect(await findings(is('account.renewal', 'before', '2026-01-01'))).toEqual([]);
    expect(await findings(is('account.renewal', 'greaterThan', 5))).toContain('operator type_mismatch');
    await test.call('PUT', '/v1/schema/traits/user.seats', { type: 'number' });
    expect(await findings(is('user.seats', 'contains', 'x'))).toContain('operator type_mismatch');
  });

  it.each(['request.browser', 'account.id', 'organization.ancestorIds', 'profile.known', 'user.', 'user.a.__proto__'])(
    'is refused of %s',
    async (property) => {
      const { status } = await test.call('PUT', `/v1/schema/traits/${property}`, { label: { en: 'x' } });
      expect(status).toBe(400);
    },
  );
});

describe('what a site says of its events', () => {
  it('is their label and properties in pickers, sentences and analyses', async () => {
    const told = await test.call('PUT', order, {
      label: { en: 'an order', de: 'Bestellung' },
      properties: { total: { label: { de: 'Betrag' }, type: 'number' }, 'shipping.country': { values: ['DE', 'AT'] } },
    });
    expect(told.status).toBe(200);
    const [event] = (await test.get('/v1/event-names?language=de')).body.items;
    expect(event).toMatchObject({ name: 'Order Completed', label: 'Bestellung', count: 1 });
    expect(event.properties).toEqual(expect.arrayContaining(['total', 'colour', 'shipping.country']));
    expect(event.described[0]).toMatchObject({ id: 'properties.total', label: 'Betrag', type: 'number' });
    expect(await said(ordered(is('properties.total', 'atLeast', 50)), 'de')).toBe(
      'Personen, die Bestellung (wobei Betrag mindestens 50 ist) ausgelöst haben',
    );
    expect(await findings(ordered(is('properties.totl', 'atLeast', 50)))).toContain('where.property unknown_property');
    expect(await findings(ordered(is('properties.total', 'contains', 'x')))).toContain('where.operator type_mismatch');
    expect(await findings(ordered(is('properties.shipping.country', 'equals', 'FR')))).toContain(
      'where.value outside_vocabulary',
    );
    expect(await findings(ordered(is('context.page.path', 'equals', '/')))).toEqual([]);
  });

  it('is there before the event has come', async () => {
    await test.call('PUT', '/v1/schema/events/Trial%20Started', { label: { en: 'trial started' } });
    const { items } = (await test.get('/v1/event-names?search=trial')).body;
    expect(items).toMatchObject([{ name: 'Trial Started', label: 'trial started', count: 0 }]);
    const trial = { type: 'event', event: 'Trial Started', count: { atLeast: 1 } };
    expect(await findings(trial)).toEqual([]);
  });

  it('outlives a restart, and can be taken away', async () => {
    await test.restart();
    const { traits, events } = (await test.get('/v1/schema')).body;
    expect(traits.map(({ property }: { property: string }) => property)).toContain('user.loyaltyTier');
    expect(events.map(({ event }: { event: string }) => event)).toEqual(['Order Completed', 'Trial Started']);
    expect((await test.call('DELETE', order)).status).toBe(204);
    expect((await test.call('DELETE', order)).status).toBe(404);
    expect((await test.call('DELETE', tier)).status).toBe(204);
    expect((await test.call('DELETE', tier)).status).toBe(404);
    expect(await said(ordered(is('properties.total', 'atLeast', 50)), 'de')).toContain('Order Completed (wobei total');
  });
});
