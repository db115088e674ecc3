import { type Criteria, type SegmentSubject, sentence } from '@kindred/criteria';
import { expect, it } from 'vitest';
import { clauseOf } from './clause.js';

const free: Criteria = { type: 'property', property: 'account.plan', operator: 'equals', value: 'free' };
const said = (subject: SegmentSubject) =>
  (['en', 'es', 'de'] as const).map((language) => clauseOf(sentence(free, { language, subject })));

it('a condition of an explanation does not say again whom it is about, in any language', () => {
  expect(said('account')).toEqual(['Whose plan is “free”', 'Cuyo plan es «free»', 'Deren plan „free“ ist']);
  expect(said('person')).toEqual([
    'Whose account’s plan is “free”',
    'Que pertenecen a una cuenta cuyo plan es «free»',
    'Die zu einem Konto, dessen plan „free“ ist, gehören',
  ]);
});
