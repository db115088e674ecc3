import { describe, expect, expectTypeOf, it } from 'vitest';
import text from '../../../../docs/builder.md?raw';
import { parseCriteria } from '../parse/criteria.js';
import { sentence } from '../wording/sentence.js';
import * as kindred from './builder.js';

const { all, any, bucket, builder, did, group, knownUser, none, not, request, segment, trait, where } = kindred;

interface Bank {
  traits: { plan: 'free' | 'pro'; age: number; tags: string[]; vip?: boolean; joined: Date };
  events: { 'Page Viewed': { path: string }; 'Order Completed': { total: number; coupon?: string } };
}

describe('the builder', () => {
  it('makes plain trees that the parser accepts', () => {
    const criteria = all(
      trait('plan').equals('free'),
      did('Page Viewed', where('path').startsWith('/pricing')).atLeast(3).inLast('7 days'),
    );
    expect(JSON.parse(JSON.stringify(criteria))).toEqual({
      type: 'all',
      of: [
        { type: 'property', property: 'user.plan', operator: 'equals', value: 'free' },
        {
          type: 'event',
          event: 'Page Viewed',
          where: { type: 'property', property: 'properties.path', operator: 'startsWith', value: '/pricing' },
          count: { atLeast: 3 },
          window: { rolling: { amount: 7, unit: 'days' } },
        },
      ],
    });
    expect(parseCriteria(criteria)).toMatchObject({ ok: true });
  });

  it.each([
    any(not(trait('email').endsWith('.com')), group('account', 'id').isKnown(), knownUser()),
    none(request('browser').equals('Chrome'), segment('s'), bucket('salt', 0, 10)),
    did('A').never().inThis('month'),
    did('A', where('x').equals('a', { exactCase: true }), where('y').between(1, 2)).from('2026-01-01', '2026-01-31'),
    did('Order Completed').inLast('1 month').sumOf('total').atLeast(100),
    trait('app').as('version', 'atLeast', '1.2.0'),
    trait('joined').inLast('30 days'),
    trait('joined').before(new Date('2026-01-01T00:00:00Z')),
  ])('makes what the parser accepts, %#', (criteria) => {
    expect(parseCriteria(criteria)).toMatchObject({ ok: true });
  });

  it('refuses times that are none', () => {
    // @ts-expect-error: “fortnights” is no unit
    expect(() => did('A').inLast('2 fortnights')).toThrow(RangeError);
  });

  it('offers the operators of the declared types, and only names that are declared', () => {
    const bank = builder<Bank>();
    expectTypeOf(bank.trait('plan').equals).parameter(0).toEqualTypeOf<'free' | 'pro'>();
    expectTypeOf(bank.trait('age').atLeast).parameter(0).toEqualTypeOf<number>();
    expectTypeOf(bank.trait('tags').equals).parameter(0).toEqualTypeOf<string>();
    expectTypeOf(bank.trait('vip').equals).parameter(0).toEqualTypeOf<boolean>();
    expectTypeOf(bank.trait('joined')).toHaveProperty('inLast');
    expectTypeOf(bank.trait('age')).not.toHaveProperty('contains');
    expectTypeOf(bank.where('total').atLeast).parameter(0).toEqualTypeOf<number>();
    // @ts-expect-error: no such plan
    bank.trait('plan').equals('gold');
    // @ts-expect-error: no such trait
    bank.trait('plam');
    // @ts-expect-error: no such event
    bank.did('Page viewed');
    // @ts-expect-error: a property of another event
    bank.did('Page Viewed', bank.where('total').atLeast(1));
    const criteria = bank.did('Order Completed', bank.where('total').atLeast(50)).atLeast(2);
    expect(sentence(criteria)).toBe('People who did Order Completed (where total is at least 50) at least 2 times');
  });
});

describe('docs/builder.md', () => {
  const examples = [...text.matchAll(/```ts\n([\s\S]*?)```\n\n> (.*)\n/g)].map(([, code = '', said = '']) => ({
    code,
    said,
  }));

  it('has a sentence for every example', () => {
    expect(examples.length).toBeGreaterThan(3);
    expect(examples.length).toBe(text.split('```ts').length - 1);
  });

  it.each(examples)('has an example that means: $said', ({ code, said }) => {
    // The examples are expressions of a page of this repository; types of a site are left out to run them.
    const expression = code
      .replace(/^import .*$/gm, '')
      .replace(/builder<[^>]*>/g, 'builder')
      .trim()
      .replace(/;$/, '');
    const names = Object.keys(kindred);
    const run = new Function(...names, `return (${expression});`);
    const result = parseCriteria(run(...Object.values(kindred)));
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(sentence(result.criteria)).toBe(said);
  });
});
