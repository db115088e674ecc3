import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const known = { type: 'property', property: 'user.x', operator: 'known' };
const deep = (levels: number): string =>
  `${'{"type":"not","of":'.repeat(levels)}${JSON.stringify(known)}${'}'.repeat(levels)}`;
const leaf = (more: string): string => `{"type":"property","property":"user.x",${more}}`;
const list = (count: number): string => `[${'1,'.repeat(count - 1)}1]`;

/** Definitions as JSON, and the first fault that is named. */
const table: readonly (readonly [name: string, json: string, code: string, path: string])[] = [
  ['10,000 levels', deep(10_000), 'too_deep', 'of'.concat('.of'.repeat(31))],
  [
    '10,000 lists',
    leaf(`"operator":"equals","value":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    'value_does_not_fit',
    'value',
  ],
  [
    '400 KB of conditions',
    `{"type":"all","of":[${Array(6_000).fill(JSON.stringify(known)).join(',')}]}`,
    'too_many_conditions',
    'of[499]',
  ],
  ['a prototype', '{"type":"not","__proto__":{"of":1},"constructor":1}', 'invalid_json', '__proto__'],
  ['a constructor', '{"type":"not","constructor":1,"of":{}}', 'unknown_key', 'constructor'],
  ['a type that every object has', '{"type":"__proto__"}', 'unknown_type', 'type'],
  ['an operator that every object has', leaf('"operator":"toString"'), 'unknown_operator', 'operator'],
  ['a segment that every object has', '{"type":"segment","segment":"__proto__"}', 'unknown_segment', 'segment'],
  ['a number beyond all numbers', leaf('"operator":"atLeast","value":1e400'), 'value_does_not_fit', 'value'],
  ['an enormous count', '{"type":"event","event":"A","count":{"atLeast":1e308}}', 'out_of_range', 'count.atLeast'],
  ['half a character', leaf('"operator":"equals","value":"\\ud800"'), 'value_does_not_fit', 'value'],
  ['a huge repetition', leaf('"operator":"matches","value":"((a{1,30}){1,30}){1,30}"'), 'value_does_not_fit', 'value'],
  ['a look ahead', leaf('"operator":"matches","value":"(?=(a+)+$)"'), 'value_does_not_fit', 'value'],
  ['100,000 values', leaf(`"operator":"oneOf","value":${list(100_000)}`), 'too_many_values', 'value'],
  ['a text of 400,000 characters', leaf(`"operator":"equals","value":"${'x'.repeat(400_000)}"`), 'too_long', 'value'],
];

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
});
afterAll(() => test.stop());

async function post(path: string, body: string): Promise<{ status: number; type: string | null; body: Problem }> {
  const headers = { ...test.auth(), 'content-type': 'application/json' };
  const response = await fetch(test.url + path, { method: 'POST', headers, body });
  const answer: Problem = JSON.parse(await response.text());
  return { status: response.status, type: response.headers.get('content-type'), body: answer };
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly code: string; readonly path: string }[];
}

const bodies: Readonly<Record<string, (criteria: string) => string>> = {
  '/v1/segments': (criteria) => `{"key":"hostile","name":{"en":"x"},"criteria":${criteria},"active":true}`,
  '/v1/preview': (criteria) => `{"criteria":${criteria}}`,
  '/v1/preview/members': (criteria) => `{"criteria":${criteria}}`,
  '/v1/preview/then-and-now': (criteria) => `{"criteria":${criteria},"earlier":"2026-01-01"}`,
  '/v1/criteria/check': (criteria) => `{"criteria":${criteria}}`,
  '/v1/criteria/analyze': (criteria) => `{"criteria":${criteria}}`,
  '/v1/criteria/diff': (criteria) => `{"before":${criteria},"after":${criteria}}`,
};

it.each(table)('a definition with %s is refused by name wherever one is read', async (_name, json, code, path) => {
  for (const [address, body] of Object.entries(bodies)) {
    const before = performance.now();
    const answer = await post(address, body(json));
    const spent = performance.now() - before;
    const faults = JSON.stringify(answer.body);
    expect({ address, spent: spent < 500 ? 'little' : spent }).toEqual({ address, spent: 'little' });
    expect({ address, answer: faults.slice(0, 300) }).toEqual({ address, answer: expect.stringContaining(code) });
    expect(faults).toContain(path);
    if (!address.endsWith('check')) expect([400, 422]).toContain(answer.status);
  }
  expect((await test.get('/v1/segments')).body.items).toEqual([]);
});

it.each(Object.keys(bodies))('%s answers a body of 5 MB with 413, as a problem document', async (address) => {
  const body = bodies[address] ?? String;
  const answer = await post(address, body(leaf(`"operator":"equals","value":"${'x'.repeat(5_000_000)}"`)));
  expect(answer).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  expect(answer.type).toContain('application/problem+json');
});

it('keeps a pattern that is catastrophic elsewhere, and decides by it at once', async () => {
  await test.segment('pattern', { ...known, operator: 'matches', value: '^(a+)+$|(a|a)*b|(.*)*x' });
  const before = performance.now();
  await test.send({ type: 'identify', userId: 'a', traits: { x: `${'a'.repeat(20_000)}!` } });
  expect(performance.now() - before).toBeLessThan(1_000);
  const { body } = await test.post('/v1/verify', {});
  expect(body.differences).toBe(0);
});
