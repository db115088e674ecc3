import type { JsonObject } from '../evaluate/fault.js';
import { list, object, objects, readCases, text } from './read.js';
import type { JudgedCase, SuiteResult } from './suite.js';
import { all, any, ask, everyone, judge, nobody, Untranslatable } from './translation.js';
import { constraint, known } from './unleash-constraint.js';

const files = [
  '09-strategy-constraints',
  '10-flexible-rollout-strategy',
  '11-strategy-constraints-edge-cases',
  '12-custom-stickiness',
  '13-constraint-operators',
  '14-constraint-semver-operators',
  '15-global-constraints',
  '16-strategy-variants',
  '21-regex-constraint-operators',
  '22-cidr-constraint-operators',
];

/**
 * Unleash's client specification: what enables a feature, as criteria over the context of a call.
 *
 * Its rules: a strategy holds if all its constraints and segments do, no constraint at all included; a feature is
 * enabled if one strategy holds; a segment that does not exist holds of nobody; an operator nobody knows neither.
 */
export function runUnleashSuite(folder: string): SuiteResult {
  return { suite: 'unleash', cases: files.flatMap((file) => casesOf(file, readCases(folder, `unleash/${file}.json`))) };
}

function casesOf(file: string, content: JsonObject): JudgedCase[] {
  const state = object(content.state);
  const segments = new Map(objects(state.segments).map((segment) => [segment.id, objects(segment.constraints)]));
  const features = new Map(objects(state.features).map((feature) => [feature.name, feature]));
  const number = file.slice(0, 2);
  // A feature that does not exist is not enabled.
  const featureOf = (test: JsonObject) => features.get(test.toggleName) ?? {};
  return [
    ...objects(content.tests).map((test) => {
      const untranslatable = new Untranslatable();
      const enabled = any(strategiesOf(featureOf(test), segments, untranslatable), nobody);
      const name = `${number} ${text(test.description)}`;
      return judge(name, test.expectedResult === true, untranslatable, enabled, questionOf(object(test.context)));
    }),
    ...objects(content.variantTests).map((test) => judgeVariant(number, test, featureOf(test), segments)),
  ];
}

type Segments = ReadonlyMap<unknown, readonly JsonObject[]>;

function strategiesOf(feature: JsonObject, segments: Segments, untranslatable: Untranslatable) {
  return feature.enabled === true
    ? objects(feature.strategies).map((strategy) => strategyOf(strategy, segments, untranslatable))
    : [];
}

function strategyOf(strategy: JsonObject, segments: Segments, untranslatable: Untranslatable) {
  const conditions = objects(strategy.constraints).map((each) => constraint(each));
  for (const id of list(strategy.segments)) {
    const constraints = segments.get(id);
    conditions.push(constraints === undefined ? nobody : all(constraints.map(constraint), everyone));
  }
  const parameters = object(strategy.parameters);
  switch (strategy.name) {
    case 'default':
      break;
    case 'userWithId': {
      const values = text(parameters.userIds)
        .split(',')
        .map((id) => id.trim());
      conditions.push(constraint({ contextName: 'userId', operator: 'IN', values }));
      break;
    }
    case 'flexibleRollout':
      conditions.push(rollout(parameters, untranslatable));
      break;
    default:
      conditions.push(untranslatable.part(`the strategy ${text(strategy.name)}`));
  }
  return all(conditions, everyone);
}

/** A share of 100 % takes everyone who has the value that it goes by, and one of 0 % nobody; between, the hash decides. */
function rollout(parameters: JsonObject, untranslatable: Untranslatable) {
  const share = Number(parameters.rollout);
  const { stickiness } = parameters;
  // By default it goes by user, else session, else at random, so everybody has something to go by.
  const goesBy = stickiness === 'default' || stickiness === 'random' ? everyone : known(text(stickiness));
  if (share === 0) return nobody;
  if (share === 100) return goesBy;
  return all(
    [
      goesBy,
      untranslatable.part('a share of people by the hash of Unleash, which places them otherwise than a bucket'),
    ],
    nobody,
  );
}

/** The feature must be as enabled as expected; the variant is checked where no hash chooses among several. */
function judgeVariant(number: string, test: JsonObject, feature: JsonObject, segments: Segments): JudgedCase {
  const name = `${number} ${text(test.description)}`;
  const expected = object(test.expectedResult);
  const untranslatable = new Untranslatable();
  const strategies = strategiesOf(feature, segments, untranslatable);
  const question = questionOf(object(test.context));
  const enabled = judge(name, expected.feature_enabled === true, untranslatable, any(strategies, nobody), question);
  if (enabled.verdict !== 'right') return enabled;
  const variants = expected.feature_enabled === true ? variantsOf(feature, strategies, question) : [];
  if (variants.length > 1) {
    return { name, verdict: 'unsupported', reason: 'a choice among several variants by the hash of Unleash' };
  }
  const chosen = variants[0]?.name ?? 'disabled';
  if (chosen === expected.name) return { name, verdict: 'right' };
  return { name, verdict: 'wrong', reason: `${text(chosen)} instead of ${text(expected.name)}` };
}

/** Those of the first strategy that holds, else the feature's own. */
function variantsOf(feature: JsonObject, strategies: readonly unknown[], question: JsonObject): readonly JsonObject[] {
  const holding = strategies.findIndex((criteria) => {
    const found = ask(criteria, question);
    return 'matches' in found && found.matches === true;
  });
  const own = objects(objects(feature.strategies)[holding]?.variants);
  return (own.length > 0 ? own : objects(feature.variants)).filter((variant) => variant.weight !== 0);
}

/**
 * A context as a person: every field as text, and those that are numbers once more as numbers, since the operators for
 * numbers take the text of a field for the number that it writes.
 */
function questionOf(context: JsonObject): JsonObject {
  const now = text(context.currentTime) || '2026-01-01T00:00:00.000Z';
  const { properties, ...fields } = context;
  const said: Record<string, unknown> = { ...fields, ...object(properties), currentTime: now };
  const numbers: Record<string, number> = {};
  for (const [field, value] of Object.entries(said)) {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
    if (Number.isFinite(number)) numbers[field] = number;
  }
  return { now, profile: { traits: { text: said, number: numbers } } };
}
