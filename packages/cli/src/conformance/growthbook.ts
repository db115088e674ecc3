import { condition } from './growthbook-condition.js';
import { list, object, readCases, text } from './read.js';
import type { JudgedCase, SuiteResult } from './suite.js';
import { all, compare, judge, nobody, Untranslatable } from './translation.js';

/** GrowthBook's conditions over the attributes of a user. */
export function runGrowthBookConditions(folder: string): SuiteResult {
  const cases = list(readCases(folder, 'growthbook/cases.json').evalCondition).map((given): JudgedCase => {
    const [name, conditions, attributes, expected, groups] = list(given);
    const untranslatable = new Untranslatable();
    const criteria = condition(object(conditions), {
      groups: object(groups),
      attributes: object(attributes),
      untranslatable,
    });
    const traits = { value: attributes, number: numbersIn(attributes) };
    return judge(text(name), expected === true, untranslatable, criteria, { profile: { traits } });
  });
  return { suite: 'growthbook-conditions', cases };
}

/**
 * Its ways of placing people. Which range a place lies in can be said of a number; the places themselves come of its own
 * hash (FNV-1a), and what weights and namespaces come to is arithmetic that no condition makes.
 */
export function runGrowthBookHashing(folder: string): SuiteResult {
  const content = readCases(folder, 'growthbook/cases.json');
  const named = (kind: string, reason: string, nameOf: (given: readonly unknown[]) => string): JudgedCase[] =>
    list(content[kind]).map((given) => ({ name: `${kind}: ${nameOf(list(given))}`, verdict: 'unsupported', reason }));
  const otherHash = 'a place by the hash of GrowthBook (FNV-1a); a bucket has its own (murmur3)';
  return {
    suite: 'growthbook-hashing',
    cases: [
      ...named('hash', otherHash, ([seed, value, version]) => `${text(seed)} ${text(value)} v${version}`),
      ...list(content.chooseVariation).map((given) => judgeVariation(list(given))),
      ...named('inNamespace', otherHash, ([name]) => text(name)),
      ...named('getBucketRange', 'weights made into ranges, which is no question about a person', ([name]) =>
        text(name),
      ),
      ...named('getEqualWeights', 'weights made of a number, which is no question about a person', ([count]) =>
        String(count),
      ),
    ],
  };
}

/** The first range, from its beginning up to before its end, that holds the place. */
function judgeVariation([name, place, ranges, expected]: readonly unknown[]): JudgedCase {
  const question = { profile: { traits: { place } } };
  const untranslatable = new Untranslatable();
  const named = `chooseVariation: ${text(name)}`;
  for (const [index, range] of list(ranges).entries()) {
    const [from, to] = list(range);
    const inside = all([compare('user.place', 'atLeast', from), compare('user.place', 'lessThan', to)], nobody);
    const found = judge(named, index === expected, untranslatable, inside, question);
    if (found.verdict !== 'right') return found;
    if (index === expected) break;
  }
  return { name: named, verdict: 'right' };
}

/**
 * The attributes that are numbers, and the texts that write one: GrowthBook compares both with a number in the order of
 * numbers.
 */
function numbersIn(value: unknown): unknown {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : null;
  if (Array.isArray(value)) return value.map(numbersIn);
  const entries = Object.entries(object(value));
  return entries.length === 0 ? null : Object.fromEntries(entries.map(([key, each]) => [key, numbersIn(each)]));
}
