import { describe, expect, it } from 'vitest';
import { all, any, atLeast, is, not } from '../cases/case.js';
import type { Criteria } from '../criteria.js';
import { generateWorld } from '../generate.js';
import { diff } from './diff.js';

const free = is('user.plan', 'equals', 'free');
const pro = is('user.plan', 'equals', 'pro');
const adult = is('user.age', 'atLeast', 18);

describe('the difference of two definitions', () => {
  it('is none where both mean the same by their form', () => {
    expect(diff(all(free, adult), all(all(adult), free, free))).toEqual([]);
    for (let seed = 0; seed < 100; seed++) {
      const [criteria] = generateWorld(seed, { visitors: 0 }).criteria;
      if (criteria !== undefined) expect(diff(criteria, all(criteria))).toEqual([]);
    }
  });

  it('names what was added, removed and changed with its paths', () => {
    const before = all(free, adult, atLeast(1, 'A'));
    const after = all(atLeast(2, 'A'), not(free), is('user.country', 'equals', 'DE'));
    expect(diff(before, after)).toEqual([
      {
        kind: 'changed',
        before: 'of[0]',
        after: 'of[1]',
        message: 'Changed: whose plan is “free” → whose plan is not “free”',
      },
      { kind: 'changed', before: 'of[2]', after: 'of[0]', message: 'Changed: who did A → who did A at least 2 times' },
      { kind: 'removed', before: 'of[1]', after: null, message: 'Removed: whose age is at least 18' },
      { kind: 'added', before: null, after: 'of[2]', message: 'Added: whose country is “DE”' },
    ]);
  });

  it('speaks the languages of the studio', () => {
    const [before, after] = [all(free, adult), any(pro, atLeast(2, 'A'))];
    const said = (language: 'es' | 'de') => diff(before, after, { language }).map(({ message }) => message);
    expect(said('es')).toEqual([
      'Cambiado: al grupo le basta una de sus condiciones, en lugar de necesitarlas todas',
      'Cambiado: cuyo plan es «free» → cuyo plan es «pro»',
      'Eliminado: cuya edad es como mínimo 18',
      'Añadido como alternativa: que hicieron A al menos 2 veces',
    ]);
    expect(said('de')).toEqual([
      'Geändert: Der Gruppe genügt eine ihrer Bedingungen, statt alle zu brauchen',
      'Geändert: deren plan „free“ ist → deren plan „pro“ ist',
      'Entfernt: deren Alter mindestens 18 ist',
      'Als Alternative hinzugefügt: die A mindestens 2-mal ausgelöst haben',
    ]);
  });

  it('looks into groups and negations', () => {
    expect(diff(all(adult, not(any(free, atLeast(1, 'A')))), all(adult, not(any(pro, atLeast(1, 'A')))))).toEqual([
      {
        kind: 'changed',
        before: 'of[1].of.of[0]',
        after: 'of[1].of.of[0]',
        message: 'Changed in what must not hold: whose plan is “free” → whose plan is “pro”',
      },
    ]);
  });

  it('says that a group needs all instead of any, and takes one condition for a group of one', () => {
    expect(diff(all(free, adult), any(free, adult))).toMatchObject([
      { message: 'Changed: the group needs any of its conditions instead of all of its conditions' },
    ]);
    expect(diff(free, all(free, adult))).toMatchObject([{ kind: 'added', after: 'of[1]' }]);
  });

  const said = (before: Criteria, after: Criteria) => diff(before, after).map(({ message }) => message);

  it('tells whether what was added is needed or enough, or must not hold', () => {
    expect(said(free, all(free, adult))).toEqual(['Added: whose age is at least 18']);
    expect(said(free, any(free, adult))).toEqual(['Added as an alternative: whose age is at least 18']);
    expect(said(any(free, adult), free)).toEqual(['Removed as an alternative: whose age is at least 18']);
    expect(said(not(free), not(any(free, adult)))).toEqual(['Added to what must not hold: whose age is at least 18']);
    expect(said(not(all(free, adult)), not(free))).toEqual([
      'Removed from what must not hold all at once: whose age is at least 18',
    ]);
    expect(said(all(free), all(adult))).toEqual(['Removed: whose plan is “free”', 'Added: whose age is at least 18']);
    expect(said(not(free), not(pro))).toEqual(['Changed: whose plan is not “free” → whose plan is not “pro”']);
  });

  it('takes repeated conditions and groups in groups of their kind for what they mean', () => {
    const country = is('user.country', 'equals', 'DE');
    expect(said(all(free, free, adult), all(free, country))).toEqual([
      'Removed: whose age is at least 18',
      'Added: whose country is “DE”',
    ]);
    expect(said(all(free, all(adult, country)), all(free, adult))).toEqual(['Removed: whose country is “DE”']);
    expect(diff(all(free, all(adult, country)), all(free, adult))).toMatchObject([{ before: 'of[1].of[1]' }]);
  });
});
