import { expect, test } from 'vitest';
import { speak } from '../../language/translator.js';
import { countries } from './countries.js';

test('countries have names in the language of the studio, in its order', async () => {
  await speak('de', ['de']);
  const german = countries();
  expect(german).toHaveLength(249);
  expect(german.find(({ code }) => code === 'CH')?.name).toBe('Schweiz');
  // Ä stands with A in German.
  expect(german.findIndex(({ code }) => code === 'EG')).toBeLessThan(german.findIndex(({ code }) => code === 'BE'));
  await speak('es', ['es']);
  expect(countries().find(({ code }) => code === 'CH')?.name).toBe('Suiza');
  expect(new Set(german.map(({ code }) => code)).size).toBe(249);
});
