import { dependsOnTime } from '../comparison/relative-dates.js';
import type { BucketNode, Criteria, EventCount, GroupKind, PropertyNode } from '../criteria.js';
import { groupKinds } from '../criteria.js';
import { operatorsFor } from '../operators.js';
import type { PropertyType } from '../request.js';
import { generateBehaviour } from './behaviour.js';
import { generateOther, generateSpan, networks, patterns } from './comparisons.js';
import { generateNear } from './places.js';
import type { Random } from './random.js';
import { generateDate, generateOperand, generatePart, type Schema } from './schema.js';

export interface CriteriaOptions {
  /** Levels of groups and conditions, 4 where absent. */
  readonly depth?: number;
  /** Whether there may be conditions about the present request; no, where absent. */
  readonly requests?: boolean;
  /** Whether there may be conditions about groups of people; yes, where absent. */
  readonly groups?: boolean;
  /** Ids of segments that conditions may refer to; none, where absent. */
  readonly segments?: readonly string[];
}

/** Criteria that the parser accepts, of every kind of node. */
export function generateCriteria(random: Random, schema: Schema, options: CriteriaOptions = {}): Criteria {
  return generateNode(random, options.depth ?? 4, () => generateLeaf(random, schema, options));
}

/** Criteria of a segment of accounts that the parser accepts: traits of the account, and how many of its people …. */
export function generateAccountCriteria(random: Random, schema: Schema, options: CriteriaOptions = {}): Criteria {
  const { segments = [] } = options;
  return generateNode(random, Math.min(options.depth ?? 3, 3), () => {
    if (segments.length > 0 && random.chance(20)) return { type: 'segment', segment: random.pick(segments) };
    if (random.chance(20)) return generateTraitOfGroup(random, schema, 'account');
    const of = generateCriteria(random, schema, { depth: 3, requests: false });
    if (random.chance(30)) return { type: 'people', of, share: generateRange(random, [1, 20, 33, 50, 67, 100]) };
    return { type: 'people', of, count: generateRange(random, [1, 2, 3, 4]) };
  });
}

function generateRange(random: Random, bounds: readonly number[]): EventCount {
  const bound = random.pick(bounds);
  if (random.chance(50)) return { atLeast: bound };
  if (random.chance(50)) return { atMost: bound - 1 };
  return random.chance(50) ? { exactly: bound - 1 } : { between: [bound - 1, bound + random.below(2) - 1] };
}

function generateNode(random: Random, depth: number, leaf: () => Criteria): Criteria {
  if (depth <= 1 || random.chance(35)) return leaf();
  if (random.chance(25)) return { type: 'not', of: generateNode(random, depth - 1, leaf) };
  const of = Array.from({ length: 1 + random.below(3) }, () => generateNode(random, depth - 1, leaf));
  if (random.chance(15)) return { type: 'atLeast', count: 1 + random.below(of.length), of };
  return { type: random.chance(50) ? 'all' : 'any', of };
}

function generateLeaf(random: Random, schema: Schema, options: CriteriaOptions): Criteria {
  const { segments = [], requests = false, groups = true } = options;
  if (segments.length > 0 && random.chance(15)) return { type: 'segment', segment: random.pick(segments) };
  if (requests && random.chance(25)) return generateRequestLeaf(random);
  if (random.chance(45)) return generateBehaviour(random, schema, () => generateWhere(random, schema));
  if (random.chance(5)) return generateBucket(random);
  if (random.chance(10)) return generateProfileLeaf(random);
  if (groups && random.chance(25)) return generateGroupLeaf(random, schema);
  if (random.chance(10)) return generateNear(random, 'user');
  const { path, type } = random.pick(schema.traits);
  return generateComparison(random, `user.${path}`, type);
}

function generateBucket(random: Random): BucketNode {
  const from = random.below(60);
  return { type: 'bucket', salt: random.pick(['a', 'größe 👍']), from, to: from + 1 + random.below(40) };
}

function generateProfileLeaf(random: Random): PropertyNode {
  if (random.chance(50)) {
    return { type: 'property', property: 'profile.known', operator: 'equals', value: random.chance(50) };
  }
  if (random.chance(50)) return { type: 'property', property: 'profile.userId', operator: 'known' };
  return { type: 'property', property: 'profile.userId', operator: 'equals', value: 'User-1' };
}

function generateGroupLeaf(random: Random, schema: Schema): PropertyNode {
  return generateTraitOfGroup(random, schema, random.pick(groupKinds));
}

function generateTraitOfGroup(random: Random, schema: Schema, kind: GroupKind): PropertyNode {
  if (random.chance(30)) {
    return { type: 'property', property: `${kind}.id`, operator: 'equals', value: `${kind}-${random.below(3)}` };
  }
  if (kind === 'organization' && random.chance(50)) {
    const value = `organization-${random.below(3)}`;
    return { type: 'property', property: 'organization.ancestorIds', operator: 'equals', value };
  }
  if (random.chance(15)) return generateNear(random, kind);
  const { path, type } = random.pick(schema.groupTraits);
  return generateComparison(random, `${kind}.${path}`, type);
}

function generateRequestLeaf(random: Random): PropertyNode {
  if (random.chance(20)) {
    const low = random.below(24);
    const value = [low, low + random.below(24 - low)];
    return { type: 'property', property: 'request.localHour', operator: 'between', value };
  }
  const property = random.pick(['browser', 'country', 'city', 'utm.source', 'cookies.seen', 'ip']);
  return generateComparison(random, `request.${property}`, property === 'ip' ? 'ip' : 'text');
}

/** Conditions of one event. */
function generateWhere(random: Random, schema: Schema): Criteria {
  return generateNode(random, 2, () => {
    const inContext = random.chance(25);
    if (random.chance(8)) return generateNear(random, inContext ? 'context' : 'properties');
    const { path, type } = random.pick(inContext ? schema.context : schema.properties);
    return generateComparison(random, `${inContext ? 'context' : 'properties'}.${path}`, type);
  });
}

/** A comparison that fits the type; at times one that fits another, as a careless editor would write it. */
function generateComparison(random: Random, property: string, usual: PropertyType): PropertyNode {
  // The language fixes the types of request fields, so there only what fits is accepted.
  const fixed = property.startsWith('request.');
  const type = !fixed && random.chance(10) ? random.pick(['text', 'number', 'boolean'] as const) : usual;
  const present = !property.startsWith('properties.') && !property.startsWith('context.');
  const other = fixed ? null : generateOther(random, property, usual, present);
  if (other !== null) return other;
  const operator = random.pick(operatorsFor(type).filter((each) => present || !dependsOnTime({ operator: each })));
  const node = { type: 'property', property, operator } as const;
  const exactCase = random.chance(20) ? { exactCase: true } : {};
  switch (operator) {
    case 'known':
      return node;
    case 'equals': {
      const value = generateOperand(random, type);
      return { ...node, value, ...(typeof value === 'string' ? exactCase : {}) };
    }
    case 'oneOf': {
      const value = Array.from({ length: 1 + random.below(3) }, () => generateOperand(random, type));
      return { ...node, value, ...(value.some((each) => typeof each === 'string') ? exactCase : {}) };
    }
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return { ...node, value: generatePart(random), ...exactCase };
    case 'before':
    case 'after':
    case 'on':
      return { ...node, value: generateDate(random) };
    case 'matches':
      return { ...node, value: random.pick(patterns), ...exactCase };
    case 'inNetwork':
      return { ...node, value: random.pick(networks) };
    case 'inLast':
    case 'inNext':
    case 'moreThanAgo':
    case 'moreThanAhead':
      return { ...node, value: generateSpan(random) };
    case 'anniversary':
      return { ...node, value: { days: random.pick([0, 1, 7, 60, 364]) } };
    case 'between': {
      if (type === 'date') {
        const [low, high] = [generateDate(random), generateDate(random)].sort();
        return low === undefined || high === undefined || low.length !== high.length
          ? { ...node, operator: 'known' }
          : { ...node, value: [low, high], as: 'date' };
      }
      const low = Number(generateOperand(random, 'number'));
      return { ...node, value: [low, low + Number(random.below(20))] };
    }
    default:
      return { ...node, value: generateOperand(random, 'number') };
  }
}
