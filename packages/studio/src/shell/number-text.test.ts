import { beforeAll, describe, expect, test } from 'vitest';
import { speak } from '../language/translator.js';
import { numberText, numberTextEdited, readNumber } from './number-text.js';

const read = (text: string): number | string => {
  const found = readNumber(text);
  return typeof found === 'string' ? found : found.number;
};

describe.each([
  ['en', { '1,000': 1000, '10,000.50': 10_000.5, '2.5': 2.5, '-1,234,567.25': -1_234_567.25, '.5': 0.5 }],
  ['de', { '1.000': 1000, '10.000,50': 10_000.5, '2,5': 2.5, '−1.234.567,25': -1_234_567.25, '1000': 1000 }],
  ['es', { '1.000': 1000, '10.000,50': 10_000.5, '2,5': 2.5, '100.000': 100_000, '0,10': 0.1 }],
] as const)('numbers in %s', (language, cases) => {
  beforeAll(() => speak(language, [language]));

  test.each(Object.entries(cases))('%s is %d', (text, number) => {
    expect(read(text)).toBe(number);
  });

  test.each([0, 1, -1, 1000, 10_000.5, 1e21, 0.1, 0.30000000000000004, 1e-7, Number.MAX_SAFE_INTEGER])(
    '%d is read as it is printed and as it is edited',
    (number) => {
      expect([read(numberText(number)), read(numberTextEdited(number))]).toEqual([number, number]);
    },
  );

  test.each(['1e5', 'x', '-', '1 apple', '1,2,3', '1.2.3', '0x10', '12345678901234567891', '--1', ',', 'Infinity'])(
    '%s is no number',
    (text) => {
      expect(read(text)).toBe('unreadable');
    },
  );

  test('nothing is nothing', () => expect(read('  ')).toBe('empty'));
});

test('what another language would read otherwise is not read', async () => {
  await speak('de', []);
  expect(['2.5', '1,000.50', '1.00', '10.00,5'].map(read)).toEqual(Array(4).fill('unreadable'));
  await speak('en', []);
  expect(['2,5', '1.000,50', '1,00', '1,0000'].map(read)).toEqual(Array(4).fill('unreadable'));
});

describe('groups that a language sets apart by what keyboards have not', () => {
  beforeAll(() => speak('de', ['de-CH']));

  test('are read as they are typed', () => {
    expect(read("1'000.5")).toBe(1000.5);
  });
});
