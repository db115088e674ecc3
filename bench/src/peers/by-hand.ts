import { type Criteria, fold, type PropertyBag, type PropertyNode, pathOf } from '@kindred/criteria';

/**
 * The text of a JavaScript module with one function a segment, as somebody would write it who knows the rules: types are
 * checked, texts folded, missing values satisfy nothing, groups end as soon as they can. Values that are lists do not occur.
 */
export function moduleByHand(criteria: readonly Criteria[], foldFrom: string): string {
  const functions = criteria.map((one) => `  (t) => ${expression(one)},`);
  return `import { fold } from ${JSON.stringify(foldFrom)};\nexport const segments = [\n${functions.join('\n')}\n];\n`;
}

export type Handwritten = readonly ((traits: PropertyBag) => boolean)[];

function expression(criteria: Criteria): string {
  switch (criteria.type) {
    case 'all':
      return `(${criteria.of.map(expression).join(' && ')})`;
    case 'any':
      return `(${criteria.of.map(expression).join(' || ')})`;
    case 'not':
      return `!${expression(criteria.of)}`;
    case 'property':
      return comparison(criteria);
    default:
      throw new TypeError(`No function is written by hand for ${criteria.type}`);
  }
}

const signs: Readonly<Record<string, string>> = { greaterThan: '>', atLeast: '>=', lessThan: '<', atMost: '<=' };

function comparison({ property, operator, value }: PropertyNode): string {
  const read = `t[${JSON.stringify(pathOf(property))}]`;
  const sign = signs[operator];
  if (sign !== undefined) return `(typeof ${read} === 'number' && ${read} ${sign} ${String(value)})`;
  const text = (one: unknown) => JSON.stringify(fold(String(one)));
  const folded = `fold(${read})`;
  const test = {
    equals: () => `${folded} === ${text(value)}`,
    oneOf: () => `[${(Array.isArray(value) ? value : []).map(text).join(', ')}].includes(${folded})`,
    contains: () => `${folded}.includes(${text(value)})`,
    startsWith: () => `${folded}.startsWith(${text(value)})`,
    endsWith: () => `${folded}.endsWith(${text(value)})`,
  }[operator as 'equals']();
  return `(typeof ${read} === 'string' && ${test})`;
}
