import { operatorsFor } from '@kindred/criteria';
import { beforeAll, describe, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { kindFor, startingPoint } from './comparison-draft.js';

beforeAll(() => speak('en', []));

describe('a new condition', () => {
  it('compares versions as versions wherever there is an order, and as text elsewhere', () => {
    expect(startingPoint('version', operatorsFor('version'))).toEqual({
      operator: 'equals',
      value: null,
      as: 'version',
    });
    expect(kindFor('atLeast', 'version', null)).toBe('version');
    expect(kindFor('startsWith', 'version', 'version')).toBeNull();
    expect(kindFor('atLeast', 'number', null)).toBeNull();
  });

  it('asks for a network where the property is an address', () => {
    expect(startingPoint('ip', operatorsFor('ip'))).toEqual({ operator: 'inNetwork', value: [], as: null });
  });
});
