import type { Criteria } from '@kindred/criteria';
import { beforeAll, expect, it } from 'vitest';
import type { Segment } from '../api/types.js';
import { speak } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { newGroup, newSegment } from './draft.js';
import { rulesOf } from './segment-rules.js';

beforeAll(() => speak('en', []));

const free: Criteria = { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' };
const segment = (more: Partial<Segment>): Segment => ({
  id: 'seg_1',
  key: 'free',
  name: { en: 'Free' },
  subject: 'person',
  description: {},
  criteria: { type: 'any', of: [free, { type: 'segment', segment: 'other' }] },
  includeGuests: true,
  includes: [],
  excludes: [],
  public: false,
  active: true,
  kind: 'live',
  state: 'ready',
  size: 1,
  progress: null,
  error: null,
  lastChange: null,
  approximate: 0,
  inheritedFrom: null,
  roles: [],
  editors: null,
  schedule: null,
  lastRun: null,
  nextRun: null,
  version: 1,
  createdAt: '',
  updatedAt: '',
  updatedBy: '',
  sentence: '',
  notes: null,
  ...more,
});
const asked = newSegment('seg_1');
const built = (negated: boolean, more: Partial<Segment>) =>
  criteriaOf(newGroup([rulesOf({ ...asked, negated }, segment(more))])).criteria;

it('the rules of a segment stand where it was asked for, in the same place', () => {
  expect(rulesOf(asked, segment({})).id).toBe(asked.id);
  expect(built(false, {})).toEqual({ type: 'all', of: [segment({}).criteria] });
});

it('not to be in it is that its rules do not hold', () => {
  expect(built(true, {})).toEqual({ type: 'all', of: [{ type: 'not', of: segment({}).criteria }] });
});

it('a segment without guests is of known users', () => {
  expect(built(false, { criteria: free, includeGuests: false })).toMatchObject({
    of: [
      {
        type: 'all',
        of: [
          { type: 'all', of: [free] },
          { property: 'profile.known', value: true },
        ],
      },
    ],
  });
});
