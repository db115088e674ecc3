import { describe, expect, it } from 'vitest';
import { atLeast, is, not } from '../cases/case.js';
import type { Criteria, Operator, RollingUnit, TimeSpan } from '../criteria.js';
import { languages } from '../properties/index.js';
import { sentence } from './sentence.js';

const whole = (operator: Operator, amount: number, unit: TimeSpan['unit']): Criteria =>
  is('user.trial', operator, { amount, unit, calendar: true });
const rolling = (operator: Operator, amount: number, unit: TimeSpan['unit']): Criteria =>
  is('user.trial', operator, { amount, unit });
const did = (amount: number, unit: RollingUnit): Criteria => atLeast(1, 'A', { rolling: { amount, unit } });

const predicates = (criteria: Criteria) =>
  [
    ['People whose trial ', ''],
    ['Personas cuyo trial ', ''],
    ['Personen, deren trial ', ''],
  ].map(([beginning = ''], index) => {
    const said = sentence(criteria, { language: (['en', 'es', 'de'] as const)[index] ?? 'en' });
    expect(said.startsWith(beginning)).toBe(true);
    return said.slice(beginning.length);
  });

describe('a date in whole periods of the calendar', () => {
  it.each<[Criteria, ...string[]]>([
    [whole('inLast', 1, 'days'), 'is today', 'es hoy', 'heute liegt'],
    [whole('inNext', 1, 'days'), 'is today', 'es hoy', 'heute liegt'],
    [whole('inLast', 2, 'days'), 'is today or yesterday', 'es hoy o ayer', 'heute oder gestern liegt'],
    [whole('inNext', 2, 'days'), 'is today or tomorrow', 'es hoy o mañana', 'heute oder morgen liegt'],
    [
      whole('inLast', 7, 'days'),
      'is today or in the 6 days before',
      'es hoy o en los 6 días anteriores',
      'heute oder in den 6 Tagen davor liegt',
    ],
    [
      whole('inNext', 7, 'days'),
      'is today or in the 6 days after',
      'es hoy o en los 6 días siguientes',
      'heute oder in den 6 Tagen danach liegt',
    ],
    [whole('moreThanAgo', 1, 'days'), 'is before today', 'es anterior a hoy', 'vor heute liegt'],
    [
      whole('moreThanAgo', 2, 'days'),
      'is before today and yesterday',
      'es anterior a hoy y a ayer',
      'vor heute und gestern liegt',
    ],
    [
      whole('moreThanAgo', 7, 'days'),
      'is before today and the 6 days before',
      'es anterior a hoy y a los 6 días anteriores',
      'vor heute und den 6 Tagen davor liegt',
    ],
    [whole('moreThanAhead', 1, 'days'), 'is after today', 'es posterior a hoy', 'nach heute liegt'],
    [
      whole('moreThanAhead', 7, 'days'),
      'is after today and the 6 days after',
      'es posterior a hoy y a los 6 días siguientes',
      'nach heute und den 6 Tagen danach liegt',
    ],
    [
      whole('inNext', 1, 'weeks'),
      'is in this calendar week',
      'está en esta semana natural',
      'in dieser Kalenderwoche liegt',
    ],
    [
      whole('inNext', 2, 'weeks'),
      'is in this calendar week or the next',
      'está en esta semana natural o en la siguiente',
      'in dieser Kalenderwoche oder der nächsten liegt',
    ],
    [
      whole('inNext', 3, 'weeks'),
      'is in this calendar week or the next 2',
      'está en esta semana natural o en las 2 siguientes',
      'in dieser Kalenderwoche oder den 2 nächsten liegt',
    ],
    [
      whole('inLast', 1, 'months'),
      'is in this calendar month',
      'está en este mes natural',
      'in diesem Kalendermonat liegt',
    ],
    [
      not(whole('inLast', 2, 'months')),
      'is not in this calendar month or the one before',
      'no está en este mes natural o en el anterior',
      'nicht in diesem Kalendermonat oder dem vorigen liegt',
    ],
    [
      whole('inLast', 3, 'years'),
      'is in this calendar year or the 2 before',
      'está en este año natural o en los 2 anteriores',
      'in diesem Kalenderjahr oder den 2 vorigen liegt',
    ],
    [
      whole('moreThanAgo', 1, 'weeks'),
      'is before this calendar week',
      'es anterior a esta semana natural',
      'vor dieser Kalenderwoche liegt',
    ],
    [
      whole('moreThanAgo', 2, 'months'),
      'is before this calendar month and the one before',
      'es anterior a este mes natural y al anterior',
      'vor diesem Kalendermonat und dem vorigen liegt',
    ],
    [
      whole('moreThanAhead', 3, 'weeks'),
      'is after this calendar week and the next 2',
      'es posterior a esta semana natural y a las 2 siguientes',
      'nach dieser Kalenderwoche und den 2 nächsten liegt',
    ],
    [
      rolling('inLast', 1, 'months'),
      'is in the last 1 month',
      'está en el último mes (al minuto)',
      'im letzten Monat (auf die Minute) liegt',
    ],
    [
      rolling('inNext', 1, 'weeks'),
      'is in the next 1 week',
      'está en la próxima semana (al minuto)',
      'in der nächsten Woche (auf die Minute) liegt',
    ],
    [
      rolling('inLast', 7, 'days'),
      'is in the last 7 days',
      'está en los últimos 7 días',
      'in den letzten 7 Tagen liegt',
    ],
  ])('%j', (criteria, ...expected) => {
    expect(predicates(criteria)).toEqual(expected);
  });
});

describe('a rolling window of events', () => {
  it('is told apart from the week or month before this one', () => {
    const said = (criteria: Criteria) => languages.map((language) => sentence(criteria, { language }));
    expect(said(did(1, 'months'))).toEqual(
      expect.arrayContaining([
        'People who did A in the last 1 month',
        'Personas que hicieron A en el último mes (al minuto)',
        'Personen, die im letzten Monat (auf die Minute) A ausgelöst haben',
      ]),
    );
    expect(said(atLeast(1, 'A', { calendar: 'month', ago: 1 }))).toEqual(
      expect.arrayContaining([
        'People who did A last month',
        'Personas que hicieron A el mes pasado',
        'Personen, die vorigen Monat A ausgelöst haben',
      ]),
    );
  });
});
