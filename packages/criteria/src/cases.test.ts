import { describe, expect, it } from 'vitest';
import { criteriaCases } from './cases.js';
import { evaluate, evaluateKleene } from './evaluate.js';
import { explain } from './explain.js';
import './patterns.js';
import { parseCriteria } from './parse/criteria.js';

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
