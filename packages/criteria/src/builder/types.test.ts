import { describe, expect, expectTypeOf, it } from 'vitest';
import type { AggregateNode } from '../criteria.js';
import * as kindred from './builder.js';

/** What a bank declares. Nothing here runs for its own sake: the compiler says what is right and what is refused. */
interface Bank {
  traits: {
    plan: 'free' | 'pro';
    age: number;
    name: string;
    tags: string[];
    scores: number[];
    vip?: boolean;
    joined: Date;
    home: { latitude: number; longitude: number };
    address: { city: string; since?: Date };
    products: { sku: string; price: number }[];
    anything: unknown;
    nickname: string | null;
  };
  groups: { account: { industry: 'banking' | 'retail'; seats: number } };
  events: {
    'Page Viewed': { path: string; seconds: number };
    'Product Added': { sku: string; price: number };
    'Order Completed': { sku: string[]; total: number; coupon?: string; at: Date };
    'Signed Out': Record<string, never>;
  };
  segments: 'staff' | 'gold';
}

const { all, any, not, atLeastOf, bucket, context, knownUser, people, profile, request, sequence } = kindred;
const bank = kindred.builder<Bank>();
const { trait, did, where, group, segment } = bank;

describe('the compiler knows', () => {
  it('the traits and their types', () => {
    expectTypeOf(trait('plan').equals).parameter(0).toEqualTypeOf<'free' | 'pro'>();
    expectTypeOf(trait('plan').oneOf).parameter(0).toEqualTypeOf<readonly ('free' | 'pro')[]>();
    expectTypeOf(trait('age').atLeast).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(trait('tags').equals).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(trait('scores').every().atLeast).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(trait('vip').equals).parameter(0).toEqualTypeOf<boolean>();
    expectTypeOf(trait('nickname').equals).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(trait('address.city').equals).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(trait('products.price').none().atMost).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(trait('joined')).toHaveProperty('anniversaryWithin');
    expectTypeOf(trait('address.since')).toHaveProperty('moreThanAgo');
    expectTypeOf(trait('home')).toHaveProperty('near');
    expectTypeOf(trait('anything')).toHaveProperty('matches');
    expectTypeOf(group('account', 'industry').every().equals).parameter(0).toEqualTypeOf<'banking' | 'retail'>();
    expectTypeOf(group('account', 'id').size().atLeast).parameter(0).toEqualTypeOf<number>();
  });

  it('the properties of events', () => {
    expectTypeOf(where('total').atLeast).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(where('at')).toHaveProperty('between');
    expectTypeOf(did('Order Completed').lastOf('coupon').equals).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(did('Order Completed').sumOf('total').atLeast(1)).toExtend<AggregateNode>();
    expectTypeOf(did('Order Completed').sumOf).parameter(0).exclude<object>().toEqualTypeOf<'total'>();
    expectTypeOf(did('Page Viewed').withDistinct).parameter(0).exclude<object>().toEqualTypeOf<'path' | 'seconds'>();
  });

  it('the request', () => {
    expectTypeOf(request('localHour').between).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(request('signedIn').equals).parameter(0).toEqualTypeOf<boolean>();
    expectTypeOf(request('osVersion').atLeast).parameter(0).toEqualTypeOf<string>();
  });

  it('that conditions written as JSON can stand anywhere', () => {
    const json: kindred.Condition<unknown> = { type: 'property', property: 'user.plan', operator: 'known' };
    expectTypeOf(all(json, trait('age').atLeast(1))).toExtend<kindred.PersonCondition>();
    expectTypeOf(all(json)).toExtend<kindred.AccountCondition>();
  });
});

/** Not called: what is refused here would at best be refused by the parser. */
function refused(): void {
  // @ts-expect-error: no such trait
  trait('plam');
  // @ts-expect-error: no such plan
  trait('plan').equals('gold');
  // @ts-expect-error: numbers have no beginning
  trait('age').startsWith('4');
  // @ts-expect-error: a number is no text
  trait('age').equals('42');
  // @ts-expect-error: one value has no size
  trait('age').size();
  // @ts-expect-error: one value is not many
  trait('plan').every();
  // @ts-expect-error: a truth value has no order
  trait('vip').atLeast(1);
  // @ts-expect-error: a date is no number
  trait('joined').atLeast(5);
  // @ts-expect-error: a text with fixed values is no date
  trait('plan').inLast('7 days');
  // @ts-expect-error: a place is compared as a whole
  trait('home').equals('Berlin');
  // @ts-expect-error: the object itself is no value
  trait('address');
  // @ts-expect-error: no unit of time
  trait('joined').inLast('2 fortnights');
  // @ts-expect-error: dates are not asked by the second
  trait('joined').inLast('30 seconds');
  // @ts-expect-error: there are no whole calendar hours
  trait('joined').inLast('3 hours', { calendar: true });
  // @ts-expect-error: an anniversary is within days
  trait('joined').anniversaryWithin('2 weeks');
  // @ts-expect-error: no such kind of group
  group('club', 'id');
  // @ts-expect-error: a kind of group of which nothing is declared
  group('team', 'name');
  // @ts-expect-error: no such industry
  group('account', 'industry').equals('mining');
  // @ts-expect-error: the values of groups are not counted
  group('account', 'seats').size();
  // @ts-expect-error: no such segment
  segment('silver');
  // @ts-expect-error: nothing of the kind is known of a request
  request('browserName');
  // @ts-expect-error: an hour is a number
  request('localHour').contains('1');
  // @ts-expect-error: an address is compared with networks
  request('ip').equals('10.0.0.1');
  // @ts-expect-error: known or not
  profile('known').startsWith('t');

  // @ts-expect-error: no such event
  did('Page viewed');
  // @ts-expect-error: no such property of any event
  where('colour');
  // @ts-expect-error: a property of another event
  did('Page Viewed', where('total').atLeast(1));
  // @ts-expect-error: a property of another event, deeper down
  did('Page Viewed', any(where('path').isKnown(), not(where('total').isKnown())));
  // @ts-expect-error: an event without properties
  did('Signed Out', where('path').isKnown());
  // @ts-expect-error: a trait is none of an event
  did('Page Viewed', trait('age').atLeast(1));
  // @ts-expect-error: an event inside an event
  did('Page Viewed', did('Order Completed'));
  // @ts-expect-error: an event is not compared with the present
  where('at').inLast('7 days');
  // @ts-expect-error: how often is said once
  did('Page Viewed').atLeast(1).atMost(3);
  // @ts-expect-error: when is said once
  did('Page Viewed').inLast('7 days').inThis('week');
  // @ts-expect-error: what is counted is said once
  did('Page Viewed').onDistinctDays().inDistinctSessions();
  // @ts-expect-error: either how often or the sum of something
  did('Order Completed').atLeast(3).sumOf('total');
  // @ts-expect-error: no number
  did('Order Completed').sumOf('coupon');
  // @ts-expect-error: a property of another event
  did('Page Viewed').withDistinct('total');
  // @ts-expect-error: a sum has no beginning
  did('Order Completed').sumOf('total').startsWith('1');
  // @ts-expect-error: the most frequent value is no date
  did('Order Completed').mostFrequentOf('at').before('2026-01-01');
  // @ts-expect-error: a time is no number
  did('Order Completed').lastTime().atLeast(3);
  // @ts-expect-error: no calendar has decades
  did('Page Viewed').inThis('decade');

  // @ts-expect-error: nothing follows
  sequence(did('Page Viewed'));
  // @ts-expect-error: how often is not said of a step
  sequence(did('Page Viewed').atLeast(2), did('Order Completed'));
  // @ts-expect-error: when is not said of a step
  sequence(did('Page Viewed'), did('Order Completed').inLast('7 days'));
  // @ts-expect-error: only the last can be absent
  sequence(did('Page Viewed').never(), did('Order Completed'));
  // @ts-expect-error: nothing is before the first
  sequence(did('Page Viewed').without(did('Signed Out')), did('Order Completed'));
  // @ts-expect-error: what does not come needs a time in which it does not
  all(sequence(did('Page Viewed'), did('Order Completed').never()));
  // @ts-expect-error: months differ in length
  sequence(did('Page Viewed'), did('Order Completed')).allWithin('1 month');
  // @ts-expect-error: not in both
  sequence(did('Product Added'), did('Order Completed')).withSame('price');
  // @ts-expect-error: one too many
  sequence(did('Product Added'), did('Order Completed')).withSame('sku', 'sku', 'sku');
  // @ts-expect-error: not in the second
  sequence(did('Product Added'), did('Order Completed')).withSame('price', 'price');

  // @ts-expect-error: a group without conditions
  all();
  // @ts-expect-error: not asked of anything yet
  all(trait('plan'));
  // @ts-expect-error: a condition of an event beside one of a person
  all(trait('age').atLeast(1), where('path').isKnown());
  // @ts-expect-error: a condition of an account beside one of a person
  any(people(knownUser()), trait('age').atLeast(1));
  // @ts-expect-error: an account has no bucket
  atLeastOf(1, people(knownUser()), bucket('autumn', 0, 10));
  // @ts-expect-error: of people no request is known
  people(all(knownUser(), request('browser').isKnown()));
  // @ts-expect-error: people inside people
  people(people(knownUser()));
  // @ts-expect-error: conditions of accounts are none of people
  const person: kindred.PersonCondition = people(knownUser());
  // @ts-expect-error: conditions of people are none of accounts
  const account: kindred.AccountCondition = all(knownUser());
  void [person, account];
}

describe('the compiler refuses', () => {
  it('what has no meaning, and accepts what has', () => {
    expectTypeOf(refused).returns.toBeVoid();
    const bought = sequence(did('Product Added'), did('Order Completed').without(did('Signed Out'))).withSame('sku');
    const criteria = all(
      trait('address.city').equals('Berlin'),
      atLeastOf(1, bought, not(segment('staff')), request('cookies.theme').equals('dark')),
      did('Page Viewed', where('path').startsWith('/pricing'), context('page.title').isKnown()).atLeast(3),
    );
    expectTypeOf(criteria).toExtend<kindred.PersonCondition>();
    expectTypeOf(
      all(group('account', 'seats').atLeast(5), people(bought), segment('gold')),
    ).toExtend<kindred.AccountCondition>();
    expect(criteria.type).toBe('all');
  });
});
