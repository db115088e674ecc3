import { expect, test } from 'vitest';
import { speak } from '../language/translator.js';
import { faultAt } from './field-fault.js';

const faults = [
  { path: 'key', code: 'invalid_format', message: 'Lower-case letters, digits and hyphens' },
  { path: 'schedule.every', code: 'too_small', message: 'At least five minutes' },
];
const taken = [{ path: 'key', code: 'key_taken', message: '“free” is taken' }];

test('a fault of a field is what the server says, in the language of the reader', async () => {
  await speak('en', ['editor', 'api']);
  expect(faultAt(faults, 'schedule')).toBe('At least five minutes');
  expect(faultAt(taken, 'key')).toBe('“free” is taken');
  await speak('de', ['editor', 'api']);
  expect(faultAt(faults, 'schedule')).toBe('Diesen Zeitplan kann das Segment nicht haben.');
  expect(faultAt(faults, 'key')).toBe('Kleinbuchstaben, Ziffern und Bindestriche, höchstens 100.');
  expect(faultAt(taken, 'key')).toBe('Ein anderes Segment dieser Website hat diesen Schlüssel.');
  expect(faultAt(faults, 'name')).toBeNull();
});
