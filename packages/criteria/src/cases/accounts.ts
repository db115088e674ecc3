import type { Criteria, EventCount, PeopleNode } from '../criteria.js';
import type { PersonInput } from '../evaluate.js';
import type { Calendar, CriteriaEvent, GroupRecord, Subject } from '../values.js';
import { all, any, atLeast, berlin, did, guest, is, noon, not, person, times } from './case.js';

/** One row of the table of segments of accounts. */
export interface AccountCase {
  /** A statement, unique in the table. */
  readonly name: string;
  readonly criteria: Criteria;
  readonly account: GroupRecord;
  /** The account's people; each belongs to it. */
  readonly people: readonly Omit<PersonInput, 'isMember'>[];
  /** Segments that the account is a member of. */
  readonly memberOf?: readonly string[];
  readonly now: number;
  readonly calendar: Calendar;
  readonly expected: boolean;
}

const acme: GroupRecord = {
  id: 'acme',
  traits: { industry: 'Banking', seats: 50, tags: ['vip', 'eu'], renewal: '2026-05-25' },
};
const bought: Criteria = atLeast(1, 'Order Completed');
const free = is('user.plan', 'equals', 'free');

type Person = AccountCase['people'][number];
type Rest = Partial<Pick<AccountCase, 'account' | 'people' | 'memberOf' | 'now'>>;

function row(name: string, criteria: Criteria, expected: boolean, rest: Rest = {}): AccountCase {
  const { account = acme, people = [], ...others } = rest;
  const members = people.map(({ subject, events }) => ({
    subject: { ...subject, groups: { ...subject.groups, account: [...(subject.groups.account ?? []), account] } },
    events,
  }));
  return { name, criteria, account, people: members, now: noon, calendar: berlin, expected, ...others };
}

function one(subject: Subject, ...events: CriteriaEvent[]): Person {
  return { subject, events };
}

const buyer = (index: number): Person => one(person({ plan: 'free' }), did('Order Completed', noon - index * 1_000));
const other = (): Person => one(person({ plan: 'pro' }));

function people(count: EventCount, of: Criteria): PeopleNode {
  return { type: 'people', of, count };
}

function share(of: EventCount, criteria: Criteria): PeopleNode {
  return { type: 'people', of: criteria, share: of };
}

const mixed = [buyer(1), buyer(2), buyer(3), other()];
const since = { rolling: { amount: 7, unit: 'days' } } as const;

export const accountCases: readonly AccountCase[] = [
  row('a trait of the account', is('account.industry', 'equals', 'banking'), true),
  row('another value of a trait of the account', is('account.industry', 'equals', 'retail'), false),
  row('a trait that the account has not', is('account.size', 'known'), false),
  row('not a trait that the account has not', not(is('account.size', 'atLeast', 5)), true),
  row('the id of the account', is('account.id', 'equals', 'ACME'), true),
  row('a number of the account', is('account.seats', 'between', [50, 60]), true),
  row('one of many values of the account', is('account.tags', 'equals', 'EU'), true),
  row('every value of the account', { ...is('account.tags', 'startsWith', 'v'), quantifier: 'all' }, false),
  row('a date of the account in the days to come', is('account.renewal', 'inNext', { amount: 7, unit: 'days' }), true),
  row('a date of the account that is further', is('account.renewal', 'inNext', { amount: 3, unit: 'days' }), false),
  row('all of conditions about the account', all(is('account.seats', 'atLeast', 5), is('account.tags', 'known')), true),
  row('a trait of another account of its people', is('account.industry', 'equals', 'retail'), false, {
    people: [one(person({}, { account: [{ id: 'globex', traits: { industry: 'Retail' } }] }))],
  }),

  row('at least as many people', people({ atLeast: 3 }, bought), true, { people: mixed }),
  row('fewer people than at least', people({ atLeast: 4 }, bought), false, { people: mixed }),
  row('at most as many people', people({ atMost: 3 }, bought), true, { people: mixed }),
  row('more people than at most', people({ atMost: 2 }, bought), false, { people: mixed }),
  row('exactly as many people', people({ exactly: 3 }, bought), true, { people: mixed }),
  row('not exactly as many people', people({ exactly: 2 }, bought), false, { people: mixed }),
  row('as many people as lie between', people({ between: [1, 3] }, bought), true, { people: mixed }),
  row('more people than lie between', people({ between: [1, 2] }, bought), false, { people: mixed }),
  row('nobody, of an account without people', people({ atMost: 0 }, bought), true),
  row('somebody, of an account without people', people({ atLeast: 1 }, bought), false),
  row('not somebody, of an account without people', not(people({ atLeast: 1 }, bought)), true),
  row('nobody did it', people({ exactly: 0 }, bought), true, { people: [other(), other()] }),
  row('a guest is one of the people', people({ atLeast: 1 }, bought), true, {
    people: [one(guest(), did('Order Completed', noon))],
  }),
  row('people without anything known of them', people({ atLeast: 2 }, not(free)), true, {
    people: [one(guest()), one(person({}))],
  }),
  row('both conditions of the same person', people({ atLeast: 1 }, all(free, bought)), false, {
    people: [one(person({ plan: 'free' })), one(person({}), did('Order Completed', noon))],
  }),
  row('two conditions of different people', all(people({ atLeast: 1 }, free), people({ atLeast: 1 }, bought)), true, {
    people: [one(person({ plan: 'free' })), one(person({}), did('Order Completed', noon))],
  }),
  row('a count of events of each person', people({ atLeast: 1 }, atLeast(3, 'Login')), false, {
    people: [one(person({}), ...times(2, 'Login')), one(person({}), ...times(2, 'Login'))],
  }),
  row('a window that begins just before', people({ atLeast: 1 }, atLeast(1, 'Login', since)), true, {
    people: [one(person({}), did('Login', noon - 604_800_000 + 1))],
  }),
  row('a window that has just passed', people({ atLeast: 1 }, atLeast(1, 'Login', since)), false, {
    people: [one(person({}), did('Login', noon - 604_800_000))],
  }),
  row('people who belong to an account of a kind', people({ atLeast: 1 }, is('account.industry', 'known')), true, {
    people: [other()],
  }),

  row('a share that is reached exactly', share({ atLeast: 75 }, bought), true, { people: mixed }),
  row('a share that is not reached', share({ atLeast: 76 }, bought), false, { people: mixed }),
  row('a share at most', share({ atMost: 75 }, bought), true, { people: mixed }),
  row('a share that is too large', share({ atMost: 74 }, bought), false, { people: mixed }),
  row('an exact share', share({ exactly: 75 }, bought), true, { people: mixed }),
  row('a share between', share({ between: [50, 75] }, bought), true, { people: mixed }),
  row('a third is not 33 percent', share({ exactly: 33 }, bought), false, { people: [buyer(1), other(), other()] }),
  row('a third is at least 33 percent', share({ atLeast: 33 }, bought), true, { people: [buyer(1), other(), other()] }),
  row('two thirds are not 67 percent', share({ atLeast: 67 }, bought), false, {
    people: [buyer(1), buyer(2), other()],
  }),
  row('all people of the account', share({ atLeast: 100 }, bought), true, { people: [buyer(1), buyer(2)] }),
  row('no share at most, of an account without people', share({ atMost: 50 }, bought), false),
  row('no share at least, of an account without people', share({ atLeast: 1 }, bought), false),
  row('not a share, of an account without people', not(share({ atLeast: 1 }, bought)), true),
  row('no share of people', share({ atMost: 0 }, bought), true, { people: [other()] }),

  row('traits and people', all(is('account.seats', 'lessThan', 100), people({ atLeast: 2 }, free)), true, {
    people: mixed,
  }),
  row('either traits or people', any(is('account.seats', 'lessThan', 10), people({ atMost: 1 }, free)), false, {
    people: mixed,
  }),
  row(
    'so many of conditions',
    {
      type: 'atLeast',
      count: 2,
      of: [is('account.size', 'known'), people({ atLeast: 4 }, any(free, not(free))), people({ atLeast: 1 }, bought)],
    },
    true,
    { people: mixed },
  ),
  row('in another segment of accounts', { type: 'segment', segment: 'big' }, true, { memberOf: ['big'] }),
  row('not in another segment of accounts', { type: 'segment', segment: 'big' }, false),
];
