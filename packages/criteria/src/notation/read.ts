import * as builder from '../builder/builder.js';
import { NotationError } from './error.js';
import { type Expression, readExpression } from './syntax.js';

const { builder: _typed, ...words } = builder;

/** The functions of the builder, and `criteria` for what the builder does not write in the same way. */
const functions = { ...words, criteria: (json: unknown) => json };

/** What may be said after a dot: whatever can be said of one of these. */
const methods: readonly string[] = [
  ...new Set(
    [
      builder.trait('a'),
      builder.did('a'),
      builder.did('a').firstOf('b'),
      builder.sequence(builder.did('a'), builder.did('b')),
      builder.people(builder.knownUser()),
    ].flatMap(wordsOn),
  ),
];

/** Methods that take something in the context of an event as a whole: `sumOf(context('depth'))`. */
const ofProperties = new Set([
  'sumOf',
  'averageOf',
  'minimumOf',
  'maximumOf',
  'firstOf',
  'lastOf',
  'mostFrequentOf',
  'withDistinct',
  'withSame',
]);

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
  if (!isObject(read) || isUnfinished(read)) {
    throw new NotationError({ kind: 'unfinished' }, 0, text.length);
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
      if (!isCallable(made)) throw new NotationError({ kind: 'unknownName', name }, at, at + name.length);
      return called(made, undefined, expression, places);
    }
    case 'method': {
      const { name, at } = expression;
      const on = evaluate(expression.on, places);
      const known = methods.includes(name);
      const method: unknown = known && isObject(on) ? Reflect.get(on, name) : undefined;
      if (!isCallable(method)) {
        throw new NotationError({ kind: 'unknownMethod', name }, at, at + name.length);
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
    if (isUnfinished(given[index]) && !ofProperties.has(name)) {
      throw new NotationError({ kind: 'unfinished' }, each.at, each.at + 1);
    }
  });
  let result: unknown;
  try {
    result = Reflect.apply(made, on, given);
  } catch (error) {
    // What the builder refuses it says in words; anything else is an argument of the wrong kind.
    const why = error instanceof RangeError ? error.message : undefined;
    throw new NotationError({ kind: 'wrongArgument', name }, at, at + name.length, why);
  }
  if (isObject(result)) places.set(result, { from: at, to: at + name.length });
  return result;
}

type Callable = (...given: never[]) => unknown;

function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** The names under which something can be said of a value. */
function wordsOn(value: object): readonly string[] {
  const names: string[] = [];
  // Inherited ones too: the words of a node stand on its prototype.
  for (const name in value) if (isCallable(Reflect.get(value, name))) names.push(name);
  return names;
}

/** Whether something has still to be said before it is a condition. */
function isUnfinished(value: unknown): boolean {
  return isObject(value) && !('type' in value) && wordsOn(value).length > 0;
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
