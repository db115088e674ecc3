import type { ComparedAs, PropertyNode, TimeSpan } from '../criteria.js';
import type { PropertyType } from '../request.js';
import type { Random } from './random.js';

/** Patterns that find something among the texts of a generated world, or nearly. */
export const patterns = [
  'e+',
  '^f',
  'm$',
  '^stra(ss|ß)e$',
  '[A-M]',
  '[^a-z]',
  '\\d',
  '\\bit',
  '^.{2,4}$',
  'σ|ὄ',
  '(i|ı)s',
  '^\\W',
  '^(a*)*$',
] as const;

const operands: Readonly<Record<Exclude<ComparedAs, 'number' | 'date'>, readonly string[]>> = {
  version: ['1.2.3', '1.10.0-rc.1', 'v1.10.0', '2.0.0'],
  decimal: ['0.1', '0.10000000000000000001', '1.5', '10'],
  duration: ['PT1H30M', 'P1D', 'PT86400S'],
};
/** Networks that hold addresses among the texts of a generated world. */
export const networks = ['10.0.0.0/8', '2001:db8::/32', '10.1.2.3', '::/0'];

/** A comparison as something else than what the value plainly is, of all values or of their number; or null. */
export function generateOther(
  random: Random,
  property: string,
  type: PropertyType,
  sized: boolean,
): PropertyNode | null {
  const node = { type: 'property', property } as const;
  const all = random.chance(30) ? ({ quantifier: 'all' } as const) : {};
  if (random.chance(8) && sized && (property.startsWith('user.') || property.endsWith('.id'))) {
    return {
      ...node,
      operator: random.pick(['equals', 'atLeast', 'lessThan'] as const),
      value: random.below(4),
      of: 'size',
    };
  }
  if (type === 'text' || type === 'textList' || type === 'number') {
    if (random.chance(6)) return { ...node, operator: 'inNetwork', value: random.pick(networks), ...all };
    if (random.chance(25)) {
      const as = random.pick(['version', 'decimal', 'duration'] as const);
      const operator = random.pick(['equals', 'greaterThan', 'atLeast', 'lessThan', 'atMost'] as const);
      return { ...node, operator, value: random.pick(operands[as]), as, ...all };
    }
  }
  return random.chance(10) ? { ...node, operator: 'oneOf', value: ['free', 'FREE', 1, true], quantifier: 'all' } : null;
}

/** Spans that end near the dates of a generated world, or years away. */
export function generateSpan(random: Random): TimeSpan {
  const amount = 1 + random.below(6);
  if (random.chance(30)) return { amount, unit: random.pick(['minutes', 'hours'] as const) };
  const unit = random.pick(['days', 'weeks', 'months', 'years'] as const);
  return random.chance(40) ? { amount, unit, calendar: true } : { amount, unit };
}
