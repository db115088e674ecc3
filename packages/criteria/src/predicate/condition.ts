import type { Leaf, PropertyNode, Scalar } from '../criteria.js';
import { fold, foldedStartsWith, foldsTo } from '../fold.js';
import { pathOf, scopeOf } from '../property.js';
import type { PropertyBag, Subject } from '../values.js';
import { containsTest } from './folded-part.js';
import { FoldedTexts, foldedEndsWith } from './folded-text.js';

/** What is known of one visitor without their history. */
export interface Sight {
  readonly subject: Subject;
  /** Null where there is no present request; conditions about it are false then. */
  readonly request: PropertyBag | null;
}

/** Compiles the conditions that are no plain comparison of a trait or of a request field. */
export type LeafCompiler<S> = (leaf: Leaf) => (state: S) => boolean;

/** A comparison of one value that needs nothing but the value: what nearly all conditions are. */
export type Condition = Comparison & {
  readonly scope: 'user' | 'request';
  readonly path: string;
};

type Comparison =
  /** Numbers from `low` to `high`, both included. */
  | { readonly kind: 'interval'; readonly low: number; readonly high: number }
  | { readonly kind: 'known' }
  | { readonly kind: 'exact'; readonly operands: ReadonlySet<Scalar> }
  /** The folded text; the operands as written, for whoever sorts values into classes. */
  | { readonly kind: 'text'; readonly text: string; readonly operands: readonly string[] }
  | { readonly kind: 'texts'; readonly texts: FoldedTexts; readonly operands: readonly string[] }
  | PartComparison;

/** About a part of a text; `text` is folded. */
type PartComparison =
  | { readonly kind: 'starts' | 'ends'; readonly text: string }
  | { readonly kind: 'contains'; readonly text: string; readonly isIn: (text: string) => boolean };

export type ConditionKind = Comparison['kind'];
export type PartCondition = Condition & PartComparison;
type TextCondition = Extract<Condition, { kind: 'text' | 'texts' } | PartComparison>;

const plainKeys: ReadonlySet<string> = new Set(['type', 'property', 'operator', 'value', 'exactCase']);

/** The condition of a leaf; null where it is of another kind and has to be asked by its own function. */
export function conditionOf(leaf: Leaf): Condition | null {
  if (leaf.type !== 'property' || !Object.keys(leaf).every((key) => plainKeys.has(key))) return null;
  const scope = scopeOf(leaf.property);
  if (scope !== 'user' && scope !== 'request') return null;
  const comparison = comparisonOf(leaf);
  if (comparison === null) return null;
  return { ...comparison, scope, path: pathOf(leaf.property) };
}

function comparisonOf(node: PropertyNode): Comparison | null {
  const { operator, value } = node;
  const exact = node.exactCase === true;
  switch (operator) {
    case 'known':
      return { kind: 'known' };
    case 'equals':
      return isScalar(value) ? equalsOne(value, exact) : null;
    case 'oneOf':
      return isScalarList(value) ? oneOf(value, exact) : null;
    case 'startsWith':
    case 'endsWith':
    case 'contains': {
      if (typeof value !== 'string' || exact) return null;
      const text = fold(value);
      if (operator === 'contains') return { kind: 'contains', text, isIn: containsTest(text) };
      return { kind: operator === 'startsWith' ? 'starts' : 'ends', text };
    }
    case 'between': {
      const [low, high] = isScalarList(value) ? value : [];
      return isFiniteNumber(low) && isFiniteNumber(high) ? { kind: 'interval', low, high } : null;
    }
    case 'atLeast':
      return isFiniteNumber(value) ? { kind: 'interval', low: value, high: Number.POSITIVE_INFINITY } : null;
    case 'atMost':
      return isFiniteNumber(value) ? { kind: 'interval', low: Number.NEGATIVE_INFINITY, high: value } : null;
    case 'greaterThan':
      return isFiniteNumber(value) ? { kind: 'interval', low: above(value), high: Number.POSITIVE_INFINITY } : null;
    case 'lessThan':
      return isFiniteNumber(value) ? { kind: 'interval', low: Number.NEGATIVE_INFINITY, high: -above(-value) } : null;
    default:
      return null;
  }
}

function equalsOne(operand: Scalar, exact: boolean): Comparison | null {
  if (typeof operand === 'number')
    return isFiniteNumber(operand) ? { kind: 'interval', low: operand, high: operand } : null;
  if (typeof operand === 'boolean' || exact) return { kind: 'exact', operands: new Set([operand]) };
  return { kind: 'text', text: fold(operand), operands: [operand] };
}

function oneOf(operands: readonly Scalar[], exact: boolean): Comparison | null {
  const [only] = operands;
  if (operands.length === 1 && only !== undefined) return equalsOne(only, exact);
  const texts = operands.filter((operand) => typeof operand === 'string');
  if (exact || texts.length === 0) return { kind: 'exact', operands: new Set(operands) };
  if (texts.length < operands.length) return null;
  return { kind: 'texts', texts: new FoldedTexts([...new Set(texts.map(fold))], texts), operands: texts };
}

export function isPart(condition: Condition): condition is PartCondition {
  return condition.kind === 'starts' || condition.kind === 'ends' || condition.kind === 'contains';
}

/** Whether a value that is no list satisfies the condition. */
export function satisfies(condition: Condition, value: Scalar): boolean {
  switch (condition.kind) {
    case 'interval':
      return typeof value === 'number' && value >= condition.low && value <= condition.high;
    case 'known':
      return true;
    case 'exact':
      return condition.operands.has(value);
    default:
      return typeof value === 'string' && textSatisfies(condition, value);
  }
}

function textSatisfies(condition: TextCondition, value: string): boolean {
  switch (condition.kind) {
    case 'text':
      return foldsTo(value, condition.text);
    case 'texts':
      return condition.texts.has(value);
    case 'starts':
      return foldedStartsWith(value, condition.text);
    case 'ends':
      return foldedEndsWith(value, condition.text);
    case 'contains':
      return condition.isIn(value);
  }
}

/** The least double above a finite one. */
function above(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const bits = new BigInt64Array(1);
  const double = new Float64Array(bits.buffer);
  double[0] = value;
  bits[0] = (bits[0] ?? 0n) + (value > 0 ? 1n : -1n);
  return double[0];
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isScalarList(value: unknown): value is readonly Scalar[] {
  return Array.isArray(value) && value.every(isScalar);
}
