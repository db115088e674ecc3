import { Analytics } from '@segment/analytics-node';
import { expect, it, onTestFinished } from 'vitest';
import { TestServer } from '../testing/test-server.js';
import { ingestionServers, writeKey } from './testing/ingestion-server.js';

const startIngestion = ingestionServers();

it('The published @segment/analytics-node works unchanged', async () => {
  const server = await startIngestion({ clock: Date.now });
  const failures: unknown[] = [];
  const analytics = new Analytics({ writeKey, host: server.url });
  analytics.on('error', (error) => failures.push(error));

  analytics.identify({ userId: 'u', traits: { plan: 'pro' } });
  analytics.track({ userId: 'u', event: 'Order Completed', properties: { total: 12.5 } });
  analytics.page({ anonymousId: 'a', name: 'Home', properties: { url: 'https://x.test/' } });
  analytics.screen({ anonymousId: 'a', name: 'Cart' });
  analytics.group({ userId: 'u', groupId: 'g', traits: { name: 'Initech' } });
  analytics.alias({ userId: 'u', previousId: 'a' });
  const earlier = new Date(Date.now() - 3_600_000);
  analytics.track({ userId: 'u', event: 'Earlier', timestamp: earlier });
  await analytics.closeAndFlush();

  expect(failures).toEqual([]);
  expect(server.rejected).toEqual([]);
  const events = server.events;
  expect(events.map(({ type, name }) => [type, name])).toEqual([
    ['identify', ''],
    ['track', 'Order Completed'],
    ['page', 'Page Viewed'],
    ['screen', 'Screen Viewed'],
    ['group', ''],
    ['alias', ''],
    ['track', 'Earlier'],
  ]);
  expect(events[1]).toMatchObject({
    userId: 'u',
    properties: { total: 12.5 },
    context: { 'library.name': '@segment/analytics-node' },
  });
  expect(events[4]).toMatchObject({ group: { kind: 'account', id: 'g' }, traits: { name: 'Initech' } });
  expect(events[5]).toMatchObject({ userId: 'u', previousId: 'a' });
  expect(Math.abs((events[6]?.time ?? 0) - earlier.getTime())).toBeLessThan(5000);
});

it('The published @segment/analytics-node fills segments of a whole server, with its real key', async () => {
  const server = await TestServer.start();
  onTestFinished(() => server.stop());
  const pro = { type: 'property', property: 'user.plan', operator: 'equals', value: 'pro' };
  const bought = { type: 'event', event: 'Order Completed', count: { atLeast: 1 } };
  const { id } = await server.segment('pro-buyers', { type: 'all', of: [pro, bought] });
  const failures: unknown[] = [];
  const analytics = new Analytics({ writeKey: server.writeKey, host: server.url });
  analytics.on('error', (error) => failures.push(error));

  analytics.track({ anonymousId: 'device', event: 'Order Completed', properties: { total: 12.5 } });
  analytics.identify({ userId: 'ada', anonymousId: 'device', traits: { plan: 'pro' } });
  analytics.group({ userId: 'ada', groupId: 'initech', traits: { name: 'Initech' } });
  analytics.track({ anonymousId: 'null', event: 'Order Completed' });
  await analytics.closeAndFlush();

  expect(failures).toEqual([]);
  const { items } = (await server.get(`/v1/segments/${id}/members`)).body;
  expect(items).toMatchObject([{ userId: 'ada', anonymousIds: ['device'] }]);
  expect((await server.get('/v1/groups/account/initech')).body).toMatchObject({ name: 'Initech' });
  expect((await server.get('/v1/events/rejected')).body.items).toMatchObject([{ code: 'blocked_id' }]);
  const decided = await server.post('/v1/decide', { decideKey: server.decideKey, userId: 'ada' }, {});
  expect(decided.status).toBe(200);
  // A preview waits for the warehouse only so long, and says where that was not enough.
  const counted = async () => (await server.post('/v1/preview', { criteria: bought })).body;
  await expect
    .poll(counted, { timeout: 10_000 })
    .toMatchObject({ complete: true, certain: { known: 1, guests: 0, total: 1 } });
});
