/** What an OData filter says, as it was written. `at` is the character where a part begins in the text given. */
export type ODataExpression =
  | ODataLiteral
  | ODataPath
  | ODataGroup
  | ODataNegation
  | ODataBinary
  | ODataArray
  | ODataObject;

export type LiteralKind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'text'
  | 'date'
  | 'dateTime'
  | 'time'
  | 'guid'
  | 'duration'
  | 'binary'
  | 'enum'
  | 'geo';

export interface ODataLiteral {
  readonly kind: 'literal';
  readonly at: number;
  readonly literal: LiteralKind;
  /** What stands between the quotes, with doubled quotes made one; for others the text as it stands. */
  readonly text: string;
}

/** `Supplier/Name`, `contains(a,'b')`, `cookies/any(c:…)`: names one after the other, each with arguments or without. */
export interface ODataPath {
  readonly kind: 'path';
  readonly at: number;
  readonly steps: readonly ODataStep[];
}

export type ODataStep =
  | { readonly kind: 'name'; readonly at: number; readonly name: string }
  | {
      readonly kind: 'call';
      readonly at: number;
      /** Empty for a second pair of brackets behind one name. */
      readonly name: string;
      readonly arguments: readonly ODataArgument[];
    }
  | ODataLambda;

export interface ODataLambda {
  readonly kind: 'lambda';
  readonly at: number;
  readonly quantifier: 'any' | 'all';
  readonly variable: string;
  /** Null for `any()`: there is one at all. */
  readonly condition: ODataExpression | null;
}

export interface ODataArgument {
  readonly name: string | null;
  readonly value: ODataExpression;
}

export interface ODataGroup {
  readonly kind: 'and' | 'or';
  readonly at: number;
  readonly of: readonly ODataExpression[];
}

export interface ODataNegation {
  readonly kind: 'not' | 'minus';
  readonly at: number;
  readonly of: ODataExpression;
}

export const comparisonOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has', 'in'] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];
export const arithmeticOperators = ['add', 'sub', 'mul', 'div', 'divby', 'mod'] as const;
export type ArithmeticOperator = (typeof arithmeticOperators)[number];

export interface ODataBinary {
  readonly kind: 'binary';
  readonly at: number;
  readonly operator: ComparisonOperator | ArithmeticOperator;
  readonly left: ODataExpression;
  readonly right: ODataExpression;
}

/** `('a','b')` behind `in`, and `["a","b"]`. */
export interface ODataArray {
  readonly kind: 'array';
  readonly at: number;
  readonly items: readonly ODataExpression[];
}

export interface ODataObject {
  readonly kind: 'object';
  readonly at: number;
  readonly members: readonly { readonly key: string; readonly value: ODataExpression }[];
}
