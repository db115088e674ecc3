import * as builder from '../builder/builder.js';
import { NotationError } from './error.js';
import { type Expression, readExpression } from './syntax.js';

/** The functions of the builder, and `criteria` for what the builder has no words for. */
const functions = {
  all: builder.all,
  any: builder.any,
  not: builder.not,
  none: builder.none,
  atLeastOf: builder.atLeastOf,
  trait: builder.trait,
  group: builder.group,
  request: builder.request,
  knownUser: builder.knownUser,
  did: builder.did,
  where: builder.where,
  context: builder.context,
  segment: builder.segment,
  bucket: builder.bucket,
  people: builder.people,
  shareOfPeople: builder.shareOfPeople,
  criteria: (json: unknown) => json,
} as const;

/** What may be said after a dot. */
const methods = [
  'isKnown',
  'equals',
  'oneOf',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'greaterThan',
  'atLeast',
  'lessThan',
  'atMost',
  'between',
  'before',
  'after',
  'on',
  'inLast',
  'inNext',
  'moreThanAgo',
  'near',
  'inNetwork',
  'as',
  'exactly',
  'never',
  'inThis',
  'from',
  'within',
  'sumOf',
  'averageOf',
] as const;

/** Every word of the notation, for completion. */
export const notationWords: { readonly functions: readonly string[]; readonly methods: readonly string[] } = {
  functions: Object.keys(functions),
  methods,
};

export interface ReadNotation {
  /** Not checked yet: `parseCriteria` says what is wrong with it, by path. */
  readonly criteria: unknown;
  /** Where in the text the node of a path stands, or the nearest one around it. */
  placeOf(path: string): { readonly from: number; readonly to: number };
}

/**
 * Reads criteria from the notation: an expression of the builder, `all(trait('plan').equals('free'), did('Bought'))`. It is
 * read, not run: only the builder's functions, texts, numbers, lists and objects mean anything.
 *
 * @throws NotationError with the place
 */
export function readNotation(text: string): ReadNotation {
  const places = new WeakMap<object, { readonly from: number; readonly to: number }>();
  const read = evaluate(readExpression(text), places);
  if (!isObject(read) || 'isKnown' in read) {
    throw new NotationError('This is no condition yet: say what is asked of it', 0, text.length);
  }
  return {
    criteria: JSON.parse(JSON.stringify(read)),
    placeOf: (path) => placeIn(read, path, places) ?? { from: 0, to: text.length },
  };
}

type Places = WeakMap<object, { readonly from: number; readonly to: number }>;

function evaluate(expression: Expression, places: Places): unknown {
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'list':
      return expression.of.map((each) => evaluate(each, places));
    case 'object':
      return Object.fromEntries(expression.of.map(([key, each]) => [key, evaluate(each, places)]));
    case 'call': {
      const { name, at } = expression;
      const made: unknown = Object.hasOwn(functions, name) ? Reflect.get(functions, name) : undefined;
      if (!isCallable(made)) throw new NotationError(`There is no “${name}”`, at, at + name.length);
      return called(made, undefined, expression, places);
    }
    case 'method': {
      const { name, at } = expression;
      const on = evaluate(expression.on, places);
      const known = methods.some((each) => each === name);
      const method: unknown = known && isObject(on) ? Reflect.get(on, name) : undefined;
      if (!isCallable(method)) {
        throw new NotationError(`“${name}” cannot be asked of this`, at, at + name.length);
      }
      return called(method, on, expression, places);
    }
  }
}

function called(
  made: Callable,
  on: unknown,
  expression: Extract<Expression, { readonly arguments: readonly Expression[] }>,
  places: Places,
): unknown {
  const { name, at } = expression;
  const given = expression.arguments.map((each) => evaluate(each, places));
  expression.arguments.forEach((each, index) => {
    const value = given[index];
    if (isObject(value) && 'isKnown' in value && typeof value.isKnown === 'function') {
      throw new NotationError('This is no condition yet: say what is asked of it', each.at, each.at + 1);
    }
  });
  let result: unknown;
  try {
    result = Reflect.apply(made, on, given);
  } catch (error) {
    // The builder refuses words that are no time, and nothing else.
    const why = error instanceof RangeError ? error.message : `“${name}” wants something else`;
    throw new NotationError(why, at, at + name.length);
  }
  if (isObject(result)) places.set(result, { from: at, to: at + name.length });
  return result;
}

type Callable = (...given: never[]) => unknown;

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Follows a path such as `of[0].where.of[1]` as far as there are nodes with a place. */
function placeIn(root: object, path: string, places: Places): { readonly from: number; readonly to: number } | null {
  let found = places.get(root) ?? null;
  let node: unknown = root;
  for (const step of path.split(/[.[\]]+/).filter((each) => each !== '')) {
    if (!isObject(node)) break;
    node = Reflect.get(node, step);
    if (isObject(node)) found = places.get(node) ?? found;
  }
  return found;
}
