import { expect, test } from 'vitest';
import { newProperty } from './draft.js';
import { meansNoneBelow, withBelow } from './with-below.js';

const north = newProperty('organization.id', 'oneOf', ['north']);

test('an organization is meant by itself until those below it are asked about beside it', () => {
  expect(meansNoneBelow(north, [north])).toBe(true);
  const { of } = withBelow(north);
  const [own] = of;
  if (own?.kind !== 'property') throw new TypeError('no condition');
  expect(meansNoneBelow(own, of)).toBe(false);
  expect(meansNoneBelow({ ...own, value: ['south'] }, of)).toBe(true);
  for (const property of ['organization.name', 'organization.ancestorIds', 'account.id']) {
    expect(meansNoneBelow({ ...north, property }, [])).toBe(false);
  }
});

test('with those below it, one or the other is enough; where it must not be so, neither', () => {
  const { mode, of } = withBelow(north);
  expect([mode, of]).toMatchObject([
    'any',
    [
      { property: 'organization.id', value: ['north'] },
      { property: 'organization.ancestorIds', value: ['north'] },
    ],
  ]);
  const neither = withBelow({ ...north, negated: true });
  expect([neither.mode, neither.of]).toMatchObject(['none', [{ negated: false }, { negated: false }]]);
});
