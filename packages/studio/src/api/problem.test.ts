import { expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { explainError, explainProblem, problemOf } from './problem.js';

const conflict = () =>
  problemOf(412, JSON.stringify({ code: 'version_conflict', title: 'x', detail: 'It is at version 3 now.' }));

it('says what went wrong in English as the server does', async () => {
  await speak('en', []);
  expect(explainError(conflict())).toBe('It is at version 3 now.');
});

it.each([
  ['de', 'Jemand hat das inzwischen geändert.'],
  ['es', 'Alguien lo ha cambiado entretanto.'],
] as const)('says it in %s by its code, and of a code that it does not know as it came', async (language, text) => {
  await speak(language, []);
  expect(explainError(conflict())).toBe(text);
  expect(explainProblem('constructor', 'As it came.')).toBe('As it came.');
});
