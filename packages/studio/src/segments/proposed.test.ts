import type { Criteria } from '@kindred/criteria';
import { expect, test } from 'vitest';
import { proposedBy, proposedHref } from './proposed.js';

const criteria: Criteria = { type: 'property', property: 'user.plan', operator: 'equals', value: 'a&b=“ü”' };
const read = (href: string) => proposedBy(new URLSearchParams(href.split('?')[1]));

test('a proposed segment is in its address whole', () => {
  expect(read(proposedHref({ criteria, name: 'A & B' }))).toEqual({ criteria, name: 'A & B', subject: 'person' });
});

test('an address that proposes nothing that can be read proposes nothing', () => {
  expect(read('/segments/new')).toBeNull();
  expect(read('/segments/new?criteria=%7B')).toBeNull();
  expect(read('/segments/new?criteria=%7B%22type%22%3A%22all%22%2C%22of%22%3A%5B%5D%7D')).toBeNull();
});
