import { beforeAll, expect, it } from 'vitest';
import { speak } from '../language/translator.js';
import { criteriaOf } from './criteria-draft.js';
import { templateIds, templateOf } from './templates.js';

beforeAll(() => speak('en', []));

const event = (name: string) => ({ name, count: 1, properties: [] });
const shop = {
  events: ['Page Viewed', 'Product Added', 'Order Completed'].map(event),
  properties: ['user.plan', 'user.openProducts'],
};

it.each(templateIds)('%s is finished where the site has what it is about', (id) => {
  const { criteria, unfinished } = criteriaOf(templateOf(id, shop));
  expect([...unfinished.values()]).toEqual([]);
  expect(JSON.stringify(criteria)).not.toContain('""');
});

it.each(templateIds)('%s names nothing that nobody has sent', (id) => {
  const { criteria, unfinished } = criteriaOf(templateOf(id, { events: [], properties: [] }));
  expect(criteria).toBeNull();
  expect(unfinished.size).toBeGreaterThan(0);
});

it('those who left something in the cart did not order within a day', () => {
  expect(criteriaOf(templateOf('abandoners', shop)).criteria).toMatchObject({
    of: [{ steps: [{ event: 'Product Added' }, { event: 'Order Completed', absent: true }], within: { amount: 1 } }],
  });
});

it('a step on the way is not taken for the end of it', () => {
  const events = ['Application Step Completed', 'Application Started', 'Application Submitted'].map(event);
  expect(criteriaOf(templateOf('abandoners', { events, properties: [] })).criteria).toMatchObject({
    of: [{ steps: [{ event: 'Application Started' }, { event: 'Application Submitted', absent: true }] }],
  });
});
