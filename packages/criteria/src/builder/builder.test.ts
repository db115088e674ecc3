import { describe, expect, it } from 'vitest';
import text from '../../../../docs/builder.md?raw';
import { parseCriteria } from '../parse/criteria.js';
import { sentence } from '../wording/sentence.js';
import * as kindred from './builder.js';

const { did, people, sequence, trait, knownUser } = kindred;

describe('the builder', () => {
  it.each([
    // @ts-expect-error: no unit of time
    () => did('A').inLast('2 fortnights'),
    () => did('A').inLast('1.5 days'),
    () => did('A').inLast('-1 days'),
    // @ts-expect-error: dates are not asked by the second
    () => trait('joined').inNext('30 seconds'),
    // @ts-expect-error: an anniversary is within days
    () => trait('joined').anniversaryWithin('2 weeks'),
    () => trait('joined').before(new Date('never')),
    // @ts-expect-error: how often is not said of a step
    () => sequence(did('A').atLeast(2), did('B')),
    // @ts-expect-error: when is not said of a step
    () => sequence(did('A'), did('B').inLast('7 days')),
    // @ts-expect-error: what is counted is not said of a step
    () => sequence(did('A'), did('B').without(did('C').onDistinctDays())),
  ])('refuses words that mean nothing when they are said, %#', (words) => {
    expect(words).toThrow(RangeError);
  });

  it('has no word that takes back what has been said', () => {
    expect(Object.keys(did('A'))).toEqual(['type', 'event', 'count']);
    expect('atMost' in did('A')).toBe(true);
    expect('sumOf' in did('A').atLeast(2)).toBe(false);
    expect('atMost' in did('A').atLeast(2)).toBe(false);
    expect('inThis' in did('A').inLast('7 days')).toBe(false);
    expect('inDistinctSessions' in did('A').onDistinctDays()).toBe(false);
    expect('allWithin' in sequence(did('A'), did('B')).allWithin('1 hour')).toBe(false);
    expect('atMost' in people(knownUser()).atLeast(2)).toBe(false);
  });

  it('makes no condition of a sequence that waits for ever', () => {
    const waiting = sequence(did('A'), did('B').never());
    expect('type' in waiting).toBe(false);
    expect(parseCriteria(waiting.allWithin('1 day'))).toMatchObject({ ok: true });
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
    // The examples are code of a page of this repository; what only the compiler reads is left out to run them.
    const source = code
      .replace(/^import .*$/gm, '')
      .replace(/^interface [\s\S]*?^}/gm, '')
      .replace(/^export /gm, '')
      .replaceAll('<Site>', '');
    // Run in place, code has the value of its last expression.
    const run = new Function(...Object.keys(kindred), 'source', 'return eval(source);');
    const subject = said.startsWith('Accounts') ? 'account' : 'person';
    const result = parseCriteria(run(...Object.values(kindred), source), { subject });
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(sentence(result.criteria, { subject })).toBe(said);
  });
});
