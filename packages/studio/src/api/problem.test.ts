import { expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { explainError, explainFault, explainProblem, problemOf } from './problem.js';

const conflict = () =>
  problemOf(412, JSON.stringify({ code: 'version_conflict', title: 'x', detail: 'It is at version 3 now.' }));

it('says what went wrong in English as the server does', async () => {
  await speak('en', []);
  expect(explainError(conflict())).toBe('It is at version 3 now.');
});

it('says what in a request does not fit', async () => {
  await speak('en', []);
  const errors = [{ path: 'url', code: 'invalid_format', message: 'Must be a URL.' }];
  const problem = problemOf(
    400,
    JSON.stringify({ code: 'invalid_request', title: 'x', detail: 'It does not fit.', errors }),
  );
  expect(explainError(problem)).toBe('It does not fit. url: Must be a URL.');
});

it.each([
  ['de', 'Jemand hat das inzwischen geändert.'],
  ['es', 'Alguien lo ha cambiado entretanto.'],
] as const)('says it in %s by its code, and of a code that it does not know as it came', async (language, text) => {
  await speak(language, []);
  expect(explainError(conflict())).toBe(text);
  expect(explainProblem('constructor', 'As it came.')).toBe('As it came.');
});

it.each([
  ['en', 'firstSeen must be an ISO 8601 date-time.', 'traits must be a JSON object.'],
  ['de', 'firstSeen ist kein brauchbarer Zeitpunkt.', 'Was in traits steht, ist nicht zu gebrauchen.'],
  ['es', 'firstSeen no es una fecha y hora que se pueda usar.', 'Lo que hay en traits no se puede usar.'],
] as const)('says in %s why an event was not taken', async (language, time, bag) => {
  await speak(language, []);
  const message = 'firstSeen must be an ISO 8601 date-time.';
  expect(explainFault({ code: 'invalid_timestamp', path: 'firstSeen', message })).toBe(time);
  expect(explainFault({ code: 'invalid_traits', path: 'traits', message: 'traits must be a JSON object.' })).toBe(bag);
  expect(explainFault({ code: 'constructor', path: '', message: 'As it came.' })).toBe('As it came.');
});

it.each([
  ['en', '"x?" in the column “age” is no number.'],
  ['de', '"x?" in der Spalte „age“ ist keine Zahl.'],
  ['es', '"x?", en la columna «age», no es un número.'],
] as const)('says in %s which value of a row is not of the type of its column', async (language, text) => {
  await speak(language, []);
  const message = '"x?" in the column “age” is no number.';
  const fault = { code: 'wrong_type', path: 'age', message };
  expect(explainFault({ ...fault, value: '"x?"', type: 'number' })).toBe(text);
  expect(explainFault(fault)).toContain('age');
});
