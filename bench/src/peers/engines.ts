import type { Criteria, PropertyBag, Subject } from '@kindred/criteria';
import { conditionLeaf, type EvaluationInput } from '@kindred/criteria/predicate';
import type { LeafCompiler } from '@kindred/criteria/prepared';

/** Whether a person is in the segment of `evaluate-1`. */
export type Ask = (person: Subject) => boolean | Promise<boolean>;

const countries = ['DE', 'AT', 'CH', 'FR', 'NL', 'BE', 'LU', 'DK'];
const end = '@example.org';
const part = 'team';

const is = (
  property: string,
  operator: 'oneOf' | 'atLeast' | 'equals' | 'greaterThan' | 'endsWith' | 'contains',
  value: string | number | string[],
): Criteria => ({ type: 'property', property, operator, value });

export const criteria: Criteria = {
  type: 'all',
  of: [
    is('user.country', 'oneOf', countries),
    is('user.age', 'atLeast', 30),
    { type: 'not', of: is('user.plan', 'equals', 'free') },
    is('user.visits', 'greaterThan', 5),
    { type: 'any', of: [is('user.email', 'endsWith', end), is('user.email', 'contains', part)] },
  ],
};

const calendar = { timeZone: 'UTC', weekStart: 1 };
export const byTheRules: LeafCompiler<EvaluationInput> = (leaf) => conditionLeaf(leaf, calendar);

/** What a request is asked with, made for each person anew. */
export function inputOf(subject: Subject): EvaluationInput {
  return { subject, request: null, events: none, isMember: never, now: 0, calendar };
}
const none: readonly never[] = [];
const never = () => false;

const endsWith = (text: string, by: string) => text.endsWith(by);
const contains = (text: string, by: string) => text.includes(by);
const words = (list: string, and: string, or: string) =>
  `country in ${list} ${and} age >= 30 ${and} plan != "free" ${and} visits > 5 ${and} (endsWith(email, "${end}") ${or} contains(email, "${part}"))`;
const query = {
  country: { $in: countries },
  age: { $gte: 30 },
  plan: { $ne: 'free' },
  visits: { $gt: 5 },
  $or: [{ email: { $regex: '@example\\.org$' } }, { email: { $regex: 'team' } }],
};

/** Each engine loads only itself. */
export const engines: Readonly<Record<string, () => Promise<Ask>>> = {
  kindred: async () => {
    const { compilePredicate } = await import('@kindred/criteria/prepared');
    const holds = compilePredicate(criteria, byTheRules);
    return (person) => holds(inputOf(person));
  },
  'json-logic-engine': async () => {
    const { LogicEngine } = await import('json-logic-engine');
    const engine = new LogicEngine();
    engine.addMethod('endsWith', ([text, by]: [string, string]) => text.endsWith(by), {
      deterministic: true,
    });
    const email = { var: 'email' };
    const holds = engine.build({
      and: [
        { in: [{ var: 'country' }, countries] },
        { '>=': [{ var: 'age' }, 30] },
        { '!=': [{ var: 'plan' }, 'free'] },
        { '>': [{ var: 'visits' }, 5] },
        { or: [{ endsWith: [email, end] }, { in: [part, email] }] },
      ],
    });
    return ({ traits }) => holds(traits) === true;
  },
  filtrex: async () => {
    const { compileExpression } = await import('filtrex');
    const list = `(${countries.map((one) => `"${one}"`).join(', ')})`;
    const holds = compileExpression(words(list, 'and', 'or'), { extraFunctions: { endsWith, contains } });
    return ({ traits }) => {
      const answer: unknown = holds(traits);
      return answer === true || answer === 1;
    };
  },
  'cel-js': async () => {
    const { evaluate, parse } = await import('cel-js');
    const parsed = parse(words(JSON.stringify(countries), '&&', '||'));
    if (!parsed.isSuccess) throw new TypeError('cel-js refuses the expression');
    return ({ traits }) => evaluate(parsed.cst, { ...traits }, { endsWith, contains }) === true;
  },
  sift: async () => {
    const { default: sift } = (await import('sift')).default;
    const holds: (traits: PropertyBag) => boolean = sift(query);
    return ({ traits }) => holds(traits);
  },
  mingo: async () => {
    const { Query } = await import('mingo');
    const asked = new Query(query);
    return ({ traits }) => asked.test({ ...traits });
  },
  growthbook: async () => {
    const { evalCondition } = await import('@growthbook/growthbook');
    return ({ traits }) => evalCondition(traits, query);
  },
  'unleash-client': async () => {
    const { Strategy } = await import('unleash-client');
    const { Operator } = await import('unleash-client/lib/strategy/strategy.js');
    const strategy = new Strategy('segment');
    const one = (
      contextName: string,
      operator: (typeof Operator)[keyof typeof Operator],
      values: string[],
      value?: string,
      inverted = false,
    ) => ({
      contextName,
      operator,
      values,
      inverted,
      caseInsensitive: false,
      ...(value === undefined ? {} : { value }),
    });
    const all = [
      one('country', Operator.IN, countries),
      one('age', Operator.NUM_GTE, [], '30'),
      one('plan', Operator.NOT_IN, ['free']),
      one('visits', Operator.NUM_GT, [], '5'),
    ];
    const ends = [...all, one('email', Operator.STR_ENDS_WITH, [end])];
    const inside = [...all, one('email', Operator.STR_CONTAINS, [part])];
    return ({ traits }) => {
      const context = { properties: { ...traits } as Record<string, string | number> };
      return strategy.checkConstraints(context, ends.values()) || strategy.checkConstraints(context, inside.values());
    };
  },
  'json-rules-engine': async () => {
    const { Engine } = await import('json-rules-engine');
    const engine = new Engine();
    engine.addOperator('endsWith', endsWith);
    engine.addOperator('has', contains);
    const ask = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
    engine.addRule({
      event: { type: 'in' },
      conditions: {
        all: [
          ask('country', 'in', countries),
          ask('age', 'greaterThanInclusive', 30),
          ask('plan', 'notEqual', 'free'),
          ask('visits', 'greaterThan', 5),
          { any: [ask('email', 'endsWith', end), ask('email', 'has', part)] },
        ],
      },
    });
    return async ({ traits }) => (await engine.run({ ...traits })).events.length > 0;
  },
  jexl: async () => {
    const { default: jexl } = await import('jexl');
    jexl.addFunction('endsWith', endsWith);
    jexl.addFunction('contains', contains);
    const holds = jexl.compile(words(JSON.stringify(countries), '&&', '||'));
    return ({ traits }) => holds.evalSync(traits) === true;
  },
};
