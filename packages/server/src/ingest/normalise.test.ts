import { describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '../engine/contract.js';
import { readCall } from './call.js';
import type { JsonObject } from './json.js';
import { defaultLimits } from './limits.js';
import { normalise } from './normalise.js';

const receivedAt = Date.UTC(2026, 4, 4, 12);
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1';

function accept(raw: JsonObject, batchContext: JsonObject | null = null): AcceptedEvent {
  const call = readCall(raw, { limits: defaultLimits, type: null, strict: false, weigh: false });
  return normalise(call, { receivedAt, sentAt: null, context: batchContext, maxAgeYears: 10 });
}

describe('an accepted event', () => {
  it('has its properties by path', () => {
    const event = accept({
      type: 'track',
      event: 'Order Completed',
      userId: 'u',
      messageId: 'm',
      timestamp: '2026-05-04T11:59:00Z',
      properties: { total: 25, address: { city: 'Zürich' }, products: [{ sku: 'a' }, { sku: 'b' }], none: null },
    });
    expect(event).toEqual({
      type: 'track',
      messageId: 'm',
      name: 'Order Completed',
      userId: 'u',
      anonymousId: null,
      time: receivedAt - 60_000,
      properties: { total: 25, 'address.city': 'Zürich', 'products.sku': ['a', 'b'] },
      context: {},
    });
  });

  it('is given a message id of its own where it has none', () => {
    const [first, second] = [1, 2].map(() => accept({ type: 'track', event: 'E', userId: 'u' }).messageId);
    expect(first).toMatch(/^.{36}$/);
    expect(first).not.toBe(second);
  });

  it('is Page Viewed for a page, with the address from the context', () => {
    const page = { path: '/a', url: 'https://x.test/a', referrer: '', title: 'A', search: '?b' };
    const event = accept({
      type: 'page',
      anonymousId: 'a',
      name: 'Home',
      category: 'Start',
      properties: { title: 'Own' },
      context: { page },
    });
    expect(event.name).toBe('Page Viewed');
    expect(event.properties).toEqual({ name: 'Home', category: 'Start', ...page, title: 'Own' });
  });

  it('is Screen Viewed for a screen', () => {
    expect(accept({ type: 'screen', anonymousId: 'a', name: 'Cart' })).toMatchObject({
      name: 'Screen Viewed',
      properties: { name: 'Cart' },
    });
  });

  it('tells of traits that are taken away', () => {
    const { traits } = accept({
      type: 'identify',
      userId: 'u',
      traits: { plan: null, tags: [], address: { zip: '1' } },
    });
    expect(traits).toEqual({ plan: null, tags: null, 'address.zip': '1' });
  });

  it('has the group apart from its traits', () => {
    const traits = { groupKind: 'organization', parentId: 'p', name: 'Initech' };
    const event = accept({ type: 'group', userId: 'u', groupId: 'g', traits });
    expect(event.group).toEqual({ kind: 'organization', id: 'g', parent: 'p' });
    expect(event.traits).toEqual({ name: 'Initech' });
  });
});

describe('the context of an event', () => {
  it('is kept without what is personal', () => {
    const { context } = accept({
      type: 'track',
      event: 'E',
      userId: 'u',
      context: {
        ip: '192.0.2.7',
        traits: { email: 'a@b.test' },
        locale: 'de-CH',
        device: { id: 'secret', advertisingId: 'secret', token: 'secret', model: 'Pixel' },
        app: { version: '2.1' },
      },
    });
    expect(context).toEqual({ locale: 'de-CH', 'device.model': 'Pixel', 'app.version': '2.1' });
  });

  it('says what the user agent means', () => {
    const { context } = accept({ type: 'track', event: 'E', userId: 'u', context: { userAgent: iphone } });
    expect(context).toEqual({
      userAgent: iphone,
      browser: 'Safari',
      browserVersion: '17.2',
      os: 'iOS',
      osVersion: '17.2',
      deviceType: 'mobile',
    });
  });

  it('has the campaign in the words of links too', () => {
    const campaign = { name: 'spring', source: 'newsletter' };
    const { context } = accept({ type: 'track', event: 'E', userId: 'u', context: { campaign } });
    expect(context).toMatchObject({ 'utm.campaign': 'spring', 'utm.source': 'newsletter', 'campaign.name': 'spring' });
  });

  it('of an item goes before that of its batch', () => {
    const item = { type: 'track', event: 'E', userId: 'u', context: { locale: 'de' } };
    const batch = { locale: 'en', timezone: 'Europe/Zurich' };
    expect(accept(item, batch).context).toEqual({ locale: 'de', timezone: 'Europe/Zurich' });
    expect(accept({ ...item, context: undefined }, batch).context).toEqual(batch);
  });

  it('cannot reach into prototypes', () => {
    const raw: JsonObject = JSON.parse(
      '{"type":"track","event":"E","userId":"u","context":{"__proto__":{"polluted":1}},"properties":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    const event = accept(raw);
    expect('polluted' in {}).toBe(false);
    expect(event.context).toEqual({});
    expect(event.properties).toEqual({});
  });
});
