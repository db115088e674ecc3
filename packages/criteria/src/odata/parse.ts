import {
  type ArithmeticOperator,
  arithmeticOperators,
  type ComparisonOperator,
  comparisonOperators,
  type ODataArgument,
  type ODataExpression,
  type ODataLambda,
  type ODataLiteral,
  type ODataStep,
} from './expression.js';
import { type ODataFault, ODataStop } from './fault.js';
import { literalFailure, type ODataLiteralRule } from './literals.js';
import { readJsonText, readLiteral, readPrefixedLiteral } from './read-literal.js';
import { odataLimits, Source } from './source.js';

export interface ODataParseOptions {
  /** The text stands in an address: `%27` is a quote, and no space may stand at either end. */
  readonly percentEncoded?: boolean;
}

export type ODataParseResult =
  | { readonly ok: true; readonly expression: ODataExpression }
  | { readonly ok: false; readonly fault: ODataFault };

/**
 * Reads an OData 4.01 filter expression. A fault names the first character that cannot stand where it stands.
 * Time and depth are bounded by `odataLimits`, however large or deep the text.
 */
export function parseOData(text: string, options: ODataParseOptions = {}): ODataParseResult {
  return reading(text, options, (source) => new Parser(source, options.percentEncoded === true).whole());
}

/** Reads `any(…)` without the path before it, as the grammar names it. */
export function parseODataLambda(text: string, options: ODataParseOptions = {}): ODataParseResult {
  return reading(text, options, (source) => new Parser(source, true).lambdaAlone());
}

/** The fault of a text as one value of the OData grammar (`dateValue`, `guid` …); null where it is one. */
export function odataLiteralFault(rule: ODataLiteralRule, text: string): ODataFault | null {
  const source = rule.endsWith('Value') ? Source.plain(text) : Source.percentEncoded(text);
  const at = literalFailure(rule, source.text);
  return at === null ? null : { code: 'syntax', position: source.position(at), message: `This is no ${rule}` };
}

function reading(
  text: string,
  options: ODataParseOptions,
  read: (source: Source) => ODataExpression,
): ODataParseResult {
  const { length } = odataLimits;
  if (text.length > length) {
    const message = `The filter has ${text.length} characters; at most ${length} are read`;
    return { ok: false, fault: { code: 'too_long', position: length, message } };
  }
  const half = text.search(/\p{Surrogate}/u);
  if (half >= 0) {
    const message = 'Half of a character in two parts stands there by itself';
    return { ok: false, fault: { code: 'half_character', position: half, message } };
  }
  try {
    return { ok: true, expression: read(options.percentEncoded ? Source.percentEncoded(text) : Source.plain(text)) };
  } catch (error) {
    if (error instanceof ODataStop) return { ok: false, fault: error.fault };
    throw error;
  }
}

const name = /[$@]?[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?:#[\p{L}_][\p{L}\p{N}_]*)?/uy;
/** Behind a slash a name may begin with a digit, as the hexadecimal names that Analytics Cloud stores do. */
const laterName = /[$@]?[\p{L}\p{N}_]+(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?:#[\p{L}_][\p{L}\p{N}_]*)?/uy;
const variableName = /[\p{L}_][\p{L}\p{N}_]*/uy;
const argumentName = /[$@]?[\p{L}_][\p{L}\p{N}_.]*=/uy;
const letters = /[A-Za-z]+/y;
const additive: readonly ArithmeticOperator[] = ['add', 'sub'];
const multiplicative = arithmeticOperators.filter((each) => !additive.includes(each));
const conjunction = ['and'] as const;
const disjunction = ['or'] as const;

class Parser {
  private depth = 0;

  constructor(
    private readonly source: Source,
    private readonly strict: boolean,
  ) {}

  whole(): ODataExpression {
    const { source } = this;
    // In an address only a list or an object may stand behind a space.
    if (source.skipSpace() && this.strict && !/[[{]/.test(source.peek())) source.fail('No space may stand here');
    const expression = this.expression();
    if (!this.strict) source.skipSpace();
    if (!source.ended) {
      source.skipSpace();
      source.fail('An operator or the end was expected');
    }
    return expression;
  }

  lambdaAlone(): ODataExpression {
    const at = this.source.at;
    const quantifier = this.source.take(/any|all/iy) ?? this.source.fail('“any” or “all” was expected');
    const lambda = this.lambda(at, quantifier.toLowerCase() === 'any' ? 'any' : 'all');
    if (!this.source.ended) this.source.fail('The end was expected');
    return { kind: 'path', at, steps: [lambda] };
  }

  /** One level deeper; what is inside brackets, negations and arguments. */
  private expression(type = false): ODataExpression {
    this.depth += 1;
    if (this.depth > odataLimits.depth) {
      this.source.fail(`The filter is nested more than ${odataLimits.depth} levels deep`, this.source.at, 'too_deep');
    }
    const expression = this.group('or', () => this.group('and', () => this.comparison(type)));
    this.depth -= 1;
    return expression;
  }

  private group(kind: 'and' | 'or', part: () => ODataExpression): ODataExpression {
    const first = part();
    const operators = kind === 'and' ? conjunction : disjunction;
    if (this.operator(operators) === null) return first;
    const of = [first];
    do of.push(part());
    while (this.operator(operators) !== null);
    return { kind, at: first.at, of };
  }

  private comparison(type: boolean): ODataExpression {
    const left = this.sum(type);
    const operator = this.operator(comparisonOperators);
    if (operator === null) return left;
    const right = operator === 'in' ? this.listOrSum() : this.sum(false);
    const before = this.source.at;
    if (this.operator(comparisonOperators) !== null) {
      this.source.at = before;
      this.source.skipSpace();
      this.source.fail('The result of a comparison cannot be compared; “and”, “or” or the end was expected');
    }
    return { kind: 'binary', at: left.at, operator, left, right };
  }

  private sum(type: boolean): ODataExpression {
    let left = this.product(type);
    for (let count = 0; ; count++) {
      const operator = this.operator(additive);
      if (operator === null) return left;
      left = this.arithmetic(operator, left, this.product(false), count);
    }
  }

  private product(type: boolean): ODataExpression {
    let left = this.operand(type);
    for (let count = 0; ; count++) {
      const operator = this.operator(multiplicative);
      if (operator === null) return left;
      left = this.arithmetic(operator, left, this.operand(false), count);
    }
  }

  /** A chain of sums is as deep as it is long. */
  private arithmetic(operator: ArithmeticOperator, left: ODataExpression, right: ODataExpression, count: number) {
    if (count + this.depth > odataLimits.depth) {
      this.source.fail(`The filter is nested more than ${odataLimits.depth} levels deep`, this.source.at, 'too_deep');
    }
    return { kind: 'binary', at: left.at, operator, left, right } as const;
  }

  /** Takes one of these operators with the space around it; null, and nothing taken, where none stands here. */
  private operator<O extends ComparisonOperator | ArithmeticOperator | 'and' | 'or'>(
    operators: readonly O[],
  ): O | null {
    const { source } = this;
    const before = source.at;
    if (source.skipSpace()) {
      const word = source.take(letters)?.toLowerCase();
      const operator = operators.find((each) => each === word);
      if (operator !== undefined) {
        if (source.skipSpace()) return operator;
        source.fail(`A space behind “${operator}” was expected`);
      }
    }
    source.at = before;
    return null;
  }

  private listOrSum(): ODataExpression {
    const { source } = this;
    if (source.peek() !== '(') return this.sum(false);
    const at = source.position(source.at);
    const start = source.at;
    source.at += 1;
    source.skipSpace();
    const items: ODataExpression[] = [];
    if (source.peek() !== ')') {
      const first = this.value();
      source.skipSpace();
      if (first === null || (source.peek() !== ',' && source.peek() !== ')')) {
        // What is in the brackets is no list but the beginning of an expression; nothing but one value was read twice.
        source.at = start;
        return this.sum(false);
      }
      items.push(first);
      while (source.peek() === ',') {
        source.at += 1;
        source.skipSpace();
        items.push(this.value() ?? source.fail('A value was expected'));
        source.skipSpace();
      }
    }
    source.expect(')');
    return { kind: 'array', at, items };
  }

  /** A literal, `duration'P1D'` and the like included; null, and nothing taken, where none begins here. */
  private value(): ODataLiteral | null {
    const { source } = this;
    const literal = readLiteral(source);
    if (literal !== null) return literal;
    const start = source.at;
    const prefix = source.take(name);
    if (prefix !== null && source.peek() === "'") return readPrefixedLiteral(source, prefix, source.position(start));
    source.at = start;
    return null;
  }

  private operand(type: boolean): ODataExpression {
    const { source } = this;
    const at = source.position(source.at);
    if (source.peek() === '(') {
      source.at += 1;
      source.skipSpace();
      const inside = this.expression();
      source.skipSpace();
      source.expect(')');
      return inside;
    }
    if (source.peek() === '[') return this.array(at);
    if (source.peek() === '{') return this.object(at);
    const literal = readLiteral(source);
    if (literal !== null) return literal;
    if (source.peek() === '-' || source.take(/not(?=[ \t\r\n(])/iy) !== null) {
      const kind = source.peek() === '-' ? 'minus' : 'not';
      if (kind === 'minus') source.at += 1;
      source.skipSpace();
      this.depth += 1;
      if (this.depth > odataLimits.depth) {
        source.fail(`The filter is nested more than ${odataLimits.depth} levels deep`, source.at, 'too_deep');
      }
      const of = this.operand(false);
      this.depth -= 1;
      return { kind, at, of };
    }
    return this.path(at, type);
  }

  private path(at: number, type: boolean): ODataExpression {
    const { source } = this;
    const steps: ODataStep[] = [];
    do {
      const stepAt = source.position(source.at);
      const first = steps.length === 0;
      const step =
        source.take(first ? name : laterName) ??
        source.fail(first ? 'A condition was expected' : 'A name was expected');
      const lower = step.toLowerCase();
      if (first && source.peek() === "'") return readPrefixedLiteral(source, step, at);
      if (!first && (lower === 'any' || lower === 'all') && source.peek() === '(') {
        steps.push(this.lambda(stepAt, lower));
        continue;
      }
      if (first && (lower === 'any' || lower === 'all') && source.peek() === '(')
        source.fail('An operator was expected');
      if (source.peek() !== '(') {
        if (first && step.includes('.') && !step.startsWith('@') && !type && source.peek() !== '/') {
          source.fail('“(” or “/” was expected');
        }
        steps.push({ kind: 'name', at: stepAt, name: step });
        continue;
      }
      steps.push({ kind: 'call', at: stepAt, name: step, arguments: this.arguments(step) });
      while (source.peek() === '(') {
        const again = source.position(source.at);
        steps.push({ kind: 'call', at: again, name: '', arguments: this.arguments('') });
      }
    } while (this.slash());
    return { kind: 'path', at, steps };
  }

  private slash(): boolean {
    if (this.source.peek() !== '/') return false;
    this.source.at += 1;
    return true;
  }

  private arguments(of: string): readonly ODataArgument[] {
    const { source } = this;
    const types = /^(?:cast|isof)$/i.test(of);
    source.expect('(');
    source.skipSpace();
    const list: ODataArgument[] = [];
    if (source.peek() !== ')') {
      for (;;) {
        const argument = source.take(argumentName);
        source.skipSpace();
        list.push({ name: argument === null ? null : argument.slice(0, -1), value: this.expression(types) });
        source.skipSpace();
        if (source.peek() !== ',') break;
        source.at += 1;
        source.skipSpace();
      }
    }
    source.expect(')');
    return list;
  }

  private lambda(at: number, quantifier: 'any' | 'all'): ODataLambda {
    const { source } = this;
    source.expect('(');
    source.skipSpace();
    if (source.peek() === ')') {
      source.at += 1;
      if (quantifier === 'all') source.fail('“all” needs a condition');
      return { kind: 'lambda', at, quantifier, variable: '', condition: null };
    }
    const variable = source.take(variableName) ?? source.fail('A name for each value was expected');
    source.skipSpace();
    source.expect(':');
    source.skipSpace();
    const condition = this.expression();
    source.skipSpace();
    source.expect(')');
    return { kind: 'lambda', at, quantifier, variable, condition };
  }

  private array(at: number): ODataExpression {
    const { source } = this;
    const items: ODataExpression[] = [];
    source.expect('[');
    source.skipSpace();
    if (source.peek() !== ']') {
      for (;;) {
        items.push(readJsonText(source) ?? this.expression());
        source.skipSpace();
        if (source.peek() !== ',') break;
        source.at += 1;
        source.skipSpace();
      }
    }
    source.expect(']');
    return { kind: 'array', at, items };
  }

  private object(at: number): ODataExpression {
    const { source } = this;
    const members: { key: string; value: ODataExpression }[] = [];
    source.expect('{');
    source.skipSpace();
    if (source.peek() !== '}') {
      for (;;) {
        const key = readJsonText(source) ?? source.fail('A name in double quotes was expected');
        source.skipSpace();
        source.expect(':');
        source.skipSpace();
        members.push({ key: key.text, value: readJsonText(source) ?? this.expression() });
        source.skipSpace();
        if (source.peek() !== ',') break;
        source.at += 1;
        source.skipSpace();
      }
    }
    source.expect('}');
    return { kind: 'object', at, members };
  }
}
