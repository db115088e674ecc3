import { expect, test } from 'vitest';
import { chosenLanguage } from './chosen.js';
import { localeOf } from './languages.js';
import { presentLocale, speak, translator } from './translator.js';

test('the studio speaks the first of the browser’s languages that it knows, else English', () => {
  expect(chosenLanguage(['fr-FR', 'es-MX', 'de'])).toBe('es');
  expect(chosenLanguage(['fr', 'it'])).toBe('en');
});

test('numbers and dates follow the reader’s own kind of the language', () => {
  expect(localeOf('de', ['en-US', 'de-AT'])).toBe('de-AT');
  expect(localeOf('de', ['en-US'])).toBe('de');
  expect(localeOf('en', ['fr'])).toBe('en-GB');
  expect(localeOf('en', ['en-US', 'en-GB'])).toBe('en-US');
});

test('plurals and numbers are those of the language that is spoken', async () => {
  await speak('de', ['de-DE']);
  expect(translator('segments')('report.members', { count: 1, subject: 'person' })).toBe('1 Person');
  expect(translator('segments')('report.members', { count: 12_345, subject: 'person' })).toBe('12.345 Personen');
  await speak('es', ['es-ES']);
  expect(presentLocale()).toBe('es-ES');
  expect(translator('segments')('report.members', { count: 12_345, subject: 'person' })).toBe('12.345 personas');
});
