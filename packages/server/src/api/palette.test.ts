import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { builtInProperties } from '@kindred/criteria/properties';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../testing/test-server.js';
import { languageOf } from './language.js';

let test: TestServer;
beforeAll(async () => {
  test = await TestServer.start();
  await test.send({ type: 'identify', userId: 'ana', traits: { jobTitle: 'Nurse', age: 'forty', loyaltyLevel: 3 } });
  // A busy machine may take longer to bring it into the warehouse than a palette waits.
  await test.server.engine.settle(30_000);
});
afterAll(() => test.stop());

interface Listed {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly type: string;
  readonly seen: boolean;
  readonly requestTime: boolean;
  readonly operators: readonly string[];
}

/** Properties by id, and labels of groups. */
async function palette(query = '', headers: Record<string, string> = {}) {
  const authorization = `Bearer ${test.apiKey}`;
  const answer = await test.get(`/v1/properties${query}`, { authorization, ...headers });
  const groups: { id: string; label: string; properties: Listed[] }[] = answer.body.groups;
  const properties = new Map(groups.flatMap((group) => group.properties).map((each) => [each.id, each]));
  return { answer, properties, labels: groups.map(({ label }) => label) };
}

describe('the palette', () => {
  it('offers every property that Kindred knows, and says which of them somebody has', async () => {
    const { properties } = await palette();
    for (const { id } of builtInProperties) expect(properties.has(id), id).toBe(true);
    expect(properties.get('user.jobTitle')).toMatchObject({ label: 'job title', seen: true });
    expect(properties.get('user.birthDate')).toMatchObject({ type: 'date', seen: false });
    expect(properties.get('user.loyaltyLevel')).toMatchObject({ label: 'loyalty level', type: 'number', seen: true });
    expect(properties.get('request.ip')).toMatchObject({ type: 'ip', operators: ['inNetwork', 'known'], seen: true });
  });

  it('takes the type of a trait from what came in, whatever its name means by convention', async () => {
    const { properties } = await palette();
    expect(properties.get('user.age')).toMatchObject({ type: 'text', description: expect.stringContaining('Years') });
  });

  it('says of each property whether it is known at the visit only', async () => {
    const { properties } = await palette();
    for (const { id, requestTime } of properties.values()) expect(requestTime, id).toBe(id.startsWith('request.'));
  });

  it('speaks the language asked for, else the one that the browser likes best', async () => {
    const german = await palette('?language=de-AT', { 'accept-language': 'es' });
    expect(german.labels).toContain('Dieser Besuch');
    expect(german.answer.headers.get('content-language')).toBe('de');
    expect(german.properties.get('user.loyaltyLevel')?.description).toBe('Merkmal „loyaltyLevel“');
    const spanish = await palette('', { 'accept-language': 'fr, en;q=0.3, es-MX;q=0.8' });
    expect(spanish.properties.get('request.city')?.label).toBe('ciudad');
    expect(spanish.answer.headers.get('vary')).toContain('accept-language');
    expect((await palette()).labels[0]).toBe('Person');
  });

  it('does not make a usual name known to nobody look like one that somebody has', async () => {
    const criteria = { type: 'property', property: 'user.birthDate', operator: 'known' };
    const { body } = await test.post('/v1/criteria/analyze', { criteria });
    expect(body.findings).toMatchObject([{ code: 'unknown_property' }]);
  });
});

it.each([
  ['nothing', undefined, undefined, 'en'],
  ['an unknown language', 'xx', 'de', 'de'],
  ['a longer word', 'deutsch', undefined, 'en'],
  ['a language not wanted', undefined, 'de;q=0, es;q=0.1', 'es'],
  ['what is no weight', undefined, 'de;q=much, es', 'es'],
  ['a wildcard', undefined, '*', 'en'],
])('answers %s in a language that there is', (_what, asked, accepted, language) => {
  expect(languageOf(asked, accepted)).toBe(language);
});

it('describes properties outside of what evaluates criteria', () => {
  const read = new Set<string>();
  const follow = (file: string): void => {
    if (read.has(file)) return;
    read.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*? from '(\.[^']+)';/gm);
    for (const [, target = ''] of imports) follow(join(file, '..', target));
  };
  follow(createRequire(import.meta.url).resolve('@kindred/criteria/predicate'));
  expect(read.size).toBeGreaterThan(10);
  expect([...read].filter((file) => /\/(properties\/|request\.js)/.test(file))).toEqual([]);
});
