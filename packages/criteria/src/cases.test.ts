import { describe, expect, it } from 'vitest';
import { canonicalForm } from './canonical.js';
import { accountCases, criteriaCases } from './cases.js';
import { evaluate, evaluateKleene } from './evaluate.js';
import { explain } from './explain.js';
import './patterns.js';
import { parseCriteria } from './parse/criteria.js';
import { accountSubject } from './people.js';

describe('the shared table of cases', () => {
  it('has at least 600 rows with different names', () => {
    expect(criteriaCases.length).toBeGreaterThanOrEqual(600);
    expect(new Set(criteriaCases.map((each) => each.name)).size).toBe(criteriaCases.length);
  });

  it.each(criteriaCases)('$name', ({ criteria, expected, memberOf = [], request = null, ...rest }) => {
    const input = { ...rest, request, isMember: (segment: string) => memberOf.includes(segment) };
    expect(evaluate(criteria, input)).toBe(expected);
    expect(evaluateKleene(criteria, input)).toBe(expected);
    expect(explain(criteria, input).matches).toBe(expected);
    // A default that is spelt out is left out by the parser.
    expect(parseCriteria(criteria)).toMatchObject({ ok: true });
    expect(rest.events.every((event) => event.time <= rest.now)).toBe(true);
  });
});

describe('the table of segments of accounts', () => {
  it('has rows with different names', () => {
    expect(new Set(accountCases.map((each) => each.name)).size).toBe(accountCases.length);
  });

  it.each(accountCases)('$name', ({ criteria, account, people, memberOf = [], now, calendar, expected }) => {
    const input = {
      subject: accountSubject(account),
      people: people.map((each) => ({ ...each, isMember: () => false })),
      events: [],
      request: null,
      isMember: (segment: string) => memberOf.includes(segment),
      now,
      calendar,
    };
    expect(evaluate(criteria, input)).toBe(expected);
    expect(evaluateKleene(criteria, input)).toBe(expected);
    expect(explain(criteria, input).matches).toBe(expected);
    expect(evaluate(canonicalForm(criteria), input)).toBe(expected);
    expect(parseCriteria(criteria, { subject: 'account' })).toEqual({ ok: true, criteria });
  });
});
