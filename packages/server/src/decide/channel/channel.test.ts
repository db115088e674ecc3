import { channels } from '@kindred/criteria/properties';
import { describe, expect, it } from 'vitest';
import { channelOf, channelOfTrail, type Trail } from './index.js';
import { sourceCategory } from './sources.js';

function from(trail: Partial<Trail>): string | undefined {
  return channelOfTrail({
    source: undefined,
    medium: undefined,
    campaign: undefined,
    click: undefined,
    host: 'www.shop.test',
    referrer: undefined,
    ...trail,
  });
}

function page(address: string): Trail['referrer'] {
  const { hostname, pathname } = new URL(address);
  return { host: hostname, path: pathname };
}

describe('the channel of a visit', () => {
  it.each([
    ['https://www.google.co.uk/', 'Organic Search'],
    ['https://de.search.yahoo.com/search', 'Organic Search'],
    ['android-app://com.google.android.googlequicksearchbox/', 'Organic Search'],
    ['https://mail.google.com/', 'Referral'],
    ['https://old.reddit.com/r/bikes', 'Organic Social'],
    ['https://x.com/somebody', 'Organic Social'],
    ['https://x.com/i/grok', 'Referral'],
    ['https://chatgpt.com/', 'Referral'],
    ['https://m.youtube.com/watch', 'Organic Video'],
    ['https://www.amazon.de/dp/1', 'Organic Shopping'],
    ['https://blog.example.org/best-shops', 'Referral'],
  ])('of somebody who came from %s is %s', (address, channel) => {
    expect(from({ referrer: page(address) })).toBe(channel);
  });

  it('is Direct where there was no page before', () => {
    expect(from({ referrer: null })).toBe('Direct');
  });

  it('is not known where nobody tells of a page before, or where it was one of the same site', () => {
    expect(from({})).toBeUndefined();
    for (const address of ['https://www.shop.test/a', 'https://shop.test/', 'https://pay.shop.test/']) {
      expect(from({ referrer: page(address) }), address).toBeUndefined();
    }
    expect(from({ referrer: page('https://workshop.test/') })).toBe('Referral');
  });

  it('is told by the campaign, and only then by a click on an ad and by the page before', () => {
    const referrer = page('https://www.google.com/');
    expect(from({ source: 'Newsletter', medium: ' Email ', click: 'google', referrer })).toBe('Email');
    expect(from({ source: 'facebook', medium: 'cpc', referrer })).toBe('Paid Social');
    expect(from({ click: 'google', referrer })).toBe('Paid Search');
    expect(from({ click: 'bing' })).toBe('Paid Search');
    expect(from({ campaign: 'summer shopping', referrer: null })).toBe('Direct');
    expect(from({ campaign: 'summer shopping' })).toBe('Organic Shopping');
    expect(from({ source: 'partner' })).toBe('Unassigned');
  });

  it('gives banners paid by impression to Display unless they stand in a shop, a network, a search engine or a video', () => {
    expect(from({ source: 'news.example', medium: 'cpm' })).toBe('Display');
    expect(from({ source: 'linkedin.com', medium: 'cpm' })).toBe('Paid Social');
  });

  it('is one of those that conditions can choose from', () => {
    for (const medium of ['', 'cpc', 'push', 'audio', 'affiliate', 'sms', 'x']) {
      expect(channels).toContain(channelOf({ source: 'a', medium, campaign: '', category: null }));
    }
  });
});

it('knows a host of very many parts to be nothing in particular, soon', () => {
  const started = performance.now();
  expect(sourceCategory(`${'a.'.repeat(100_000)}com`)).toBeNull();
  expect(performance.now() - started).toBeLessThan(500);
});
