import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostileCalls, hostileValues } from '../testing/hostile-values.js';
import { TestServer } from '../testing/test-server.js';

const property = (name: string, operator: string, value?: unknown, more: object = {}) => ({
  type: 'property',
  property: name,
  operator,
  ...(value === undefined ? {} : { value }),
  ...more,
});
const bought = (more: object) => ({ type: 'event', event: 'Bought', count: { atLeast: 1 }, ...more });

/** Conditions that read what is sent, of every kind. */
const segments: Readonly<Record<string, unknown>> = {
  known: property('user.x', 'known'),
  proto: property('user.__proto__.x', 'known'),
  inherited: property('user.toString', 'known'),
  equals: property('user.x', 'equals', 'a'),
  pattern: property('user.x', 'matches', '^(a+)+$|(a|a)*b'),
  contains: property('user.x', 'contains', '\u0000'),
  number: property('user.x', 'atLeast', 1e300),
  zero: property('user.x', 'equals', 0),
  decimal: property('user.x', 'atLeast', '0.1', { as: 'decimal' }),
  version: property('user.x', 'atMost', '2.0.0', { as: 'version' }),
  duration: property('user.x', 'atLeast', 'PT1S', { as: 'duration' }),
  date: property('user.x', 'before', '2030-01-01'),
  address: property('user.y', 'inNetwork', ['1.0.0.0/8', '::/8']),
  place: property('user.x', 'near', { latitude: 52, longitude: 13, kilometers: 20_000 }),
  size: property('user.x', 'atLeast', 2, { of: 'size' }),
  where: bought({ where: property('properties.x', 'contains', 'a', { exactCase: true }) }),
  'where-sql': bought({ where: property("properties.x');DROP TABLE events;--", 'known') }),
  'where-quotes': bought({ where: property('properties.a\'b"c\\d`e', 'equals', 'x') }),
  context: bought({ where: property('context.page.url', 'known') }),
  distinct: bought({ count: { atLeast: 2 }, of: { distinct: 'values', property: 'properties.x' } }),
  sum: aggregate('sum', 'atLeast', 1),
  average: aggregate('average', 'lessThan', 0.5),
  maximum: aggregate('maximum', 'greaterThan', 1e17),
  last: aggregate('last', 'known'),
  frequent: { ...aggregate('mostFrequent', 'equals', 'a'), property: 'properties.x' },
  sequence: { type: 'sequence', steps: [{ event: 'Bought' }, { event: 'Bought' }], same: 'properties.x' },
};

function aggregate(name: string, operator: string, value?: number | string): object {
  const node = { type: 'aggregate', event: 'Bought', function: name, property: 'properties.total', operator };
  return value === undefined ? node : { ...node, value };
}

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  for (const [key, criteria] of Object.entries(segments)) await test.segment(key, criteria);
}, 60_000);
afterAll(() => test.stop());

async function batch(calls: readonly string[]): Promise<{ readonly status: number; readonly body: Body }> {
  const response = await fetch(`${test.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"writeKey":${JSON.stringify(test.writeKey)},"batch":[${calls.join(',')}]}`,
  });
  const answer: Body = JSON.parse(await response.text());
  return { status: response.status, body: answer };
}

interface Body {
  readonly rejected: readonly { readonly code: string }[];
}

const ids = (index: number): string => `"userId":"hostile-${index}"`;

it('takes whatever a call can say, and live members are those of SQL', async () => {
  for (const [index, [name, json]] of hostileValues.entries()) {
    const { status, body } = await batch([
      `{"type":"identify",${ids(index)},"traits":${json}}`,
      `{"type":"track",${ids(index)},"event":"Bought","properties":${json},"context":${json}}`,
      `{"type":"track",${ids(index)},"event":"Bought","properties":${json}}`,
      `{"type":"page",${ids(index)},"name":"x","properties":${json},"context":{"page":${json}}}`,
      `{"type":"group",${ids(index)},"groupId":"__proto__","traits":${json}}`,
    ]);
    expect({ name, status, rejected: body.rejected }).toEqual({ name, status: 200, rejected: [] });
  }
  const { body } = await test.post('/v1/verify', {});
  expect(body.differences).toBe(0);
  expect(body.items).toHaveLength(Object.keys(segments).length);
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x');
}, 60_000);

it.each(hostileCalls)('refuses %s by name, and keeps the rest of the batch', async (_name, json, code) => {
  const before = await count();
  const started = Date.now();
  const { status, body } = await batch([
    `{"type":"track","userId":"whole","event":"Counted"}`,
    `{"type":"track","userId":"whole","event":"Counted","properties":${json}}`,
    `{"type":"identify","userId":"whole","traits":${json}}`,
    `{"type":"track","userId":"whole","event":"Counted"}`,
  ]);
  expect(Date.now() - started).toBeLessThan(1_000);
  expect(status).toBe(200);
  expect(body.rejected.map((one) => one.code)).toEqual([code, code]);
  expect(await count()).toBe(before + 2);
});

it('says for a body that is far too large that it is', async () => {
  const response = await fetch(`${test.url}/v1/batch`, { method: 'POST', body: `{"x":"${'x'.repeat(5_000_000)}"}` });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'body_too_large' });
});

/** Events called “Counted” so far, which says too that the server goes on. */
async function count(): Promise<number> {
  const { status, body: person } = await test.get('/v1/profiles/lookup?userId=whole');
  if (status === 404) return 0;
  // An explanation reads the warehouse, and waits for it no longer than a person would.
  await test.server.engine.settle(30_000);
  const criteria = { type: 'event', event: 'Counted', count: { atLeast: 1 } };
  const { body } = await test.post('/v1/preview/explain', { criteria, profile: person.id });
  return body.explanation.found.count;
}
