import { describe, expect, it } from 'vitest';
import { createKindred } from './client.js';
import { fakePage } from './fake-environment.js';

const options = { writeKey: 'kw_1', decideKey: 'kd_1', host: 'https://kindred.example/' };

describe('the tracking calls', () => {
  it('send one batch in the Segment format, with the write key in the body', async () => {
    const page = fakePage();
    const kindred = createKindred(page.environment);
    kindred.load(options);
    kindred.page('Home');
    kindred.track('Order Completed', { total: 12 });
    await page.pass(200);
    expect(page.requests).toHaveLength(1);
    const { url, body } = page.requests[0] ?? expect.fail();
    expect(url).toBe('https://kindred.example/v1/batch');
    expect(body.writeKey).toBe('kw_1');
    expect(body.batch).toMatchObject([
      { type: 'page', name: 'Home', properties: { path: '/a/', name: 'Home' }, context: { page: { path: '/a/' } } },
      { type: 'track', event: 'Order Completed', properties: { total: 12 } },
    ]);
    expect(new Set(body.batch.map((message) => message.anonymousId)).size).toBe(1);
    expect(body.batch[0]?.userId).toBeUndefined();
  });

  it('made before load wait for it', async () => {
    const page = fakePage();
    const kindred = createKindred(page.environment);
    kindred.track('Early');
    await page.pass(1_000);
    expect(page.requests).toHaveLength(0);
    kindred.load(options);
    await page.pass(200);
    expect(page.requests[0]?.body.batch).toMatchObject([{ event: 'Early' }]);
  });

  it('carry both ids after identify, and a new anonymous id after reset', async () => {
    const page = fakePage();
    const kindred = createKindred(page.environment).load(options);
    kindred.track('As guest');
    kindred.identify('u1', { plan: 'gold' });
    kindred.track('As user');
    kindred.reset();
    kindred.track('As another');
    await page.pass(200);
    const [guest, identify, user, another] = page.requests[0]?.body.batch ?? [];
    expect(identify).toMatchObject({ userId: 'u1', anonymousId: guest?.anonymousId, traits: { plan: 'gold' } });
    expect(user).toMatchObject({ userId: 'u1', anonymousId: guest?.anonymousId });
    expect(another?.userId).toBeUndefined();
    expect(another?.anonymousId).not.toBe(guest?.anonymousId);
  });

  it('tell which visit it is and of how many pages, until a rest, midnight or another visitor', async () => {
    // Noon, wherever the test runs: no midnight within the next hours.
    const noon = new Date(2026, 4, 4, 12).getTime();
    const page = fakePage(new Map(), noon);
    const kindred = createKindred(page.environment).load(options);
    const session = () => page.requests.at(-1)?.body.batch.at(-1)?.context.session;
    kindred.page();
    kindred.page();
    kindred.track('Read');
    await page.pass(30 * 60_000);
    expect(session()).toEqual({ count: 1, pages: 2 });
    kindred.page();
    await page.pass(30 * 60_000 + 1);
    expect(session()).toEqual({ count: 1, pages: 3 });
    kindred.page();
    await page.pass(200);
    expect(session()).toEqual({ count: 2, pages: 1 });
    page.stored.set(
      'kindred_visit',
      JSON.stringify({ count: 2, pages: 4, at: new Date(2026, 4, 3, 23, 59).getTime() }),
    );
    kindred.track('After midnight');
    await page.pass(200);
    expect(session()).toEqual({ count: 3, pages: 0 });
    kindred.reset();
    kindred.page();
    await page.pass(200);
    expect(session()).toEqual({ count: 1, pages: 1 });
    page.stored.set('kindred_visit', '{"count":');
    kindred.page();
    await page.pass(200);
    expect(session()).toEqual({ count: 1, pages: 1 });
  });

  it('keep the visitor from page to page', async () => {
    const first = fakePage();
    createKindred(first.environment).load(options).identify('u1');
    await first.pass(200);
    const second = fakePage(first.stored, 1_700_000_100_000);
    createKindred(second.environment).load(options).page();
    await second.pass(200);
    expect(second.requests[0]?.body.batch[0]).toMatchObject({
      userId: 'u1',
      anonymousId: first.requests[0]?.body.batch[0]?.anonymousId,
    });
  });
});

describe('a campaign', () => {
  it('named by utm parameters stays with the visit and ends with it', async () => {
    const page = fakePage();
    page.page = { ...page.page, search: '?utm_source=news&utm_medium=email&utm_campaign=spring' };
    const kindred = createKindred(page.environment).load(options);
    kindred.page();
    page.page = { ...page.page, search: '' };
    await page.pass(10 * 60_000);
    kindred.page();
    await page.pass(31 * 60_000);
    kindred.page();
    await page.pass(200);
    const sent = page.requests.flatMap((request) => request.body.batch.map((message) => message.context.campaign));
    const spring = { source: 'news', medium: 'email', name: 'spring' };
    expect(sent).toEqual([spring, spring, undefined]);
  });
});

describe('privacy signals', () => {
  it('stop events and ids, yet decide still answers from the request alone', async () => {
    const page = fakePage();
    page.privacy = true;
    page.answers = [
      {
        status: 200,
        retryAfter: null,
        body: '{"segments":[{"key":"mobile","name":{"en":"Mobile"}}],"keys":["mobile"]}',
      },
    ];
    const kindred = createKindred(page.environment).load(options);
    kindred.page();
    kindred.identify('u1');
    const decided = await kindred.decide();
    expect(decided.keys).toEqual(['mobile']);
    expect(page.stored.size).toBe(0);
    expect(page.requests).toHaveLength(1);
    expect(page.requests[0]?.body.anonymousId).toBeUndefined();
  });

  it('are ignored where the site says so', async () => {
    const page = fakePage();
    page.privacy = true;
    createKindred(page.environment)
      .load({ ...options, respectPrivacySignals: false })
      .page();
    await page.pass(200);
    expect(page.requests).toHaveLength(1);
  });
});

describe('decide', () => {
  it('asks after everything before it was sent', async () => {
    const page = fakePage();
    page.answers = [
      { status: 200, retryAfter: null, body: '{}' },
      { status: 200, retryAfter: null, body: '{"segments":[{"key":"a","name":{"en":"A"}}]}' },
    ];
    const kindred = createKindred(page.environment).load(options);
    kindred.track('Bought');
    const decided = await kindred.decide();
    expect(page.requests.map((request) => request.url)).toEqual([
      'https://kindred.example/v1/batch',
      'https://kindred.example/v1/decide',
    ]);
    expect(page.requests[1]?.body).toMatchObject({
      decideKey: 'kd_1',
      context: { locale: 'en-US', timezone: 'Europe/Berlin', page: { path: '/a/' } },
    });
    expect(decided).toEqual({ keys: ['a'], segments: [{ key: 'a', name: { en: 'A' } }] });
  });

  it.each([
    ['the network fails', null],
    ['the server refuses', { status: 503, retryAfter: null, body: '' }],
    ['the answer is no JSON', { status: 200, retryAfter: null, body: '<html>' }],
    ['the answer is another', { status: 200, retryAfter: null, body: '{"items":[]}' }],
  ])('answers no segments when %s', async (_, answer) => {
    const page = fakePage();
    page.answers = [answer];
    const decided = await createKindred(page.environment).load(options).decide();
    expect(decided.keys).toEqual([]);
    expect(decided.error).toBeTruthy();
  });

  it('does not wait for events that the server is slow to take', async () => {
    const page = fakePage();
    page.answers = [null, { status: 200, retryAfter: null, body: '{"segments":[]}' }];
    const kindred = createKindred(page.environment).load(options);
    kindred.track('Bought');
    const decided = kindred.decide();
    await page.pass(3_100);
    expect(await decided).toEqual({ segments: [], keys: [] });
  });
});
