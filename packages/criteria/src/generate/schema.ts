import type { Scalar } from '../criteria.js';
import type { PropertyType } from '../request.js';
import type { PropertyValue } from '../values.js';
import type { Random } from './random.js';

/** What the properties of one generated world are called and which type most of their values have. */
export interface Schema {
  readonly traits: readonly SchemaProperty[];
  readonly groupTraits: readonly SchemaProperty[];
  readonly properties: readonly SchemaProperty[];
  readonly context: readonly SchemaProperty[];
  readonly events: readonly string[];
}

export interface SchemaProperty {
  readonly path: string;
  readonly type: PropertyType;
}

const types: readonly PropertyType[] = ['text', 'number', 'boolean', 'date', 'textList'];

const texts: readonly string[] = [
  'free',
  'Free',
  'FREE',
  'premium',
  '',
  ' ',
  '10',
  'true',
  'null',
  'Straße',
  'STRASSE',
  'σοφος',
  'ΣΟΦΟΣ',
  'İstanbul',
  'istanbul',
  'ılık',
  'Congreſs',
  'congress',
  'o\ufb03ce',
  'OFFICE',
  "it's",
  '100%_\\',
  '2026-05-20',
  '1.2.3',
  'v1.10.0-rc.1+b',
  '1.50',
  '0.1',
  'PT90M',
  'P1D',
  '10.1.2.3',
  '2001:db8::1',
  '北京',
  '👍🏽',
];
const numbers: readonly number[] = [-1, 0, 0.1, 0.3, 1, 2, 2.5, 9.99, 10, 11, 1e6, 1e15];
const dates: readonly string[] = [
  '2026-05-19',
  '2026-05-20',
  '2026-05-20T00:00',
  '2026-05-20T00:00:00.001',
  '2026-05-19T22:00:00Z',
  '2026-05-20T05:45:00+05:45',
  '2026-10-25',
  '2026-10-25T01:59:59.999Z',
  '2024-02-29',
  '1969-12-31T23:59:59Z',
];
const noDates: readonly string[] = ['2026-02-30', '20.05.2026', 'yesterday'];

export function generateSchema(random: Random): Schema {
  const names = (prefix: string, count: number): SchemaProperty[] =>
    Array.from({ length: count }, (_, index) => ({
      path: index === 1 ? `${prefix}.inner` : `${prefix}${index}`,
      type: random.pick(types),
    }));
  return {
    traits: names('trait', 2 + random.below(3)),
    groupTraits: names('mark', 2),
    properties: names('detail', 2 + random.below(2)),
    context: names('circumstance', 2),
    events: ['Page Viewed', 'Order Completed', `It's "done"`].slice(0, 1 + random.below(3)),
  };
}

/** A value as a condition of this type may ask for it. */
export function generateOperand(random: Random, type: PropertyType): Scalar {
  switch (type) {
    case 'number':
      return random.pick(numbers);
    case 'boolean':
      return random.chance(50);
    case 'date':
      return random.pick(dates);
    default:
      return random.pick(texts);
  }
}

export function generateDate(random: Random): string {
  return random.pick(dates);
}

/** A part of a text from the pool; never empty. */
export function generatePart(random: Random): string {
  const characters = Array.from(random.pick(texts));
  const from = random.below(characters.length);
  const part = characters.slice(from, from + 1 + random.below(3)).join('');
  return part === '' ? 'e' : part;
}

/** A value as a sender may send it: mostly of the type, at times missing, of another type or many. */
export function generateValue(random: Random, type: PropertyType): PropertyValue | undefined {
  if (random.chance(25)) return undefined;
  if (type === 'textList' || random.chance(10)) {
    const inner = type === 'textList' ? 'text' : type;
    return Array.from({ length: 1 + random.below(3) }, () => generateScalar(random, inner));
  }
  return generateScalar(random, type);
}

function generateScalar(random: Random, type: PropertyType): Scalar {
  if (type === 'date' && random.chance(15)) return random.pick(noDates);
  return generateOperand(random, random.chance(10) ? random.pick(types) : type);
}
