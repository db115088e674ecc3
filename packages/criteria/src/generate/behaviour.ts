import type {
  AggregateNode,
  BehaviourNode,
  Criteria,
  DistinctOf,
  EventCount,
  EventMatch,
  RollingUnit,
  RollingWindow,
  SequenceNode,
  SequenceStep,
  Window,
} from '../criteria.js';
import type { Random } from './random.js';
import { generateDate, generateOperand, type Schema } from './schema.js';

/** Makes the `where` of an event. */
type WhereMaker = () => Criteria;

/** A condition about what a visitor did, of every kind. */
export function generateBehaviour(random: Random, schema: Schema, where: WhereMaker): BehaviourNode {
  const match = (): EventMatch => {
    const event = random.pick(schema.events);
    return random.chance(50) ? { event, where: where() } : { event };
  };
  const window = random.chance(75) ? { window: generateWindow(random) } : {};
  const kind = random.below(100);
  if (kind < 35) return { type: 'event', ...match(), count: generateCount(random), ...window };
  if (kind < 55) {
    return { type: 'event', ...match(), count: generateCount(random), ...window, of: generateDistinct(random, schema) };
  }
  if (kind < 75) return { type: 'aggregate', ...match(), ...window, ...generateAggregate(random, schema) };
  if (kind < 85) {
    const operator = random.pick(['before', 'after', 'on'] as const);
    const which = random.pick(['first', 'last'] as const);
    if (random.chance(50))
      return { type: 'eventTime', ...match(), ...window, which, operator, value: generateDate(random) };
    const unit = random.pick(['minutes', 'hours', 'days', 'weeks', 'months'] as const);
    const span = { amount: 1 + random.below(4), unit, ...(random.chance(30) ? ({ calendar: true } as const) : {}) };
    const calendar = span.calendar && unit !== 'minutes' && unit !== 'hours';
    const value = calendar ? span : { amount: span.amount, unit };
    return {
      type: 'eventTime',
      ...match(),
      ...window,
      which,
      operator: random.pick(['inLast', 'moreThanAgo'] as const),
      value,
    };
  }
  return generateSequence(random, schema, match, window);
}

function generateCount(random: Random): EventCount {
  const low = random.below(4);
  switch (random.below(4)) {
    case 0:
      return { atMost: low };
    case 1:
      return { exactly: low };
    case 2:
      return { between: [low, low + random.below(3)] };
    default:
      return { atLeast: 1 + low };
  }
}

function generateDistinct(random: Random, schema: Schema): DistinctOf {
  const distinct = random.pick(['days', 'sessions', 'values'] as const);
  return distinct === 'values' ? { distinct, property: propertyOf(random, schema) } : { distinct };
}

function propertyOf(random: Random, schema: Schema): string {
  return random.chance(80)
    ? `properties.${random.pick(schema.properties).path}`
    : `context.${random.pick(schema.context).path}`;
}

type AggregateParts = Pick<
  AggregateNode,
  'function' | 'property' | 'operator' | 'value' | 'as' | 'exactCase' | 'quantifier'
>;

function generateAggregate(random: Random, schema: Schema): AggregateParts {
  const property = propertyOf(random, schema);
  const name = random.pick(['sum', 'average', 'minimum', 'maximum', 'first', 'last', 'mostFrequent'] as const);
  if (name === 'first' || name === 'last' || name === 'mostFrequent') {
    if (random.chance(20)) return { function: name, property, operator: 'known' };
    if (random.chance(30)) {
      const [as, value] = random.pick([
        ['version', '1.10.0'],
        ['decimal', '1.5'],
        ['duration', 'P1D'],
      ] as const);
      return { function: name, property, operator: random.pick(['atLeast', 'lessThan', 'equals'] as const), value, as };
    }
    const type = random.pick(['text', 'text', 'number', 'boolean'] as const);
    const value = generateOperand(random, type);
    const exactCase = typeof value === 'string' && random.chance(40) ? { exactCase: true } : {};
    const all = name !== 'mostFrequent' && random.chance(20) ? ({ quantifier: 'all' } as const) : {};
    if (typeof value === 'string' && value !== '' && random.chance(30)) {
      return {
        function: name,
        property,
        operator: random.pick(['contains', 'startsWith'] as const),
        value,
        ...exactCase,
      };
    }
    return { function: name, property, operator: 'equals', value, ...exactCase, ...all };
  }
  const operator = random.pick(['greaterThan', 'atLeast', 'lessThan', 'atMost', 'equals', 'between'] as const);
  const value = Number(generateOperand(random, 'number'));
  return {
    function: name,
    property,
    operator,
    value: operator === 'between' ? [value, value + random.below(20)] : value,
  };
}

function generateSequence(
  random: Random,
  schema: Schema,
  match: () => EventMatch,
  window: { readonly window?: Window },
): SequenceNode {
  const absent = random.chance(40);
  const count = 2 + random.below(2);
  const steps = Array.from({ length: count }, (_, index): SequenceStep => {
    if (absent && index === count - 1) return { ...match(), absent: true };
    return index > 0 && random.chance(40) ? { ...match(), without: [match()] } : match();
  });
  const within =
    absent || random.chance(50)
      ? {
          within: {
            amount: 1 + random.below(10),
            unit: random.pick(['seconds', 'minutes', 'hours', 'days', 'weeks'] as const),
          },
        }
      : {};
  const property = propertyOf(random, schema);
  const same = random.chance(40)
    ? { same: random.chance(50) ? property : steps.map(() => propertyOf(random, schema)) }
    : {};
  return { type: 'sequence', steps, ...within, ...same, ...window };
}

const units: readonly RollingUnit[] = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'];

function generateDuration(random: Random): RollingWindow['rolling'] {
  const unit = random.pick(units);
  return { amount: 1 + random.below(unit === 'years' ? 3 : 10), unit };
}

export function generateWindow(random: Random): Window {
  const kind = random.below(100);
  if (kind < 30) return { calendar: random.pick(['day', 'week', 'month', 'quarter', 'year'] as const) };
  if (kind < 40) {
    const calendar = random.pick(['day', 'week', 'month', 'quarter', 'year'] as const);
    return { calendar, ago: 1 + random.below(2) };
  }
  if (kind < 55) {
    const unit = random.pick(units);
    // A month after February is shorter than 31 days: now and then nothing lies between these.
    if (random.chance(15)) {
      return { past: { from: { amount: 31, unit: 'days' }, to: { amount: 1, unit: 'months' } } };
    }
    const to = { amount: 1 + random.below(3), unit };
    return { past: { from: { amount: to.amount + 1 + random.below(3), unit }, to } };
  }
  if (kind < 65) {
    const [one, other] = [generateDate(random), generateDate(random)];
    return { fixed: random.chance(30) ? { from: one } : random.chance(30) ? { to: one } : { from: one, to: other } };
  }
  return { rolling: generateDuration(random) };
}
