import type { Criteria, EventNode, PropertyNode, Scalar } from '@kindred/criteria';

/** A segment of the demo, ready to be created. Segments stand after those that they refer to. */
export interface DemoSegment {
  /** Also what other segments of the demo refer to it by. */
  readonly id: string;
  readonly key: string;
  readonly name: { readonly en: string };
  readonly description: { readonly en: string };
  readonly criteria: Criteria;
  readonly includeGuests: boolean;
  /** May the bank's pages learn of it? */
  readonly public: boolean;
}

const days = (amount: number): EventNode['window'] => ({ rolling: { amount, unit: 'days' } });

function is(property: string, value: Scalar): PropertyNode {
  return { type: 'property', property, operator: 'equals', value };
}

function pageUnder(path: string): PropertyNode {
  return { type: 'property', property: 'properties.path', operator: 'contains', value: path };
}

function did(event: string, atLeast: number, window: EventNode['window'], where?: Criteria): EventNode {
  return { type: 'event', event, count: { atLeast }, ...(where ? { where } : {}), ...(window ? { window } : {}) };
}

const isCustomer = is('user.customer', true);
const hasChecking = is('user.openProducts', 'checking');

/** Channels that the bank pays for or writes to. */
const boughtChannels: PropertyNode = {
  type: 'property',
  property: 'context.campaign.medium',
  operator: 'oneOf',
  value: ['cpc', 'affiliate', 'paid-social', 'email'],
};

function segment(
  key: string,
  name: string,
  description: string,
  criteria: Criteria,
  more: { readonly public?: boolean; readonly knownOnly?: boolean } = {},
): DemoSegment {
  return {
    id: `demo-${key}`,
    key,
    name: { en: name },
    description: { en: description },
    criteria,
    includeGuests: more.knownOnly !== true,
    public: more.public === true,
  };
}

export const segments: readonly DemoSegment[] = [
  segment('customers', 'Customers', 'Everybody with at least one product, now or before.', isCustomer, {
    public: true,
    knownOnly: true,
  }),
  segment(
    'free-checking-prospects',
    'Free Checking Account Prospects',
    'Customers without an open checking account, and visitors whom a campaign brought to the checking page in the last 30 days.',
    {
      type: 'any',
      of: [
        { type: 'all', of: [isCustomer, { type: 'not', of: hasChecking }] },
        {
          type: 'all',
          of: [
            { type: 'not', of: isCustomer },
            did('Page Viewed', 1, days(30), { type: 'all', of: [pageUnder('/checking/'), boughtChannels] }),
          ],
        },
      ],
    },
    { public: true },
  ),
  segment(
    'loan-interested',
    'Interested in a loan',
    'Read about loans at least twice in seven days.',
    did('Page Viewed', 2, days(7), pageUnder('/loans/')),
    { public: true },
  ),
  segment(
    'business-customers',
    'Business customers',
    'Belong to the account of a business.',
    is('account.type', 'business'),
    { public: true, knownOnly: true },
  ),
  segment(
    'here-now',
    'Here in the last 10 minutes',
    'Saw a page within the last ten minutes; they leave by themselves.',
    did('Page Viewed', 1, { rolling: { amount: 10, unit: 'minutes' } }),
    { public: true },
  ),
  segment(
    'active-this-week',
    'Active this week',
    'Came at least once since Monday.',
    did('Page Viewed', 1, { calendar: 'week' }),
    { public: true },
  ),
  segment(
    'unfinished-applications',
    'Unfinished applications',
    'Began an application in the last 14 days and sent none.',
    {
      type: 'all',
      of: [
        did('Application Started', 1, days(14)),
        { type: 'event', event: 'Application Submitted', count: { atMost: 0 }, window: days(14) },
      ],
    },
    { public: true },
  ),
  segment(
    'house-hunters',
    'House hunters',
    'Worked out a mortgage at least twice in 30 days and have none with us.',
    {
      type: 'all',
      of: [
        did('Rate Calculator Used', 2, days(30), is('properties.calculator', 'mortgage')),
        { type: 'not', of: is('user.openProducts', 'mortgage') },
      ],
    },
    { public: true },
  ),
  segment(
    'lapsed-customers',
    'Lapsed customers',
    'Customers who have not been seen for 30 days.',
    {
      type: 'all',
      of: [
        { type: 'segment', segment: 'demo-customers' },
        { type: 'event', event: 'Page Viewed', count: { atMost: 0 }, window: days(30) },
      ],
    },
    { knownOnly: true },
  ),
  segment(
    'customers-seeking-loans',
    'Customers seeking a loan',
    'In both segments: customers, and interested in a loan.',
    {
      type: 'all',
      of: [
        { type: 'segment', segment: 'demo-customers' },
        { type: 'segment', segment: 'demo-loan-interested' },
      ],
    },
    { knownOnly: true },
  ),
  segment(
    'private-banking-candidates',
    'Private banking candidates',
    'Large deposits, not yet a private client.',
    {
      type: 'all',
      of: [
        { type: 'property', property: 'user.depositBalance', operator: 'atLeast', value: 100_000 },
        { type: 'not', of: is('userGroup.id', 'private-clients') },
      ],
    },
    { knownOnly: true },
  ),
  segment(
    'brightwater',
    'Brightwater Group',
    'Contacts at the group and at every company below it.',
    {
      type: 'any',
      of: [is('organization.id', 'org-brightwater'), is('organization.ancestorIds', 'org-brightwater')],
    },
    { knownOnly: true },
  ),
  segment(
    'needs-a-call',
    'Needs a call',
    'Contacted support at least three times in 30 days.',
    did('Support Contacted', 3, days(30)),
  ),
  segment(
    'mobile-visitors',
    'On a phone',
    'Decided by each visit: the present request comes from a phone.',
    is('request.deviceType', 'mobile'),
    { public: true },
  ),
  segment(
    'returning-signed-out',
    'Back, but signed out',
    'Saw at least five pages in 30 days, and this visit is not signed in.',
    {
      type: 'all',
      of: [did('Page Viewed', 5, days(30)), { type: 'not', of: is('request.signedIn', true) }],
    },
    { public: true },
  ),
];
