import { fold } from '../fold.js';
import { caselessSet, charactersOf, foldSet } from './fold-set.js';
import {
  type CharacterSet,
  complement,
  deepestGroup,
  digitSet,
  dotSet,
  everyCharacter,
  mostRepeats,
  mostSteps,
  namedSets,
  type Pattern,
  repeatsOf,
  spaceSet,
  stepsOf,
  union,
  wordSet,
} from './pattern.js';

/** Why a text is no pattern that every reader has. */
export class PatternError extends Error {
  readonly code = 'invalid_pattern';
  override readonly name = 'PatternError';

  constructor(
    message: string,
    /** Character at which reading stopped, from 0. */
    readonly at: number,
  ) {
    super(`${message}, at character ${at + 1} of the pattern`);
  }
}

/** What is wrong with a pattern, as a sentence, or null; and how many steps of it have been read. */
export function examinePattern(
  text: string,
  exact: boolean,
): { readonly fault: string | null; readonly steps: number } {
  const reader = new PatternReader(Array.from(text), exact);
  try {
    return { fault: null, steps: stepsOf(reader.whole()) };
  } catch (error) {
    if (error instanceof PatternError) return { fault: error.message, steps: reader.steps };
    throw error;
  }
}

/**
 * Reads the part of regular expressions that RE2 and others share, see rule 3 of `docs/criteria.md`. Unless `exact`,
 * the result is for folded text. Time is linear in the length of the text.
 *
 * @throws PatternError
 */
export function parsePattern(text: string, exact: boolean): Pattern {
  return new PatternReader(Array.from(text), exact).whole();
}

const classes: Readonly<Record<string, CharacterSet>> = { d: digitSet, w: wordSet, s: spaceSet };
const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };
const punctuation = /^[!-/:-@[-`{-~]$/;

/** `(?i)`: letters of either case, one by one; `(?m)`: lines have a beginning and an end; `(?s)`: a dot is any character. */
interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

const noFlags: Flags = { i: false, m: false, s: false };

class PatternReader {
  private at = 0;
  private depth = 0;
  /** Steps of what has been read, before repetitions are counted. */
  steps = 0;
  private flags: Flags = noFlags;

  constructor(
    private readonly text: readonly string[],
    private readonly exact: boolean,
  ) {}

  whole(): Pattern {
    const pattern = this.choice();
    if (this.at < this.text.length) throw this.fault('There is a “)” without its “(”');
    this.steps = stepsOf(pattern);
    if (this.steps > mostSteps) throw new PatternError('The pattern is too large', 0);
    return pattern;
  }

  private get next(): string {
    return this.text[this.at] ?? '';
  }

  private take(character: string): boolean {
    if (this.next !== character || character === '') return false;
    this.at += 1;
    return true;
  }

  private choice(): Pattern {
    const first = this.sequence();
    const others: Pattern[] = [];
    while (this.take('|')) others.push(this.sequence());
    return others.length === 0 ? first : { kind: 'choice', of: [first, ...others] };
  }

  private sequence(): Pattern {
    const of: Pattern[] = [];
    while (this.at < this.text.length && this.next !== '|' && this.next !== ')') {
      const flags = this.takeFlags(')');
      if (flags === null) of.push(this.repeated());
      else this.flags = flags;
    }
    const [only] = of;
    return only !== undefined && of.length === 1 ? only : { kind: 'sequence', of };
  }

  private repeated(): Pattern {
    const start = this.at;
    const atom = this.atom();
    // Before repetitions are counted, so that a pattern that is too large is not read to its end.
    this.steps += this.text[start] === '(' ? 1 : stepsOf(atom);
    if (this.steps > mostSteps) throw new PatternError('The pattern is too large', 0);
    const bounds = this.bounds();
    if (bounds === null) return atom;
    if (atom.kind === 'assert') throw this.fault('There is nothing to repeat', start);
    // Whether a repetition is greedy does not change whether it matches.
    this.take('?');
    if ('*+?'.includes(this.next) && this.next !== '') throw this.fault('A repetition cannot be repeated');
    const again = this.at;
    if (this.bounds() !== null) throw this.fault('A repetition cannot be repeated', again);
    const { least, most } = bounds;
    if (least > mostRepeats || (most ?? 0) > mostRepeats || (most !== null && most < least)) {
      throw this.fault(`A repetition is of at most ${mostRepeats}, the lower number first`, start);
    }
    if (repeatsOf(atom) * Math.max(least, most ?? 1) > mostRepeats) {
      throw this.fault(`Repetitions inside one another make more than ${mostRepeats}`, start);
    }
    return { kind: 'repeat', of: atom, least, most };
  }

  private bounds(): { least: number; most: number | null } | null {
    if (this.take('*')) return { least: 0, most: null };
    if (this.take('+')) return { least: 1, most: null };
    if (this.take('?')) return { least: 0, most: 1 };
    if (this.next !== '{') return null;
    const match = /^\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/.exec(this.text.slice(this.at, this.at + 16).join(''));
    // As everywhere, a brace that counts nothing is a brace.
    if (match === null) return null;
    this.at += match[0].length;
    const least = Number(match[1]);
    return { least, most: match[2] === undefined ? least : match[3] === undefined ? null : Number(match[3]) };
  }

  private atom(): Pattern {
    const start = this.at;
    const character = this.next;
    this.at += 1;
    switch (character) {
      case '(':
        return this.group(start);
      case '[':
        return this.bracket(start);
      case '.':
        return { kind: 'set', set: this.flags.s ? everyCharacter : dotSet };
      case '^':
        return { kind: 'assert', at: this.flags.m ? 'lineStart' : 'start' };
      case '$':
        return { kind: 'assert', at: this.flags.m ? 'lineEnd' : 'end' };
      case '*':
      case '+':
      case '?':
        throw this.fault('There is nothing to repeat', start);
      case '\\':
        return this.escape(start);
      default:
        return this.literal(character);
    }
  }

  private group(start: number): Pattern {
    const around = this.flags;
    this.at = start;
    const flags = this.takeFlags(':');
    if (flags !== null) this.flags = flags;
    else {
      this.at = start + 1;
      if (this.next === '?') {
        throw this.fault('Only groups “(…)” and “(?:…)”, and the flags i, m and s, are read', start);
      }
    }
    this.depth += 1;
    if (this.depth > deepestGroup) throw this.fault('Groups are nested too deep', start);
    const pattern = this.choice();
    this.flags = around;
    this.depth -= 1;
    if (!this.take(')')) throw this.fault('There is a “(” without its “)”', start);
    return pattern;
  }

  /** `(?i)` for what follows in its group, `(?i:` for a group; null, and nothing taken, where there is none. */
  private takeFlags(end: ')' | ':'): Flags | null {
    const match = /^\(\?([ims]{0,3})([):])/.exec(this.text.slice(this.at, this.at + 6).join(''));
    const [taken = '', letters = ''] = match ?? [];
    if (match?.[2] !== end || (end === ')' && letters === '')) return null;
    this.at += taken.length;
    const { i, m, s } = this.flags;
    return { i: i || letters.includes('i'), m: m || letters.includes('m'), s: s || letters.includes('s') };
  }

  private escape(start: number): Pattern {
    if (this.take('b')) return { kind: 'assert', at: 'word' };
    if (this.take('B')) return { kind: 'assert', at: 'notWord' };
    const set = this.classEscape();
    if (set !== null) return { kind: 'set', set };
    return this.literal(String.fromCodePoint(this.characterEscape(start)));
  }

  /** `\d`, `\W` … behind the backslash, or null. */
  private classEscape(): CharacterSet | null {
    const set = classes[this.next.toLowerCase()];
    if (set === undefined) return null;
    const negated = this.next !== this.next.toLowerCase();
    this.at += 1;
    return negated ? complement(set) : set;
  }

  private characterEscape(start: number): number {
    const character = this.next;
    this.at += 1;
    const control = controls[character];
    if (control !== undefined) return control;
    if (character === 'x') {
      const digits = this.text.slice(this.at, this.at + 2).join('');
      if (!/^[0-9a-fA-F]{2}$/.test(digits)) throw this.fault('“\\x” takes two hexadecimal digits', start);
      this.at += 2;
      return Number.parseInt(digits, 16);
    }
    if (punctuation.test(character)) return character.charCodeAt(0);
    if (character === '') throw this.fault('There is nothing behind the backslash', start);
    throw this.fault(`“\\${character}” is not read`, start);
  }

  private bracket(start: number): Pattern {
    const negated = this.take('^');
    const ranges: (readonly [number, number])[] = [];
    for (let first = true; first || this.next !== ']'; first = false) {
      if (this.at >= this.text.length) throw this.fault('There is a “[” without its “]”', start);
      const item = this.at;
      if (this.next === '[' && ':.='.includes(this.text[this.at + 1] ?? ' ')) {
        ranges.push(...this.namedClass(item));
        continue;
      }
      // Engines differ on what a “]” at the beginning means.
      if (first && this.next === ']') throw this.fault('A class cannot be empty or begin with “]”; write “\\]”', item);
      const low = this.bracketItem();
      if (typeof low !== 'number') {
        ranges.push(...low);
        continue;
      }
      const dashed = this.next === '-' && (this.text[this.at + 1] ?? ']') !== ']';
      if (!dashed) {
        ranges.push([low, low]);
        continue;
      }
      this.at += 1;
      const high = this.bracketItem();
      if (typeof high !== 'number' || high < low) throw this.fault('A range has its lower character first', item);
      ranges.push([low, high]);
    }
    this.at += 1;
    const set = union(ranges);
    if (!this.exact) return foldSet(set, negated);
    const either = this.flags.i ? caselessSet(set) : set;
    return { kind: 'set', set: negated ? complement(either) : either };
  }

  /** `[:alpha:]`, `[:^digit:]`. */
  private namedClass(start: number): CharacterSet {
    const match = /^\[:(\^?)([a-z]{1,6}):\]/.exec(this.text.slice(this.at, this.at + 12).join(''));
    const set = match === null ? undefined : Object.entries(namedSets).find(([name]) => name === match[2])?.[1];
    if (match === null || set === undefined) throw this.fault('There is no class of this name', start);
    this.at += match[0].length;
    return match[1] === '^' ? complement(set) : set;
  }

  private bracketItem(): number | CharacterSet {
    const start = this.at;
    if (this.take('\\')) return this.classEscape() ?? this.characterEscape(start);
    const code = this.next.codePointAt(0) ?? 0;
    this.at += 1;
    return code;
  }

  private literal(character: string): Pattern {
    const of = this.exact ? [this.exactly(character)] : charactersOf(fold(character));
    const [only] = of;
    return only !== undefined && of.length === 1 ? only : { kind: 'sequence', of };
  }

  private exactly(character: string): Pattern {
    const code = character.codePointAt(0) ?? 0;
    return { kind: 'set', set: this.flags.i ? caselessSet([[code, code]]) : [[code, code]] };
  }

  private fault(message: string, at = this.at): PatternError {
    return new PatternError(message, at);
  }
}
