import { describe, expect, it } from 'vitest';
import { Definitions } from './definitions.js';
import { type Answer, answer } from './question.js';

const now = '2026-05-20T12:00:00.000Z';
const asking = { definitions: new Definitions(), clock: () => Date.parse(now), explained: false };
const ask = (question: unknown): Answer => answer(question, asking);
const matches = (criteria: unknown, rest: Record<string, unknown> = {}): unknown => {
  const found = ask({ criteria, ...rest });
  return 'matches' in found ? found.matches : found.error;
};
const is = (property: string, operator: string, value?: unknown, rest = {}) => ({
  type: 'property',
  property,
  operator,
  ...(value === undefined ? {} : { value }),
  ...rest,
});
const did = (event: string, rest = {}) => ({ type: 'event', event, count: { atLeast: 1 }, ...rest });

describe('a question', () => {
  it('is answered from the traits, flattened as the server flattens them', () => {
    const profile = { userId: 'ada', traits: { address: { city: 'Wien' }, cart: [{ sku: 'A' }, { sku: 'B' }] } };
    expect(matches(is('user.address.city', 'equals', 'WIEN'), { profile })).toBe(true);
    expect(matches(is('user.cart.sku', 'equals', 'b'), { profile })).toBe(true);
    expect(matches(is('profile.known', 'equals', true), { profile })).toBe(true);
    expect(matches(is('profile.known', 'equals', false))).toBe(true);
  });

  it('gives its id back, and explains each condition with what was found', () => {
    const criteria = { type: 'not', of: is('user.age', 'atLeast', 30) };
    const found = answer({ id: 7, criteria, profile: { traits: { age: 20 } } }, { ...asking, explained: true });
    expect(found).toMatchObject({ id: 7, matches: true, explanation: { path: '', of: [{ path: 'of', found: 20 }] } });
  });

  it('is explained in its language', () => {
    const asked = (language: unknown) =>
      answer({ language, criteria: is('user.age', 'atLeast', 30) }, { ...asking, explained: true });
    expect(asked('es')).toMatchObject({ explanation: { sentence: 'Personas cuya edad es como mínimo 30' } });
    expect(asked('de')).toMatchObject({ explanation: { sentence: 'Personen, deren Alter mindestens 30 ist' } });
    expect(asked(undefined)).toMatchObject({ explanation: { sentence: 'People whose age is at least 30' } });
    expect(asked('fr')).toMatchObject({ error: { code: 'unknown_language', path: 'language' } });
    expect(asked(7)).toMatchObject({ error: { code: 'not_text', path: 'language' } });
  });

  it('knows patterns', () => {
    const profile = { traits: { email: 'ada@example.org' } };
    expect(matches(is('user.email', 'matches', '@example\\.(com|org)$'), { profile })).toBe(true);
  });

  it('names what is wrong with criteria by its place in the line', () => {
    expect(ask({ criteria: { type: 'all', of: [] } })).toMatchObject({
      error: { code: 'empty_group', path: 'criteria.of' },
    });
    expect(ask({})).toMatchObject({ error: { code: 'missing', path: 'criteria' } });
    const both = ask({ criteria: { type: 'all', of: [is('user.a', 'nonsense'), is('x', 'known')] } });
    expect(both).toMatchObject({ error: { path: 'criteria.of[0].operator', faults: [{}, {}] } });
    expect(ask([1])).toMatchObject({ error: { code: 'not_an_object', path: '' } });
  });

  it('refuses what the server would refuse, and what nobody could read', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 40; level++) deep = { a: deep };
    const criteria = is('user.a', 'known');
    expect(ask({ criteria, profile: { traits: deep } })).toMatchObject({ error: { code: 'properties_too_deep' } });
    expect(ask({ criteria, profile: { traits: [] } })).toMatchObject({ error: { path: 'profile.traits' } });
    expect(ask({ criteria, timeZone: 'Mars/Base' })).toMatchObject({
      error: { code: 'unknown_time_zone', path: 'timeZone' },
    });
    expect(ask({ criteria, weekStart: 8 })).toMatchObject({ error: { path: 'weekStart' } });
    expect(ask({ criteria, now: 'noon' })).toMatchObject({ error: { code: 'invalid_time', path: 'now' } });
    const nested = JSON.parse(`${'{"type":"not","of":'.repeat(10_000)}1${'}'.repeat(10_000)}`);
    expect(ask({ criteria: nested })).toMatchObject({ error: { code: 'too_deep' } });
  });
});

describe('groups', () => {
  it('are ids or objects; ancestors are given, or found through the parents', () => {
    const groups = {
      account: ['acme', { id: 'globex', traits: { plan: 'pro' } }],
      organization: [
        { id: 'leaf', parent: 'mid' },
        { id: 'mid', parent: { id: 'top' } },
      ],
      team: 'red',
    };
    const profile = { groups };
    expect(matches(is('account.id', 'oneOf', ['acme']), { profile })).toBe(true);
    expect(matches(is('account.plan', 'equals', 'pro'), { profile })).toBe(true);
    expect(matches(is('organization.ancestorIds', 'equals', 'top'), { profile })).toBe(true);
    expect(matches(is('team.id', 'equals', 'red'), { profile })).toBe(true);
    const given = { groups: { organization: [{ id: 'leaf', ancestorIds: ['a', 'b'] }] } };
    expect(matches(is('organization.ancestorIds', 'equals', 'b'), { profile: given })).toBe(true);
  });

  it('of an unknown kind, or without an id, are faults', () => {
    const wrong = (groups: unknown) => ask({ criteria: is('user.a', 'known'), profile: { groups } });
    expect(wrong({ tribe: ['x'] })).toMatchObject({
      error: { code: 'unknown_group_kind', path: 'profile.groups.tribe' },
    });
    expect(wrong({ account: [{}] })).toMatchObject({ error: { path: 'profile.groups.account[0].id' } });
  });
});

describe('the history', () => {
  const events = [
    { type: 'page', timestamp: '2026-05-20T11:00:00Z', context: { page: { path: '/pricing' } } },
    { event: 'Order Completed', time: Date.parse('2026-05-19T12:00:00Z'), messageId: 'm', properties: { total: 10 } },
    { event: 'Order Completed', time: Date.parse('2026-05-19T12:00:00Z'), messageId: 'm', properties: { total: 10 } },
    { name: 'Later', timestamp: '2026-05-21T00:00:00Z' },
    { type: 'identify', traits: { a: 1 } },
  ];

  it('takes tracking calls and their short form; pages by their context', () => {
    const where = is('properties.path', 'equals', '/pricing');
    expect(matches(did('Page Viewed', { where }), { events, now })).toBe(true);
    expect(matches(did('Order Completed'), { events, now })).toBe(true);
    expect(matches({ type: 'property', property: 'user.a', operator: 'known' }, { events, now })).toBe(false);
  });

  it('counts a repeated messageId once, and nothing that is yet to come', () => {
    expect(matches(did('Order Completed', { count: { atLeast: 2 } }), { events, now })).toBe(false);
    expect(matches(did('Later'), { events, now })).toBe(false);
    expect(matches(did('Later'), { events, now: '2026-05-21' })).toBe(true);
  });

  it('ends a window to the millisecond', () => {
    const criteria = did('Order Completed', { window: { rolling: { amount: 1, unit: 'days' } } });
    expect(matches(criteria, { events, now: Date.parse('2026-05-20T11:59:59.999Z') })).toBe(true);
    expect(matches(criteria, { events, now })).toBe(false);
  });

  it('says which event has no name or no time', () => {
    expect(ask({ criteria: did('X'), events: [{}] })).toMatchObject({
      error: { code: 'missing_event', path: 'events[0].event' },
    });
    expect(ask({ criteria: did('X'), events: [{ event: 'X', time: 'soon' }] })).toMatchObject({
      error: { code: 'invalid_time', path: 'events[0].time' },
    });
  });
});

describe('a sum', () => {
  const total = (more = {}) => ({
    type: 'aggregate',
    event: 'Paid',
    function: 'sum',
    property: 'properties.total',
    operator: 'atLeast',
    value: 5,
    ...more,
  });
  const events = [
    { event: 'Paid', properties: { total: 3 } },
    { event: 'Paid', properties: { total: [-1e18, 1] } },
    { event: 'Other', properties: { total: 1e20 } },
  ];
  const warnings = [
    {
      code: 'number_too_large_to_add',
      message: 'A “Paid” has a number of 10^18 or more in properties.total, which is in no sum and no average.',
      path: 'events',
    },
  ];

  it('tells of numbers that are too large to be added, with the answer', () => {
    expect(ask({ criteria: total(), events })).toEqual({ matches: false, warnings });
    expect(ask({ criteria: total({ function: 'average' }), events })).toEqual({ matches: false, warnings });
    expect(ask({ criteria: total({ function: 'maximum' }), events })).toEqual({ matches: false });
    expect(ask({ criteria: total({ property: 'properties.other' }), events })).toEqual({ matches: false });
    expect(ask({ criteria: { type: 'segment', segment: 's' }, segments: { s: total() }, events })).toEqual({
      matches: false,
      warnings,
    });
  });

  it('tells so of the people of an account', () => {
    const criteria = { type: 'people', of: total(), count: { atLeast: 1 } };
    const account = { id: 'acme', people: [{ userId: 'ada' }, { userId: 'bo', events }] };
    expect(ask({ criteria, account })).toEqual({
      matches: false,
      warnings: [{ ...warnings[0], path: 'account.people[1].events' }],
    });
  });
});

describe('the request', () => {
  it('is unknown where there is none', () => {
    const mobile = is('request.deviceType', 'equals', 'mobile');
    expect(matches(mobile)).toBe(null);
    expect(matches({ type: 'not', of: mobile })).toBe(null);
    expect(matches({ type: 'not', of: mobile }, { request: {} })).toBe(true);
  });

  it('is told in its fields, or as a tracking context', () => {
    const utm = is('request.utm.source', 'equals', 'mail');
    expect(matches(utm, { request: { utm: { source: 'mail' } } })).toBe(true);
    expect(matches(utm, { request: { 'utm.source': 'mail' } })).toBe(true);
    expect(matches(utm, { request: { page: { url: 'https://a.example/x?utm_source=mail' } } })).toBe(true);
    expect(matches(is('request.host', 'known'), { request: { url: 'https://a.example/' } })).toBe(false);
  });
  it('is told by a context that says only the device, the visitor’s browser or how often they came', () => {
    const iPhone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Version/17.0 Mobile/15E148 Safari/604.1';
    expect(
      matches(is('request.deviceBrand', 'equals', 'Fairphone'), { request: { device: { manufacturer: 'Fairphone' } } }),
    ).toBe(true);
    expect(matches(is('request.sessionPages', 'equals', 3), { request: { session: { pages: 3 } } })).toBe(true);
    expect(matches(is('request.browser', 'known'), { request: { userAgent: iPhone } })).toBe(true);
    expect(matches(is('request.browser', 'equals', 'Own'), { request: { userAgent: iPhone, browser: 'Own' } })).toBe(
      true,
    );
    expect(matches(is('request.os', 'equals', 'Linux'), { request: { os: 'Linux' } })).toBe(true);
  });

  it('knows the local hour and who is signed in by itself, unless it says otherwise', () => {
    const at14 = is('request.localHour', 'equals', 14);
    expect(matches(at14, { request: {}, now, timeZone: 'Europe/Berlin' })).toBe(true);
    expect(matches(at14, { request: { timezone: 'Europe/Berlin' }, now })).toBe(true);
    expect(matches(at14, { request: { localHour: null }, now, timeZone: 'Europe/Berlin' })).toBe(false);
    const signedIn = is('request.signedIn', 'equals', true);
    expect(matches(signedIn, { request: {}, profile: { userId: 'u' } })).toBe(true);
    expect(matches(signedIn, { request: { signedIn: false }, profile: { userId: 'u' } })).toBe(false);
  });
});

describe('other segments', () => {
  const inA = { type: 'segment', segment: 'a' };

  it('are memberships or definitions', () => {
    expect(matches(inA, { segments: { a: true } })).toBe(true);
    expect(matches(inA, { segments: ['a'] })).toBe(true);
    expect(matches(inA, { segments: { a: null } })).toBe(null);
    const segments = { a: { type: 'not', of: { type: 'segment', segment: 'b' } }, b: is('user.x', 'known') };
    expect(matches(inA, { segments })).toBe(true);
    expect(matches(inA, { segments, profile: { traits: { x: 1 } } })).toBe(false);
  });

  it('have people in and out by name before criteria are asked', () => {
    const a = { criteria: is('user.x', 'known'), includes: ['in'], excludes: ['out'] };
    expect(matches(inA, { segments: { a }, profile: { userId: 'in' } })).toBe(true);
    expect(matches(inA, { segments: { a }, profile: { userId: 'out', traits: { x: 1 } } })).toBe(false);
    const known = { criteria: is('user.x', 'known'), includeGuests: false };
    expect(matches(inA, { segments: { a: known }, profile: { traits: { x: 1 } } })).toBe(false);
  });

  it('must be told of, and must not go round in a circle', () => {
    expect(matches(inA)).toMatchObject({ code: 'unknown_segment' });
    const segments = { a: { type: 'segment', segment: 'b' }, b: { type: 'not', of: inA } };
    expect(matches(is('user.x', 'known'), { segments })).toMatchObject({
      code: 'segment_cycle',
      message: 'Segments refer to themselves: a → b → a.',
    });
  });

  it('of accounts are named as such in an explanation', () => {
    const banks = { subject: 'account', criteria: is('account.industry', 'equals', 'banking') };
    const staff = is('user.role', 'equals', 'staff');
    const member = (segment: string) => ({ type: 'segment', segment });
    const criteria = { type: 'all', of: [member('banks'), member('staff')] };
    expect(answer({ criteria, segments: { banks, staff } }, { ...asking, explained: true })).toMatchObject({
      explanation: { sentence: 'People who belong to an account in “banks” and who are in “staff”' },
    });
  });

  it('of accounts have the person in whose account is in', () => {
    const member = (segment: string) => ({ type: 'segment', segment });
    const banks = { subject: 'account', criteria: is('account.industry', 'equals', 'banking') };
    const large = {
      subject: 'account',
      criteria: { type: 'all', of: [member('banks'), is('account.seats', 'atLeast', 100)] },
      excludes: ['initech'],
    };
    const segments = { banks, large };
    const account = (id: string, industry: string, seats: number) => ({ id, traits: { industry, seats } });
    const large500 = [account('acme', 'Banking', 10), account('globex', 'Banking', 500)];
    const ask = (accounts: unknown, more = {}) =>
      matches(member('large'), { segments: { ...segments, ...more }, profile: { groups: { account: accounts } } });
    expect(ask(large500)).toBe(true);
    expect(ask([account('acme', 'Banking', 10), account('globex', 'Trade', 500)])).toBe(false);
    expect(ask([account('initech', 'Banking', 500)])).toBe(false);
    expect(ask([])).toBe(false);
    expect(matches(member('large'), { segments })).toBe(false);
    expect(ask(large500, { banks: false })).toBe(false);
    expect(ask([account('globex', 'Trade', 500)], { banks: true })).toBe(true);
    // Of two accounts it is not known which of them is meant.
    expect(ask(large500, { banks: true })).toMatchObject({ code: 'unknown_segment' });
    const crowd = {
      subject: 'account',
      criteria: { type: 'people', of: is('user.x', 'known'), count: { atLeast: 1 } },
    };
    expect(ask(large500, { banks: crowd })).toMatchObject({ code: 'people_not_told', path: 'segments.banks' });
  });

  it('may stand in a chain of any length', () => {
    const segments: Record<string, unknown> = { s0: is('user.x', 'known') };
    for (let index = 1; index < 5000; index++) segments[`s${index}`] = { type: 'segment', segment: `s${index - 1}` };
    const criteria = { type: 'segment', segment: 's4999' };
    expect(matches(criteria, { segments, profile: { traits: { x: 1 } } })).toBe(true);
  });
});

describe('a bucket', () => {
  it('goes by the id of the profile, else the user, else the anonymous id', () => {
    const everyone = { type: 'bucket', salt: 's', from: 0, to: 100 };
    expect(matches(everyone, { profile: { anonymousId: 'a' } })).toBe(true);
    expect(matches(everyone)).toBe(false);
    const half = { type: 'bucket', salt: 's', from: 0, to: 50 };
    const by = (profile: unknown) => matches(half, { profile });
    for (const id of ['1', '2', '3', '4', '5']) expect(by({ userId: 'u', id })).toBe(by({ userId: id }));
  });
});

describe('a question about an account', () => {
  const paid = { type: 'event', event: 'Paid', count: { atLeast: 1 } };
  const people = (of: unknown, atLeast: number) => ({ type: 'people', of, count: { atLeast } });
  const account = {
    id: 'acme',
    traits: { industry: 'Banking' },
    people: [
      { userId: 'ana', events: [{ event: 'Paid' }] },
      { userId: 'bo', traits: { plan: 'free' }, events: [{ event: 'Paid' }], segments: { staff: false } },
      { anonymousId: 'a-1' },
    ],
  };
  const ask = (criteria: unknown, more: object = {}) =>
    answer({ criteria, account, now, ...more }, { definitions: new Definitions(), clock: () => 0, explained: true });

  it('counts its people, who belong to it', () => {
    expect(ask(people(paid, 2))).toMatchObject({ matches: true, explanation: { found: { people: 2, all: 3 } } });
    expect(ask(people(paid, 3))).toMatchObject({ matches: false });
    const industry = { type: 'property', property: 'account.industry', operator: 'equals', value: 'banking' };
    expect(ask({ type: 'all', of: [industry, people(industry, 3)] })).toMatchObject({ matches: true });
  });

  it('asks segments of accounts of it, and segments of people of its people', () => {
    const member = (segment: string) => ({ type: 'segment', segment });
    const segments = {
      paying: { criteria: people(member('payers'), 2), subject: 'account' },
      payers: paid,
      staff: true,
    };
    expect(ask(member('paying'), { segments })).toMatchObject({ matches: true });
    expect(ask(people(member('staff'), 3), { segments })).toMatchObject({ matches: false });
    expect(ask(people(member('staff'), 2), { segments })).toMatchObject({ matches: true });
    expect(ask(member('payers'), { segments })).toMatchObject({ error: { code: 'segment_of_others' } });
    expect(ask(people(member('paying'), 1), { segments })).toMatchObject({ error: { code: 'segment_of_others' } });
  });

  it('speaks of nobody else', () => {
    const both = ask(people(paid, 1), { profile: { userId: 'ana' } });
    expect(both).toMatchObject({ error: { code: 'account_and_profile', path: 'profile' } });
    const events = ask(people(paid, 1), { events: [{ event: 'Paid' }] });
    expect(events).toMatchObject({ error: { code: 'account_and_events', path: 'events' } });
    expect(ask(people(paid, 1), { account: 'acme' })).toMatchObject({ error: { code: 'not_an_object' } });
    expect(ask(people(paid, 1), { profile: null, events: [] })).toMatchObject({ matches: true });
  });

  it('is refused what only people have', () => {
    expect(ask(paid)).toMatchObject({ error: { code: 'not_allowed_here' } });
    const asked = { criteria: people(paid, 1), profile: { userId: 'ana' } };
    const found = answer(asked, { definitions: new Definitions(), clock: () => 0, explained: false });
    expect(found).toMatchObject({ error: { code: 'not_allowed_here', path: 'criteria.type' } });
  });
});
