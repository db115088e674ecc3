import type { Criteria } from '@kindred/criteria';
import { expect, test } from 'vitest';
import type { Finding } from '../api/types.js';
import { stillSaid } from './still-said.js';

const is = (property: string, value: string): Criteria => ({ type: 'property', property, operator: 'equals', value });
const about = (path: string): Finding => ({ code: 'unseen', severity: 'warning', path, message: path });
const before: Criteria = { type: 'all', of: [is('user.city', 'Ulm'), is('user.town', 'Bonn')] };

test('what was found of a condition stays while another is typed into', () => {
  const now: Criteria = { type: 'all', of: [is('user.city', 'Ulm'), is('user.town', 'Bonn!')] };
  const findings = [about('criteria'), about('criteria.of[0]'), about('criteria.of[1]'), about('criteria.of[1].value')];
  expect(stillSaid(findings, before, now).map(({ path }) => path)).toEqual(['criteria.of[0]']);
});

test('nothing stays of a condition that is gone', () => {
  const now: Criteria = { type: 'all', of: [is('user.city', 'Ulm')] };
  expect(stillSaid([about('criteria.of[1]')], before, now)).toEqual([]);
});
