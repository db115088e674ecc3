import { expect, test } from 'vitest';
import { newProperty } from './draft.js';
import { hasPast, inAnyVisit } from './past-visits.js';

test('a condition on the campaign of this visit becomes one on the pages viewed in any visit', () => {
  const node = newProperty('request.utm.campaign', 'equals', 'spring');
  const event = inAnyVisit(node, 'Page Viewed');
  expect(event).toMatchObject({ id: node.id, kind: 'event', event: 'Page Viewed', negated: false });
  expect(event?.where?.of).toMatchObject([{ property: 'context.campaign.name', operator: 'equals', value: 'spring' }]);
});

test('not from a campaign becomes never having come from it', () => {
  const node = { ...newProperty('request.utm.campaign', 'equals', 'spring'), negated: true };
  const event = inAnyVisit(node, 'Page Viewed');
  expect(event?.negated).toBe(true);
  expect(event?.where?.of).toMatchObject([{ negated: false }]);
});

test('what no event keeps is asked of the present visit alone', () => {
  expect(hasPast('request.localHour')).toBe(false);
  expect(inAnyVisit(newProperty('request.localHour', 'atLeast', 9), 'Page Viewed')).toBeNull();
});
