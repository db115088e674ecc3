import { describe, expect, it } from 'vitest';
import { sentence } from './sentence.js';
import { namedByValues, valueNames } from './value-names.js';

describe('what values name', () => {
  it('are countries by the last part of the property, and groups by their ids', () => {
    for (const property of ['user.address.country', 'request.country', 'organization.country', 'user.countryCode']) {
      expect(namedByValues(property)).toBe('country');
    }
    for (const property of ['user.country.name', 'user.countryside', 'user.city', 'account.name']) {
      expect(namedByValues(property)).toBeNull();
    }
    expect(['account.id', 'role.id', 'organization.ancestorIds'].map(namedByValues)).toEqual([
      'account',
      'role',
      'organization',
    ]);
  });

  it('is said in sentences, and the value itself where there is no name', () => {
    const groups = new Map([['account/acme', 'Acme Inc.']]);
    const valueName = valueNames('de', (kind, id) => groups.get(`${kind}/${id}`));
    const said = (property: string, value: string | string[]) =>
      sentence(
        { type: 'property', property, operator: typeof value === 'string' ? 'equals' : 'oneOf', value },
        { valueName },
      );
    expect(said('user.country', ['CH', 'XX', 'Schweiz'])).toContain('“Schweiz”, “XX” or “Schweiz”');
    expect(said('account.id', 'acme')).toContain('“Acme Inc.”');
    expect(said('account.id', 'other')).toContain('“other”');
    expect(said('account.plan', 'CH')).toContain('“CH”');
  });
});
