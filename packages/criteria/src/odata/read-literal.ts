import type { LiteralKind, ODataLiteral } from './expression.js';
import { endOfLiteral, isODataLiteralRule, literalFailure, type ODataLiteralRule } from './literals.js';
import type { Source } from './source.js';

const unquoted: readonly (readonly [ODataLiteralRule, LiteralKind])[] = [
  ['guid', 'guid'],
  ['dateTimeOffsetLiteral', 'dateTime'],
  ['date', 'date'],
  ['timeOfDayLiteral', 'time'],
  ['decimalLiteral', 'number'],
];
const prefixed: ReadonlyMap<string, LiteralKind> = new Map([
  ['duration', 'duration'],
  ['binary', 'binary'],
  ['geography', 'geo'],
  ['geometry', 'geo'],
]);

/** Characters of a number, date or time; none has nearly as many. */
const longest = 200;

export function readJsonText(source: Source): ODataLiteral | null {
  if (source.peek() !== '"') return null;
  const start = source.at;
  let end = start + 1;
  while (end < source.text.length && source.text[end] !== '"') end += source.text[end] === '\\' ? 2 : 1;
  if (end >= source.text.length) source.fail('A double quote was expected', source.text.length);
  source.at = end + 1;
  try {
    const text: unknown = JSON.parse(source.text.slice(start, end + 1));
    return { kind: 'literal', at: source.position(start), literal: 'text', text: String(text) };
  } catch {
    return source.fail('A text as in JSON was expected', start);
  }
}

export function readLiteral(source: Source): ODataLiteral | null {
  const at = source.position(source.at);
  const start = source.at;
  if (source.peek() === "'") return { kind: 'literal', at, literal: 'text', text: quoted(source) };
  if (!/[\dA-Za-z+-]/.test(source.peek())) return null;
  const words = source.take(/(?:null|true|false|-?INF|NaN)(?![\p{L}\p{N}_.('/])/iuy);
  if (words !== null) {
    const lower = words.toLowerCase();
    const literal = lower === 'null' ? 'null' : lower === 'true' || lower === 'false' ? 'boolean' : 'number';
    return { kind: 'literal', at, literal, text: literal === 'number' ? words : lower };
  }
  const whole = source.take(/\d{1,19}(?![\p{L}\p{N}_:.+-])/uy);
  if (whole !== null) return { kind: 'literal', at, literal: 'number', text: whole };
  const ahead = source.text.slice(start, start + longest);
  for (const [rule, literal] of unquoted) {
    const length = endOfLiteral(rule, ahead, 0);
    const end = start + length;
    if (length < 0 || length === longest || /[\p{L}\p{N}_:.]/u.test(source.text[end] ?? '')) continue;
    source.at = end;
    return { kind: 'literal', at, literal, text: source.text.slice(start, end) };
  }
  if (/\d/.test(source.peek())) {
    const failure = literalFailure('primitiveLiteral', ahead);
    source.fail('A number, date or time was expected', start + (failure ?? 0));
  }
  return null;
}

export function readPrefixedLiteral(source: Source, prefix: string, at: number): ODataLiteral {
  const literal =
    prefixed.get(prefix.toLowerCase()) ?? (prefix.includes('.') ? 'enum' : source.fail('An operator was expected'));
  const start = source.at;
  const text = quoted(source);
  const rule = literal === 'enum' ? 'enumValue' : `${literal}Value`;
  const furthest = isODataLiteralRule(rule) ? literalFailure(rule, text) : null;
  if (furthest !== null) source.fail(`Another ${literal} was expected`, start + 1 + furthest);
  if (literal === 'binary' && !/^[\w-]*={0,2}$/.test(text)) source.fail('Base 64 was expected', start + 1);
  return { kind: 'literal', at, literal, text };
}

/** A text in single quotes, each quote in it doubled. */
function quoted(source: Source): string {
  const start = source.at + 1;
  let end = start;
  for (;;) {
    end = source.text.indexOf("'", end);
    if (end < 0) source.fail('A closing quote was expected', source.text.length);
    if (source.text[end + 1] !== "'") break;
    end += 2;
  }
  source.at = end + 1;
  return source.text.slice(start, end).replaceAll("''", "'");
}
