import { NotationError, type NotationFault, type Wanted } from './error.js';

/** What an expression of the notation is made of; `at` is where in the text it begins. */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean; readonly at: number }
  | { readonly kind: 'list'; readonly of: readonly Expression[]; readonly at: number }
  | { readonly kind: 'object'; readonly of: readonly (readonly [string, Expression])[]; readonly at: number }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly at: number;
      readonly height: number;
    }
  | {
      readonly kind: 'method';
      readonly on: Expression;
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly at: number;
      /** How many calls stand in one another here, those before a dot included. */
      readonly height: number;
    };

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const tokenPattern =
  /(?<space>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<name>[A-Za-z_$][\w$]*)|(?<text>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<sign>[()[\]{},:.])/gy;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    tokenPattern.lastIndex = at;
    const match = tokenPattern.exec(text);
    if (match === null) throw new NotationError(unexpected(text.charAt(at)), at, at + 1);
    for (const kind of ['name', 'text', 'number', 'sign'] as const) {
      if (match.groups?.[kind] !== undefined) tokens.push({ kind, text: match[0], at });
    }
    at += match[0].length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function unexpected(text: string): NotationFault {
  return text === "'" || text === '"' ? { kind: 'openText' } : { kind: 'unexpected', text };
}

/** How deep brackets may stand in each other: far more than any criteria, far less than the stack. */
const deepest = 200;

/** The same of calls in brackets and before dots together. */
const highest = 1_000;

function heightOf(expression: Expression): number {
  switch (expression.kind) {
    case 'call':
    case 'method':
      return expression.height;
    case 'list':
      return highestOf(expression.of);
    case 'object':
      return highestOf(expression.of.map(([, value]) => value));
    case 'value':
      return 0;
  }
}

function highestOf(expressions: readonly Expression[]): number {
  return expressions.reduce((height, each) => Math.max(height, heightOf(each)), 0);
}

/**
 * Reads one expression: calls, methods on them, texts, numbers, truth values, lists and objects. Nothing is run.
 * @throws NotationError with the place
 */
export function readExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = (): Token => tokens[next] ?? { kind: 'end', text: '', at: text.length };
  const take = (): Token => {
    const token = peek();
    next += 1;
    return token;
  };
  const fail = (token: Token, wanted: Wanted): NotationError => {
    const found = token.kind === 'end' ? null : token.text;
    return new NotationError({ kind: 'expected', wanted, found }, token.at, token.at + Math.max(1, token.text.length));
  };
  const expect = (sign: string): void => {
    const token = take();
    if (token.text !== sign) throw fail(token, { sign });
  };
  const until = <T>(closing: string, depth: number, part: (depth: number) => T): readonly T[] => {
    if (depth > deepest) throw new NotationError({ kind: 'tooDeep' }, peek().at, peek().at + 1);
    const parts: T[] = [];
    while (peek().text !== closing) {
      parts.push(part(depth + 1));
      if (peek().text !== ',') break;
      take();
    }
    expect(closing);
    return parts;
  };
  const expression = (depth: number): Expression => {
    let read = primary(depth);
    while (peek().text === '.' && peek().kind === 'sign') {
      take();
      const name = take();
      if (name.kind !== 'name') throw fail(name, 'method');
      expect('(');
      const given = until(')', depth, expression);
      const height = 1 + Math.max(heightOf(read), highestOf(given));
      if (height > highest) throw new NotationError({ kind: 'tooDeep' }, name.at, name.at + name.text.length);
      read = { kind: 'method', on: read, name: name.text, arguments: given, at: name.at, height };
    }
    return read;
  };
  const primary = (depth: number): Expression => {
    const token = take();
    const { at } = token;
    if (token.kind === 'text') return { kind: 'value', value: unquoted(token), at };
    if (token.kind === 'number') return { kind: 'value', value: Number(token.text), at };
    if (token.text === '[') return { kind: 'list', of: until(']', depth, expression), at };
    if (token.text === '{') return { kind: 'object', of: until('}', depth, member), at };
    if (token.kind !== 'name') throw fail(token, 'value');
    if (token.text === 'true' || token.text === 'false') return { kind: 'value', value: token.text === 'true', at };
    expect('(');
    const given = until(')', depth, expression);
    return { kind: 'call', name: token.text, arguments: given, at, height: 1 + highestOf(given) };
  };
  const member = (depth: number): readonly [string, Expression] => {
    const key = take();
    if (key.kind !== 'name' && key.kind !== 'text') throw fail(key, 'member');
    expect(':');
    return [key.kind === 'text' ? unquoted(key) : key.text, expression(depth)];
  };
  const whole = expression(0);
  const rest = peek();
  if (rest.kind !== 'end') throw fail(rest, 'end');
  return whole;
}

/** The text between the quotes, its escapes those of JavaScript that JSON has too. */
function unquoted({ text, at }: Token): string {
  const inner = text
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(^|[^\\])((?:\\\\)*)"/g, '$1$2\\"');
  try {
    const read: unknown = JSON.parse(`"${inner}"`);
    if (typeof read === 'string') return read;
  } catch {
    // Told below: there is one way only in which this can be wrong.
  }
  throw new NotationError({ kind: 'badEscape' }, at, at + text.length);
}
