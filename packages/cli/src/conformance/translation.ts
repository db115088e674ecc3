import { Definitions } from '../evaluate/definitions.js';
import { type Answer, answer } from '../evaluate/question.js';
import type { JudgedCase } from './suite.js';

/** Criteria in the making: checked by the parser of the language like anybody's. */
export type Draft = { readonly type: string } & Readonly<Record<string, unknown>>;

/** `profile.known` has a value for everyone, so this holds of everyone. */
export const everyone: Draft = { type: 'property', property: 'profile.known', operator: 'known' };
export const nobody: Draft = not(everyone);

export function not(of: Draft): Draft {
  return { type: 'not', of };
}

/** What a source means by no conditions at all is the source's own rule, so it has to be said. */
export function all(of: readonly Draft[], ofNone: Draft): Draft {
  const [first] = of;
  return first === undefined ? ofNone : of.length === 1 ? first : { type: 'all', of };
}

export function any(of: readonly Draft[], ofNone: Draft): Draft {
  const [first] = of;
  return first === undefined ? ofNone : of.length === 1 ? first : { type: 'any', of };
}

export function compare(
  property: string,
  operator: string,
  value?: unknown,
  rest: Record<string, unknown> = {},
): Draft {
  return { type: 'property', property, operator, ...(value === undefined ? {} : { value }), ...rest };
}

/**
 * What cannot be said in criteria. It stands in a translation as a condition that nobody can decide (one about a request
 * that is not there), so a case counts as unsupported exactly where its result hangs on it.
 */
export class Untranslatable {
  private readonly reasons: string[] = [];

  part(reason: string): Draft {
    this.reasons.push(reason);
    return { type: 'property', property: 'request.cookies.untranslatable', operator: 'known' };
  }

  get reason(): string | null {
    return this.reasons[0] ?? null;
  }
}

const definitions = new Definitions();

/** Asks the same way as `kindred evaluate`. */
export function ask(criteria: unknown, question: Readonly<Record<string, unknown>>): Answer {
  return answer({ ...question, criteria }, { definitions, clock: () => 0, explained: false });
}

export function judge(
  name: string,
  expected: boolean,
  untranslatable: Untranslatable,
  criteria: Draft,
  question: Readonly<Record<string, unknown>>,
): JudgedCase {
  const found = ask(criteria, question);
  if ('error' in found) return { name, verdict: 'unsupported', reason: found.error.message };
  if (found.matches === expected) return { name, verdict: 'right' };
  if (found.matches === null && untranslatable.reason !== null) {
    return { name, verdict: 'unsupported', reason: untranslatable.reason };
  }
  return { name, verdict: 'wrong', reason: `${found.matches} instead of ${expected}` };
}
