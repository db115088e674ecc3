import type { Criteria, Leaf, PropertyNode, RollingUnit, Scalar, Window } from './criteria.js';

const unitMilliseconds: Readonly<Record<RollingUnit, number>> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/** Length of a rolling window in milliseconds. A day is 24 hours here; calendar days are calendar windows. */
export function rollingMilliseconds(rolling: { readonly amount: number; readonly unit: RollingUnit }): number {
  return rolling.amount * unitMilliseconds[rolling.unit];
}

/**
 * One text for all spellings of one condition: keys in one order, defaults left out, `oneOf` as a set, rolling windows
 * in milliseconds. Text is not folded, so `“Free”` and `“free”` are two leaves with one meaning.
 */
export function leafKey(leaf: Leaf): string {
  return canonical(leaf);
}

/**
 * One text for all spellings of one tree, also where they differ in the order or repetition of parts, in groups of one
 * part or in double negation. Equal text means equal meaning; the reverse is not promised.
 */
export function canonical(criteria: Criteria): string {
  switch (criteria.type) {
    case 'all':
    case 'any': {
      const parts = [...new Set(partsOf(criteria.type, criteria.of).map(canonical))].sort();
      const [only] = parts;
      return parts.length === 1 && only !== undefined ? only : `{"${criteria.type}":[${parts.join(',')}]}`;
    }
    case 'not':
      return criteria.of.type === 'not' ? canonical(criteria.of.of) : `{"not":${canonical(criteria.of)}}`;
    case 'property':
      return canonicalProperty(criteria);
    case 'event': {
      const where = criteria.where === undefined ? '' : `,"where":${canonical(criteria.where)}`;
      const count =
        'atLeast' in criteria.count ? `"atLeast":${criteria.count.atLeast}` : `"atMost":${criteria.count.atMost}`;
      return `{"event":${JSON.stringify(criteria.event)},${count}${where}${canonicalWindow(criteria.window)}}`;
    }
    case 'segment':
      return `{"segment":${JSON.stringify(criteria.segment)}}`;
  }
}

/** Groups of the same kind inside one another are one group. */
function partsOf(type: 'all' | 'any', of: readonly Criteria[]): readonly Criteria[] {
  return of.flatMap((part) => (part.type === type ? partsOf(type, part.of) : [part]));
}

function canonicalProperty(node: PropertyNode): string {
  let operator = node.operator;
  let operand = '';
  let text = operator === 'contains' || operator === 'startsWith' || operator === 'endsWith';
  if (isList(node.value)) {
    if (operator === 'oneOf') {
      const values = [...new Set(node.value.map((value) => JSON.stringify(value)))].sort();
      if (values.length === 1) operator = 'equals';
      operand = operator === 'equals' ? (values[0] ?? '') : `[${values.join(',')}]`;
      text = node.value.some((value) => typeof value === 'string');
    } else operand = JSON.stringify(node.value);
  } else if (node.value !== undefined && operator !== 'known') {
    operand = JSON.stringify(node.value);
    if (operator === 'equals') text = typeof node.value === 'string';
  }
  const value = operand === '' ? '' : `,"value":${operand}`;
  const exact = text && node.exactCase === true ? ',"exactCase":true' : '';
  return `{"property":${JSON.stringify(node.property)},"operator":"${operator}"${value}${exact}}`;
}

function isList(value: Scalar | readonly Scalar[] | undefined): value is readonly Scalar[] {
  return Array.isArray(value);
}

function canonicalWindow(window: Window | undefined): string {
  if (window === undefined) return '';
  return 'rolling' in window
    ? `,"rolling":${rollingMilliseconds(window.rolling)}`
    : `,"calendar":${JSON.stringify(window.calendar)}`;
}

/** A short name for what the criteria mean: 20 letters and digits of their canonical text. Not for secrets. */
export function hash(criteria: Criteria): string {
  const text = canonical(criteria);
  return hashLane(text, 0x9e3779b9) + hashLane(text, 0x7f4a7c15);
}

/** 52 bits by two multiply-and-rotate accumulators, in 10 characters of base 36 (which hold 51.7; the rest is cut). */
function hashLane(text: string, seed: number): string {
  let low = 0xdeadbeef ^ seed;
  let high = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x85ebca77);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ code, 0xc2b2ae3d);
    high = (high << 15) | (high >>> 17);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const number = (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
  return number.toString(36).padStart(10, '0').slice(-10);
}
