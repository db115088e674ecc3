import { requestFieldOf } from '@kindred/criteria';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RequestContextInput, requestContext } from './request-context.js';

const now = Date.UTC(2026, 4, 4, 22, 30);
const calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.61';

function read(input: Partial<RequestContextInput>) {
  return requestContext({ headers: {}, signedIn: false, now, calendar, ...input });
}

describe('what is known of a request', () => {
  it('comes from the context of the page', () => {
    const context = {
      page: { url: 'https://shop.test:8443/shoes?utm_source=link&size=42', referrer: 'https://www.google.com/search' },
      userAgent: edge,
      locale: 'pt-BR',
      timezone: 'America/Sao_Paulo',
      location: { country: 'br', region: 'São Paulo', city: 'Santos' },
      ip: '2001:db8::7',
      campaign: { source: 'newsletter', name: 'spring' },
      cookies: { plan: 'pro' },
      session: { count: 3, pages: 7 },
    };
    expect(read({ context, signedIn: true })).toEqual({
      signedIn: true,
      userAgent: edge,
      browser: 'Edge',
      browserVersion: '120.0.2210',
      os: 'Windows',
      osVersion: '10.0.0',
      deviceType: 'desktop',
      language: 'pt-BR',
      url: 'https://shop.test:8443/shoes?utm_source=link&size=42',
      host: 'shop.test',
      path: '/shoes',
      referrer: 'https://www.google.com/search',
      referrerHost: 'www.google.com',
      'parameters.utm_source': 'link',
      'parameters.size': '42',
      'utm.source': 'newsletter',
      'utm.campaign': 'spring',
      'cookies.plan': 'pro',
      sessionCount: 3,
      sessionPages: 7,
      localDate: '2026-05-04',
      localHour: 19,
      localWeekday: 'Monday',
      country: 'BR',
      region: 'São Paulo',
      city: 'Santos',
      ip: '2001:db8::7',
      channel: 'Unassigned',
    });
  });

  it('counts sessions and pages in whole numbers only', () => {
    for (const odd of [-1, 1.5, '3', null, Number.MAX_VALUE, [2], {}]) {
      const { sessionCount, sessionPages } = read({ context: { session: { count: odd, pages: 0 } } });
      expect([sessionCount, sessionPages], String(odd)).toEqual([undefined, 0]);
    }
  });

  it('knows the device and the screen as an app or a page tells them', () => {
    const device = { manufacturer: 'Apple', model: 'iPhone16,2', id: 'secret' };
    const context = { device, screen: { width: 430, height: 932, density: 3 } };
    expect(read({ context })).toMatchObject({
      deviceBrand: 'Apple',
      deviceModel: 'iPhone16,2',
      screenWidth: 430,
      screenHeight: 932,
    });
    for (const odd of ['430', -1, null])
      expect(read({ context: { screen: { width: odd } } })).not.toHaveProperty('screenWidth');
  });

  it('comes from the headers where the context is silent', () => {
    const headers = {
      'user-agent': edge,
      'accept-language': 'fr;q=0.4, de-CH, de;q=0.9',
      referer: 'https://shop.test/start?a=b',
    };
    expect(read({ headers })).toMatchObject({
      browser: 'Edge',
      language: 'de-CH',
      url: 'https://shop.test/start?a=b',
      host: 'shop.test',
      'parameters.a': 'b',
    });
  });

  it('has every value of a URL parameter that is repeated, and one source of the campaign', () => {
    const url = 'https://shop.test/?q=shoes&size=42&q=boots&utm_source=a&utm_source=b&q=shoes';
    expect(read({ context: { page: { url } } })).toMatchObject({
      'parameters.q': ['shoes', 'boots'],
      'parameters.size': '42',
      'parameters.utm_source': ['a', 'b'],
      'utm.source': 'a',
    });
  });

  it('is local time in the zone of the visitor, else of the site', () => {
    expect(read({ context: { timezone: 'Asia/Tokyo' } })).toMatchObject({ localDate: '2026-05-05', localHour: 7 });
    expect(read({})).toMatchObject({ localDate: '2026-05-05', localHour: 0 });
    expect(read({ context: { timezone: 'Mars/Olympus' } })).toMatchObject({ localHour: 0 });
  });

  it('includes the country only from the context or from a proxy that is trusted', () => {
    const headers = { 'cf-ipcountry': 'CH', 'x-country': 'DE' };
    expect(read({ headers })).not.toHaveProperty('country');
    expect(read({ headers, locationHeaders: { country: 'X-Country' } })).toHaveProperty('country', 'DE');
    expect(read({ headers: { 'x-country': 'XX' }, locationHeaders: { country: 'x-country' } })).not.toHaveProperty(
      'country',
    );
    const context = { location: { country: 'FR' } };
    expect(read({ context, headers, locationHeaders: { country: 'x-country' } })).toHaveProperty('country', 'FR');
  });

  it('includes region and city as a trusted proxy names them', () => {
    const locationHeaders = { region: 'X-Region', city: 'X-City' };
    const bytes = Buffer.from('Zürich').toString('latin1');
    const headers = { 'x-region': 'Z%C3%BCrich', 'x-city': bytes };
    expect(read({ headers, locationHeaders })).toMatchObject({ region: 'Zürich', city: 'Zürich' });
    expect(read({ headers })).not.toHaveProperty('city');
    expect(read({ headers: { 'x-city': '100%' }, locationHeaders })).toHaveProperty('city', '100%');
  });

  it('includes the address of the visitor, not of a server that asks', () => {
    const context = { ip: '10.1.2.3' };
    expect(read({ context })).toHaveProperty('ip', '10.1.2.3');
    expect(read({ context, address: '::1' })).toHaveProperty('ip', '::1');
    expect(read({ context, address: null })).not.toHaveProperty('ip');
    expect(read({ context: { ip: 'unknown' } })).not.toHaveProperty('ip');
  });

  it.each([
    ['2026-05-04T21:59:00Z', 'Monday'],
    ['2026-05-04T22:00:00Z', 'Tuesday'],
    ['2026-05-10T12:00:00Z', 'Sunday'],
  ])('has at %s the weekday of the local date', (time, localWeekday) => {
    expect(read({ now: Date.parse(time) })).toHaveProperty('localWeekday', localWeekday);
  });

  it('leaves out what nobody says', () => {
    expect(Object.keys(read({})).sort()).toEqual(['localDate', 'localHour', 'localWeekday', 'signedIn']);
  });

  it('is bounded, whatever is sent', () => {
    const cookies = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`c${n}`, 'x'.repeat(10_000)]));
    const search = `?${Array.from({ length: 5000 }, (_, n) => `p${n}=1`).join('&')}`;
    const bag = read({
      context: { cookies, page: { search, url: 'x'.repeat(100_000) }, userAgent: 'y'.repeat(100_000) },
    });
    expect(Object.keys(bag).length).toBeLessThan(220);
    expect(JSON.stringify(bag).length).toBeLessThan(450_000);
  });

  it('has only fields that conditions can ask for, and never fails', () => {
    const text = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('__proto__', 'en-US', 'Europe/Berlin', edge));
    const value = fc.oneof(text, fc.jsonValue());
    const page = fc.record({ url: value, referrer: value, path: value, search: value }, { requiredKeys: [] });
    const context = fc.record(
      {
        page: fc.oneof(page, fc.jsonValue()),
        userAgent: value,
        locale: value,
        timezone: value,
        location: fc.oneof(fc.record({ country: value, region: value, city: value }), fc.jsonValue()),
        ip: value,
        campaign: fc.oneof(fc.dictionary(text, value), fc.jsonValue()),
        cookies: fc.oneof(fc.dictionary(text, value), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const headers = fc.dictionary(fc.constantFrom('user-agent', 'accept-language', 'referer'), text);
    fc.assert(
      fc.property(fc.oneof(context, fc.jsonValue()), headers, (given, sent) => {
        for (const field of Object.keys(read({ context: given, headers: sent }))) {
          expect(requestFieldOf(field) ?? field.startsWith('utm.'), field).toBeTruthy();
        }
      }),
    );
  });
});
