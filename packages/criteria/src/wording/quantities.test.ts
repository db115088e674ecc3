import { describe, expect, it } from 'vitest';
import { all, is, not } from '../cases/case.js';
import type { Criteria, EventCount, PropertyNode } from '../criteria.js';
import type { Language } from '../properties/index.js';
import { sentence } from './sentence.js';

const inSessions = (count: EventCount): Criteria => ({
  type: 'event',
  event: 'A',
  count,
  of: { distinct: 'sessions' },
});
const onDays = (count: EventCount): Criteria => ({ type: 'event', event: 'A', count, of: { distinct: 'days' } });
const withSkus = (count: EventCount): Criteria => ({
  type: 'event',
  event: 'A',
  count,
  of: { distinct: 'values', property: 'properties.sku' },
});
const people = (count: EventCount): Criteria => ({ type: 'people', of: is('user.x', 'equals', 1), count });
const some = (count: number): Criteria => ({
  type: 'atLeast',
  count,
  of: [is('user.x', 'known'), is('user.y', 'known'), is('user.z', 'known')],
});
const every = (node: PropertyNode): PropertyNode => ({ ...node, quantifier: 'all' });
const free = every(is('user.plan', 'equals', 'free'));
const bank = every(is('account.industry', 'equals', 'bank'));
const acme = every(is('account.id', 'equals', 'acme'));
const admin = every(is('role.id', 'startsWith', 'admin'));

const said = (criteria: Criteria) =>
  (['en', 'es', 'de'] as const).map((language: Language) => {
    const subject = criteria.type === 'people' ? 'account' : 'person';
    return sentence(criteria, { language, subject });
  });

describe('one and several', () => {
  it.each<[Criteria, ...string[]]>([
    [
      inSessions({ atMost: 1 }),
      'People who did A in at most 1 session',
      'Personas que hicieron A en como máximo 1 sesión',
      'Personen, die A in höchstens 1 Sitzung ausgelöst haben',
    ],
    [
      inSessions({ exactly: 2 }),
      'People who did A in exactly 2 sessions',
      'Personas que hicieron A en exactamente 2 sesiones',
      'Personen, die A in genau 2 Sitzungen ausgelöst haben',
    ],
    [
      onDays({ atLeast: 1 }),
      'People who did A on at least 1 day',
      'Personas que hicieron A en al menos 1 día distinto',
      'Personen, die A an mindestens 1 Tag ausgelöst haben',
    ],
    [
      withSkus({ atMost: 1 }),
      'People who did A with at most 1 value of sku',
      'Personas que hicieron A con como máximo 1 valor distinto de sku',
      'Personen, die A mit höchstens 1 Wert von sku ausgelöst haben',
    ],
    [
      people({ exactly: 1 }),
      'Accounts with exactly 1 person whose x is 1',
      'Cuentas que tienen exactamente 1 persona de aquellas cuyo x es 1',
      'Konten, zu denen genau 1 von denen, deren x 1 ist, gehören',
    ],
    [
      not(some(2)),
      'People for whom at most 1 of these is true: (whose x is known; whose y is known; whose z is known)',
      'Personas que cumplen como máximo 1 de estas condiciones: (cuyo x se conoce; cuyo y se conoce; cuyo z se conoce)',
      'Personen, auf die höchstens 1 dieser Angaben zutrifft: (deren x bekannt ist; deren y bekannt ist; deren z bekannt ist)',
    ],
  ])('%j', (criteria, ...expected) => {
    expect(said(criteria)).toEqual(expected);
  });
});

describe('how many values a property of an event has', () => {
  const empty: PropertyNode = { ...is('properties.l', 'equals', 0), of: 'size' };

  it.each<[Criteria, ...string[]]>([
    [
      { type: 'event', event: 'A', count: { atLeast: 1 }, where: empty },
      'People who did A (where number of values of l is 0)',
      'Personas que hicieron A (donde número de valores de l es 0)',
      'Personen, die A (wobei Anzahl der Werte von l 0 ist) ausgelöst haben',
    ],
    [
      { type: 'sequence', steps: [{ event: 'A', where: not(empty) }, { event: 'B' }] },
      'People who did A (where number of values of l is not 0), then B',
      'Personas que hicieron A (donde número de valores de l no es 0), después B',
      'Personen, die A (wobei Anzahl der Werte von l nicht 0 ist), dann B ausgelöst haben',
    ],
    [
      { ...is('properties.x', 'atLeast', 1), type: 'aggregate', event: 'A', function: 'sum', where: empty },
      'People whose sum of x of A (where number of values of l is 0) is at least 1',
      'Personas cuya suma de x de A (donde número de valores de l es 0) es como mínimo 1',
      'Personen, deren Summe von x aus A (wobei Anzahl der Werte von l 0 ist) mindestens 1 ist',
    ],
  ])('%j', (criteria, ...expected) => {
    expect(said(criteria)).toEqual(expected);
  });
});

describe('every value, and every group', () => {
  it.each<[string, Criteria, ...string[]]>([
    [
      'of a list',
      free,
      'People whose plan is “free” in every value',
      'Personas cuyo plan es «free» en todos los valores',
      'Personen, deren plan bei jedem Wert „free“ ist',
    ],
    [
      'not of a list',
      not(free),
      'People whose plan has a value that is not “free” (or none)',
      'Personas cuyo plan tiene un valor que no es «free» (o ninguno)',
      'Personen, deren plan einen Wert hat, der nicht „free“ ist (oder keinen)',
    ],
    [
      'of all groups',
      acme,
      'People whose every account id is “acme”',
      'Personas que pertenecen únicamente a cuentas (al menos a una) cuyo id es «acme»',
      'Personen, die ausschließlich zu Konten, deren ID „acme“ ist, gehören (mindestens zu einem)',
    ],
    [
      'not of all groups',
      not(acme),
      'People who have no account or one whose id is not “acme”',
      'Personas que (no pertenecen a ninguna cuenta o pertenecen a una cuyo id no es «acme»)',
      'Personen, die zu keinem Konto oder zu einem, dessen ID nicht „acme“ ist, gehören',
    ],
    [
      'of what may be a list in all groups',
      bank,
      'People whose every account’s industry is “bank” in every value',
      'Personas que pertenecen únicamente a cuentas (al menos a una) cuyo sector es «bank» en todos los valores',
      'Personen, die ausschließlich zu Konten, deren Branche bei jedem Wert „bank“ ist, gehören (mindestens zu einem)',
    ],
    [
      'not of it',
      not(bank),
      'People who have no account or one whose industry has a value that is not “bank” (or none)',
      'Personas que (no pertenecen a ninguna cuenta o pertenecen a una cuyo sector tiene un valor que no es «bank» (o ninguno))',
      'Personen, die zu keinem Konto oder zu einem, dessen Branche einen Wert hat, der nicht „bank“ ist (oder keinen), gehören',
    ],
    [
      'of all roles',
      all(admin, not(admin)),
      'People whose every role id starts with “admin” and who have no role or one whose id does not start with “admin”',
      'Personas que tienen únicamente roles (al menos uno) cuyo id empieza por «admin» y que (no tienen ningún rol o tienen uno cuyo id no empieza por «admin»)',
      'Personen, die ausschließlich Rollen, deren ID mit „admin“ beginnt, haben (mindestens eine) und die keine Rolle oder eine, deren ID nicht mit „admin“ beginnt, haben',
    ],
  ])('%s', (_name, criteria, ...expected) => {
    expect(said(criteria)).toEqual(expected);
  });
});
