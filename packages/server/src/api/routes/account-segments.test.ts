import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer, until } from '../../testing/test-server.js';
import { startReceiver } from '../../testing/webhook-receiver.js';

const paid = { type: 'event', event: 'Paid', count: { atLeast: 1 } };
const people = (of: unknown, atLeast = 2) => ({ type: 'people', of, count: { atLeast } });
const member = (segment: string) => ({ type: 'segment', segment });

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start({ webhooks: { busyInterval: 10, idleInterval: 50 } });
  await test.call('PUT', '/v1/groups/account/acme', { traits: { name: 'Acme', industry: 'Banking' } });
  for (const user of ['ana', 'bo', 'cy']) {
    await test.send({ type: 'group', userId: user, groupId: 'acme', messageId: `join-${user}` });
    await test.call('PUT', `/v1/groups/account/acme/members/${user}`);
  }
  await test.send({ type: 'track', userId: 'ana', event: 'Paid', messageId: 'first' });
});
afterAll(() => test.stop());

const make = (name: string, criteria: unknown, more: Record<string, unknown> = {}) =>
  test.post('/v1/segments', { name: { en: name }, criteria, subject: 'account', ...more });

describe('a segment of accounts', () => {
  it('says what it is of, and cannot become one of people', async () => {
    const { status, body } = await make('Paying accounts', people(paid));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      subject: 'account',
      kind: 'live',
      sentence: 'Accounts with at least 2 people who did Paid',
    });
    const put = (change: object) =>
      test.call('PUT', `/v1/segments/${body.id}`, { ...body, ...change }, { ...test.auth(), 'if-match': '*' });
    expect((await put({ subject: 'person', criteria: paid })).body).toMatchObject({ code: 'subject_changed' });
    expect((await put({})).status).toBe(200);
    expect((await put({ includeGuests: false })).body.errors[0]).toMatchObject({ path: 'includeGuests' });
    expect((await test.get(`/v1/segments/${body.id}`)).body.subject).toBe('account');
  });

  it('is refused what only people have, the request at any depth, and circles through people', async () => {
    const codes = async (criteria: unknown, more = {}) =>
      (await make('Wrong', criteria, more)).body.errors.map((fault: { code: string }) => fault.code);
    expect(await codes(paid)).toEqual(['not_allowed_here']);
    const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const { body: visits } = await test.post('/v1/segments', { name: { en: 'Chrome' }, criteria: chrome });
    expect(await codes(people(member(visits.id)))).toEqual(['request_time_segment']);
    const { body: of } = await make('Of people', people(paid));
    const { body: belonging } = await test.post('/v1/segments', { name: { en: 'In' }, criteria: member(of.id) });
    expect(belonging.sentence).toBe('People who belong to an account in “Of people”');
    expect(await codes(people(member(belonging.id)))).toEqual(['accounts_of_people']);
    expect(await codes(member(belonging.id))).toEqual(['not_allowed_here']);
    expect(await codes(people(paid), { includes: ['nobody'] })).toEqual(['unknown_account']);

    const { body: payers } = await test.post('/v1/segments', { name: { en: 'Payers' }, criteria: paid });
    await make('Of payers', people(member(payers.id)));
    const change = async (criteria: unknown) => {
      const body = { name: payers.name, criteria };
      const answer = await test.call('PUT', `/v1/segments/${payers.id}`, body, { ...test.auth(), 'if-match': '*' });
      return answer.body.errors?.[0]?.code;
    };
    expect(await change(chrome)).toBe('request_time_segment');
    expect(await change(member(of.id))).toBe('accounts_of_people');
  });

  it('is previewed, with its accounts and why one is in or out', async () => {
    const audience = { subject: 'account', criteria: people(paid, 1) };
    expect((await test.post('/v1/preview', audience)).body).toMatchObject({
      certain: { total: 1 },
      everyone: { total: 1 },
      exact: true,
    });
    expect((await test.post('/v1/preview/members', audience)).body.items).toEqual([
      { id: 'acme', name: 'Acme', people: 3 },
    ]);
    const why = await test.post('/v1/preview/explain', { ...audience, account: 'acme' });
    expect(why.body).toMatchObject({ matches: true, by: 'criteria', explanation: { found: { people: 1, all: 3 } } });
    expect((await test.post('/v1/preview/explain', audience)).body.errors[0]).toMatchObject({ path: 'account' });
    expect((await test.post('/v1/preview/explain', { ...audience, account: 'none' })).status).toBe(404);
    const named = await test.post('/v1/preview', { ...audience, excludes: ['acme'] });
    expect(named.body.certain.total).toBe(0);
  });

  it('is kept live, and tells of its accounts in lists, streams and webhooks', async () => {
    const { id } = await test.segment('two-payers', people(paid), { subject: 'account' });
    const { id: of } = await test.segment('of-two-payers', member(id));
    const receiver = await startReceiver(() => 204);
    const { body: webhook } = await test.post('/v1/webhooks', { url: receiver.url, segments: [id] });
    await test.send({ type: 'track', userId: 'bo', event: 'Paid', messageId: 'second' });
    expect((await test.get(`/v1/segments/${id}`)).body).toMatchObject({ size: 1, subject: 'account' });
    expect((await test.get(`/v1/segments/${id}/members`)).body.items).toEqual([
      { id: 'acme', name: 'Acme', people: 3, since: expect.any(String) },
    ]);
    expect((await test.get(`/v1/segments/${id}/changes`)).body.items).toMatchObject([
      { subject: 'account', account: { id: 'acme' }, kind: 'entered', cause: 'event:second' },
    ]);
    expect((await test.get(`/v1/segments/${of}`)).body.size).toBe(3);
    await until(() => receiver.received.length === 1);
    const event = JSON.parse(receiver.received[0]?.text ?? '');
    expect([event.subject, event.data.account, event.data.profile]).toEqual([
      'account:acme',
      { id: 'acme' },
      undefined,
    ]);
    expect((await test.post('/v1/verify', {})).body).toMatchObject({ differences: 0 });
    const { items } = (await test.get('/v1/profiles?search=cy')).body;
    const reasons = (await test.get(`/v1/profiles/${items[0].id}/reasons`)).body.items;
    const segments = reasons.map((one: { segment: { id: string }; matches: boolean }) => [one.segment.id, one.matches]);
    expect(segments).toEqual([[of, true]]);
    expect((await test.get(`/v1/segments/${id}/report`)).body.people.segment).toBe(2);
    await test.call('DELETE', `/v1/webhooks/${webhook.id}`);
    await receiver.close();
  });
});
