import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestServer } from '../../testing/test-server.js';
import { distributions } from '../schemas/index.js';

let test: TestServer;
let members: string;

/** Forty people; the ten of the plan "gold" are older and buy more. Five of the others gave no age. */
beforeAll(async () => {
  test = await TestServer.start();
  const people = Array.from({ length: 40 }, (_, index) => ({ index, userId: `u${index}`, gold: index % 4 === 0 }));
  const calls = people.flatMap(({ index, userId, gold }) => [
    {
      type: 'identify',
      userId,
      traits: {
        plan: gold ? 'Gold' : index % 4 === 1 ? 'free' : 'basic',
        city: `city ${index}`,
        colours: gold ? ['red', 'blue'] : ['blue'],
        since: new Date(Date.now() - index * 10 * 86_400_000).toISOString(),
        ...(index % 8 === 7 ? {} : { age: 20 + index }),
      },
    },
    ...Array.from({ length: gold ? 3 : index % 2 }, () => ({ type: 'track', userId, event: 'Bought' })),
    { type: 'group', userId, groupId: gold ? 'acme' : 'other', traits: { industry: gold ? 'banking' : 'retail' } },
  ]);
  for (let at = 0; at < calls.length; at += 50) await test.send(...calls.slice(at, at + 50));
  const gold = { type: 'property', property: 'user.plan', operator: 'equals', value: 'gold' };
  members = (await test.segment('gold', gold)).id;
  expect(await test.server.engine.settle(60_000)).toMatchObject({ complete: true });
}, 90_000);
afterAll(() => test.stop());

const ask = async (...of: readonly unknown[]) => {
  const { status, body } = await test.post(`/v1/segments/${members}/distributions`, { of });
  expect([status, body]).toEqual([200, expect.anything()]);
  return distributions.parse(body);
};

const total = async (criteria: unknown) => (await test.post('/v1/preview', { criteria })).body.certain.total;

describe('the distribution of a segment', () => {
  it('counts the values of a property in the segment and in everyone, with their lift', async () => {
    const { people, items } = await ask({ property: 'user.plan' });
    expect(people).toEqual({ segment: 10, everyone: 40 });
    const [plans] = items;
    expect(plans?.shown).toBe('values');
    const gold = plans?.rows.find(({ is }) => is.kind === 'value' && is.value === 'Gold');
    expect(gold).toMatchObject({ segment: 10, everyone: 10, lift: { value: 4 } });
    expect(gold?.lift?.low).toBeGreaterThan(1);
    const basic = plans?.rows.find(({ is }) => is.kind === 'value' && is.value === 'basic');
    expect(basic).toMatchObject({ segment: 0, everyone: 20, lift: { value: 0, low: 0 } });
    expect(plans?.rows.at(-1)).toMatchObject({ is: { kind: 'missing' }, segment: 0, everyone: 0, lift: null });
  });

  it('says in ranges what is counted in many numbers, and in days ago what is dated', async () => {
    const { items } = await ask({ property: 'user.age' }, { property: 'user.since' });
    expect(items.map(({ shown }) => shown)).toEqual(['ranges', 'dates']);
    for (const { rows } of items) {
      expect(rows.reduce((sum, row) => sum + row.everyone, 0)).toBe(40);
      expect(rows.reduce((sum, row) => sum + row.segment, 0)).toBe(10);
    }
    expect(items[0]?.rows.at(-1)).toMatchObject({ is: { kind: 'missing' }, segment: 0, everyone: 5 });
    expect(items[1]?.rows.find(({ is }) => is.kind === 'ago' && is.to === 7)?.everyone).toBe(1);
  });

  it('counts how often people did something, those who never did it too', async () => {
    const { items } = await ask({ event: 'Bought', days: 7 });
    const bought = Object.fromEntries(items[0]?.rows.map((row) => [JSON.stringify(row.is), row]) ?? []);
    expect(bought['{"kind":"times","from":0,"to":0}']).toMatchObject({ segment: 0, everyone: 10 });
    expect(bought['{"kind":"times","from":2,"to":4}']).toMatchObject({ segment: 10, everyone: 10 });
  });

  it('knows several values of one person, traits of groups, and who is known', async () => {
    const { items } = await ask(
      { property: 'user.colours' },
      { property: 'account.industry' },
      { property: 'profile.known' },
    );
    const [colours, industry, known] = items.map(({ rows }) => rows);
    expect(colours?.find(({ is }) => is.kind === 'value' && is.value === 'red')).toMatchObject({
      segment: 10,
      everyone: 10,
    });
    expect(colours?.find(({ is }) => is.kind === 'value' && is.value === 'blue')).toMatchObject({
      segment: 10,
      everyone: 40,
    });
    expect(industry?.find(({ is }) => is.kind === 'value' && is.value === 'banking')).toMatchObject({
      segment: 10,
      everyone: 10,
    });
    expect(known).toMatchObject([
      { segment: 10, everyone: 40 },
      { segment: 0, everyone: 0 },
    ]);
  });

  it('puts together what has too many values, none lost', async () => {
    const [cities] = (await ask({ property: 'user.city' })).items;
    expect(cities?.rows.find(({ is }) => is.kind === 'other')).toBeDefined();
    expect(cities?.rows.reduce((sum, row) => sum + row.everyone, 0)).toBe(40);
  });

  it('gives each row the criteria that count the same as a preview', async () => {
    const { items } = await ask({ property: 'user.age' }, { property: 'user.plan' }, { event: 'Bought' });
    for (const { rows } of items) {
      for (const row of rows) {
        expect(await total(row.criteria)).toBe(row.everyone);
        const inside = { type: 'all', of: [{ type: 'segment', segment: members }, row.criteria] };
        expect(await total(inside)).toBe(row.segment);
      }
    }
  });

  it('refuses what no person has, and segments without members', async () => {
    const fault = z.object({ code: z.string(), errors: z.array(z.object({ path: z.string() })) });
    const wrong = await test.post(`/v1/segments/${members}/distributions`, {
      of: [{ property: 'user.plan' }, { property: 'request.browser' }],
    });
    expect(wrong.status).toBe(400);
    expect(fault.parse(wrong.body)).toMatchObject({ code: 'invalid_property', errors: [{ path: 'of[1].property' }] });
    const chrome = { type: 'property', property: 'request.browser', operator: 'equals', value: 'Chrome' };
    const visit = await test.post('/v1/segments', { name: { en: 'Chrome' }, criteria: chrome });
    const refused = await test.post(`/v1/segments/${visit.body.id}/distributions`, { of: [{ property: 'user.plan' }] });
    expect([refused.status, refused.body.code]).toEqual([409, 'request_time_segment']);
  });
});
