import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestServer } from '../../testing/test-server.js';

const age = { type: 'property', property: 'user.age', operator: 'atLeast', value: 30 };
const plan = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };

let test: TestServer;
let segment: string;
let profile: string;
beforeAll(async () => {
  test = await TestServer.start();
  await test.send({ type: 'identify', userId: 'ada', traits: { age: 36, plan: 'free' } });
  const name = { en: 'Grown-ups', es: 'Adultos', de: 'Erwachsene' };
  segment = (await test.segment('grown-ups', age, { name })).id;
  await test.server.engine.settle(30_000);
  profile = (await test.get('/v1/profiles?search=ada')).body.items[0].id;
});
afterAll(() => test.stop());

/** What is asked in German, wherever the API answers with sentences. */
const said: readonly (readonly [name: string, ask: () => Promise<unknown>, expected: string])[] = [
  [
    'a segment',
    async () => (await test.get(`/v1/segments/${segment}?language=de`)).body.sentence,
    'Personen, deren Alter mindestens 30 ist',
  ],
  [
    'the list of segments',
    async () => (await test.get('/v1/segments?language=de')).body.items[0].sentence,
    'Personen, deren Alter mindestens 30 ist',
  ],
  [
    'a check, with the name of another segment',
    async () =>
      (await test.post('/v1/criteria/check?language=de', { criteria: { type: 'segment', segment } })).body.sentence,
    'Personen, die in „Erwachsene“ sind',
  ],
  [
    'an analysis',
    async () =>
      (await test.post('/v1/criteria/analyze?language=de', { criteria: { type: 'all', of: [plan, plan, age] } })).body
        .findings[0].message,
    '»deren plan „free“ ist« steht zweimal da',
  ],
  [
    'differences',
    async () =>
      (await test.post('/v1/criteria/diff?language=de', { before: plan, after: age })).body.changes[0].message,
    'Entfernt: deren plan „free“ ist',
  ],
  [
    'an explanation',
    async () =>
      (await test.post('/v1/preview/explain?language=de', { profile, criteria: age })).body.explanation.sentence,
    'Personen, deren Alter mindestens 30 ist',
  ],
  [
    'the reasons of a person',
    async () => (await test.get(`/v1/profiles/${profile}/reasons?language=de`)).body.items[0].explanation.sentence,
    'Personen, deren Alter mindestens 30 ist',
  ],
];

describe('the language of sentences', () => {
  it.each(said)('is the one asked for in %s', async (_name, ask, expected) => {
    expect(await ask()).toBe(expected);
  });

  it('is what the header likes best where none is asked for, and English where that is none of ours', async () => {
    const read = async (accepted: string) => {
      const { body, headers } = await test.get(`/v1/segments/${segment}`, {
        ...test.auth(),
        'accept-language': accepted,
      });
      return [headers.get('content-language'), headers.get('vary'), body.sentence];
    };
    expect(await read('fr, es-MX;q=0.8')).toEqual([
      'es',
      expect.stringContaining('accept-language'),
      'Personas cuya edad es como mínimo 30',
    ]);
    expect(await read('fr')).toEqual([
      'en',
      expect.stringContaining('accept-language'),
      'People whose age is at least 30',
    ]);
  });
});
