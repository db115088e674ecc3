import { parseCriteria } from '@kindred/criteria';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestServer, until } from '../../testing/test-server.js';
import { suggestionProgress, suggestions } from '../schemas/index.js';

let test: TestServer;
let openers: string;

const day = 86_400_000;
const people = 600;

/** Gold customers under 40 open accounts most of the time, others seldom; cities and colours have nothing to do with it. */
const facts = (index: number) => {
  const gold = index % 3 === 0;
  const age = 20 + ((index * 7) % 40);
  const readLoans = index % 5 === 0;
  const opened = gold && age < 40 ? index % 4 !== 0 : readLoans ? index % 4 === 0 : index % 25 === 0;
  return { gold, age, readLoans, opened };
};

beforeAll(async () => {
  test = await TestServer.start();
  const now = Date.now();
  const calls = Array.from({ length: people }, (_, index) => index).flatMap((index) => {
    const { gold, age, readLoans, opened } = facts(index);
    const userId = `u${index}`;
    const at = (days: number) => ({ timestamp: new Date(now - days * day).toISOString() });
    const context = { device: { type: index % 2 === 0 ? 'mobile' : 'desktop' } };
    return [
      {
        type: 'identify',
        userId,
        traits: { plan: gold ? 'Gold' : 'basic', age, city: `city ${index % 11}`, colours: [`c${index % 7}`, 'blue'] },
      },
      { type: 'page', userId, ...at(50), context, properties: { path: '/' } },
      ...(readLoans ? [{ type: 'track', event: 'Loan Viewed', userId, ...at(45) }] : []),
      // What comes with the account and after it must explain nothing.
      ...(opened
        ? ['Account Opened', 'Card Sent'].map((event) => ({
            type: 'track',
            event,
            userId,
            properties: { product: index % 2 === 0 ? 'checking' : 'savings' },
            ...at(5),
          }))
        : []),
    ];
  });
  for (let at = 0; at < calls.length; at += 400) await test.send(...calls.slice(at, at + 400));
  const opened = {
    type: 'event',
    event: 'Account Opened',
    count: { atLeast: 1 },
    window: { rolling: { amount: 30, unit: 'days' } },
  };
  openers = (await test.segment('openers', opened)).id;
}, 120_000);
afterAll(() => test.stop());

const suggest = async (body: unknown, language = 'en') => {
  const answer = await test.post(`/v1/suggestions?language=${language}`, body);
  expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
  return suggestions.parse(answer.body);
};

const outcome = { event: 'Account Opened', days: 30 };
const all = Array.from({ length: people }, (_, index) => facts(index));

describe('suggested groups', () => {
  it('have the planted one first, counted exactly over everyone', async () => {
    const { items, everyone, possible, counted, conditions } = await suggest({ outcome });
    expect(everyone).toEqual({ size: people, having: all.filter(({ opened }) => opened).length });
    const [first] = items;
    const planted = all.filter(({ gold, age }) => gold && age < 40);
    expect(first?.direction).toBe('above');
    expect(first?.parts.map(({ about }) => about).sort()).toEqual(['user.age', 'user.plan']);
    expect(first?.sentence).toMatch(/plan/i);
    expect(first?.pValue).toBeLessThan(1e-9);
    expect(first?.group.size).toBeLessThanOrEqual(planted.length);
    expect((first?.group.having ?? 0) / (first?.group.size ?? 1)).toBeGreaterThan(0.7);
    expect(possible).toBeGreaterThan(counted);
    expect(conditions).toBeGreaterThan(20);
  });

  it('are criteria in their plainest form that a preview counts the same', async () => {
    const found = await suggest({ outcome, conditions: 3, minimumSize: 10 });
    expect(found.items.length).toBeGreaterThan(3);
    for (const { criteria, group, others, lift } of found.items) {
      expect(parseCriteria(criteria)).toEqual({ ok: true, criteria });
      expect((await test.post('/v1/preview', { criteria })).body.certain.total).toBe(group.size);
      const both = { type: 'all', of: [criteria, found.outcome] };
      expect((await test.post('/v1/preview', { criteria: both })).body.certain.total).toBe(group.having);
      expect(group.size + others.size).toBe(found.everyone.size);
      expect(group.having + others.having).toBe(found.everyone.having);
      const usual = found.everyone.having / found.everyone.size;
      expect(lift.value).toBeCloseTo(group.having / group.size / usual, 9);
      expect(lift.low).toBeLessThanOrEqual(lift.value);
      expect(lift.high).toBeGreaterThanOrEqual(lift.value);
    }
  });

  it('are not told apart by the outcome, by what comes after it, or by what one leaves out', async () => {
    const { items, itself } = await suggest({ outcome, without: ['user.plan'] });
    expect(itself).toEqual(['event:Account Opened']);
    const about = items.flatMap(({ parts }) => parts.map((part) => part.about));
    expect(about).not.toContain('event:Account Opened');
    expect(about).not.toContain('event:Card Sent');
    expect(about).not.toContain('user.plan');
    expect(about).toContain('event:Loan Viewed');
  });

  it('are of an outcome told apart by its properties, and faults of these are told where they stand', async () => {
    const where = { type: 'property', property: 'properties.product', operator: 'equals', value: 'checking' };
    const found = await suggest({ outcome: { ...outcome, where } });
    const checking = all.filter(({ opened }, index) => opened && index % 2 === 0).length;
    expect(found.everyone).toEqual({ size: people, having: checking });
    expect(found.sentence).toMatch(/checking/);
    const wrong = { ...where, property: 'user.plan' };
    const refused = await test.post('/v1/suggestions', { outcome: { ...outcome, where: wrong } });
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid_criteria']);
    expect(refused.body.errors[0].path).toMatch(/^outcome\.where/);
  });

  it('are none where nothing has to do with the outcome', async () => {
    const tails = { type: 'bucket', salt: 'coin', from: 0, to: 50 };
    const coin = (await test.segment('coin', tails)).id;
    expect((await suggest({ outcome: { segment: coin }, conditions: 3 })).items).toEqual([]);
    expect((await suggest({ outcome: { event: 'Never Done', days: 7 } })).items).toEqual([]);
  });

  it('speak the language asked for', async () => {
    const { items, sentence } = await suggest({ outcome }, 'de');
    expect(sentence).toMatch(/Tagen/);
    expect(items[0]?.sentence).toMatch(/Personen|Menschen|Besucher/);
  });
});

describe('more people like the members of a segment', () => {
  it('share what tells members apart, without the segment’s own conditions, and are not all members', async () => {
    const { items, itself, everyone, together } = await suggest({ outcome: { segment: openers } });
    expect(itself).toEqual(['event:Account Opened']);
    const above = items.filter(({ direction }) => direction === 'above');
    expect(above[0]?.parts.map(({ about }) => about)).toContain('user.plan');
    for (const { criteria, group } of above) {
      expect(JSON.stringify(criteria)).not.toContain(openers);
      expect(group.size).toBeGreaterThan(group.having);
      const outside = { type: 'all', of: [criteria, { type: 'not', of: { type: 'segment', segment: openers } }] };
      expect((await test.post('/v1/preview', { criteria: outside })).body.certain.total).toBe(
        group.size - group.having,
      );
    }
    expect(everyone.having).toBe(all.filter(({ opened }) => opened).length);
    if (together !== null) {
      expect((await test.post('/v1/preview', { criteria: together.criteria })).body.certain.total).toBe(together.size);
    }
  });

  it('are not sought for a segment that is decided at each visit, or that is not there', async () => {
    const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const visit = (await test.post('/v1/segments', { name: { en: 'Chrome' }, criteria: chrome })).body.id;
    const refused = await test.post('/v1/suggestions', { outcome: { segment: visit } });
    expect([refused.status, refused.body.code]).toEqual([409, 'request_time_segment']);
    const missing = await test.post('/v1/suggestions', { outcome: { segment: 'nothing' } });
    expect([missing.status, missing.body.code]).toEqual([404, 'unknown_segment']);
  });
});

describe('a search', () => {
  it('knows the people and segments of its own site alone', async () => {
    const other = test.auth(await test.otherSite('elsewhere'));
    const found = suggestions.parse((await test.post('/v1/suggestions', { outcome }, other)).body);
    expect(found).toMatchObject({ everyone: { size: 0, having: 0 }, items: [], leftOut: [] });
    const foreign = await test.post('/v1/suggestions', { outcome: { segment: openers } }, other);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'unknown_segment']);
  });

  it('is refused where the request makes no sense, with the place', async () => {
    const fault = z.object({ code: z.string(), errors: z.array(z.object({ path: z.string() })) });
    const wrong = await test.post('/v1/suggestions', { outcome, conditions: 4 });
    expect(wrong.status).toBe(400);
    expect(fault.parse(wrong.body).errors[0]?.path).toBe('conditions');
  });

  it('is ended by a newer one of the same name, and tells how far it is to its owner alone', async () => {
    const older = test.post('/v1/suggestions', { outcome, run: 'mine' });
    const newer = test.post('/v1/suggestions', { outcome, run: 'mine' });
    const { body } = await test.get('/v1/suggestions/progress?run=mine');
    expect(suggestionProgress.parse(body)).toMatchObject({ of: expect.any(Number) });
    expect((await test.get('/v1/suggestions/progress?run=another')).body).toBeNull();
    const [first, second] = await Promise.all([older, newer]);
    expect([first.status, first.body.code]).toEqual([409, 'superseded']);
    expect(second.status).toBe(200);
    expect((await test.get('/v1/suggestions/progress?run=mine')).body).toBeNull();
  });

  it('ends when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const asked = fetch(`${test.url}/v1/suggestions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...test.auth() },
      body: JSON.stringify({ outcome, run: 'gone', conditions: 3 }),
      signal: gone.signal,
    });
    const progress = async () => (await test.get('/v1/suggestions/progress?run=gone')).body;
    await until(async () => (await progress()) !== null);
    gone.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await until(async () => (await progress()) === null);
  });

  it('waits for the one that runs, and is refused where many wait already', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => test.post('/v1/suggestions', { outcome, conditions: 1 })),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(4).fill('too_many_searches'));
    expect(refused[0]?.headers.get('retry-after')).toBe('10');
  }, 120_000);
});
