import { Analytics } from '@segment/analytics-node';
import { expect, it } from 'vitest';
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
