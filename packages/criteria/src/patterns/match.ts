import { type Assertion, type CharacterSet, holdsCharacter, lineEnd, type Pattern, wordSet } from './pattern.js';
import { compileProgram, type Program } from './program.js';

/** What came before a position: nothing, a character that is part of a word, the end of a line, another one. */
type Before = 'start' | 'word' | 'line' | 'other';

/** A set of places in the program, reached after some text; where reading on leads is worked out once. */
interface State {
  readonly places: readonly number[];
  readonly before: Before;
  /** By class of the next character; `true` where the pattern has matched already. */
  readonly next: (State | true | undefined)[];
  atEnd: boolean | undefined;
}

const statesKept = 1_000;

/**
 * A pattern as a function of text: whether it matches anywhere. A text is read once, from its beginning to its end or
 * the first match, so the time is linear in its length whatever the pattern; places are worked out as they are met.
 */
export function compileMatcher(pattern: Pattern): (text: string) => boolean {
  const program = compileProgram(pattern);
  const classes = new Classes(program);
  let states = new Map<string, State>();
  const stateOf = (places: readonly number[], before: Before): State => {
    const key = before + String.fromCharCode(...places);
    const known = states.get(key);
    if (known !== undefined) return known;
    // Too many to keep: begin anew. States still in use go on working.
    if (states.size >= statesKept) states = new Map();
    const state: State = { places, before, next: [], atEnd: undefined };
    states.set(key, state);
    return state;
  };
  const step = (state: State, cls: number): State | true => {
    const kind = classes.kindOf(cls);
    const places = follow(program, state, kind);
    if (places === null) return true;
    const reached = new Uint8Array(program.instructions.length);
    reached[0] = 1;
    for (const place of places) {
      const instruction = program.instructions[place];
      if (instruction?.do === 'read' && classes.holds(instruction.set, cls)) reached[instruction.next] = 1;
    }
    const after: number[] = [];
    for (let place = 0; place < reached.length; place++) if (reached[place] === 1) after.push(place);
    return stateOf(after, kind);
  };
  return (text) => {
    let state = stateOf([0], 'start');
    for (let i = 0; i < text.length; i++) {
      const code = text.codePointAt(i) ?? 0;
      if (code > 0xffff) i += 1;
      const cls = classes.of(code);
      const known = state.next[cls];
      const next = known ?? step(state, cls);
      if (known === undefined) state.next[cls] = next;
      if (next === true) return true;
      state = next;
    }
    state.atEnd ??= follow(program, state, 'end') === null;
    return state.atEnd;
  };
}

type Kind = Exclude<Before, 'start'>;

function holdsAt(at: Assertion, before: Before, after: Kind | 'end'): boolean {
  switch (at) {
    case 'start':
      return before === 'start';
    case 'end':
      return after === 'end';
    case 'lineStart':
      return before === 'start' || before === 'line';
    case 'lineEnd':
      return after === 'end' || after === 'line';
    default:
      return (at === 'word') === ((before === 'word') !== (after === 'word'));
  }
}

/** The reading places that are reached from a state without reading on; null where the match is reached. */
function follow(program: Program, state: State, after: Kind | 'end'): readonly number[] | null {
  const seen = new Uint8Array(program.instructions.length);
  const pending = [...state.places].reverse();
  const reading: number[] = [];
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    if (seen[place] === 1) continue;
    seen[place] = 1;
    const instruction = program.instructions[place];
    switch (instruction?.do) {
      case 'match':
        return null;
      case 'read':
        reading.push(place);
        break;
      case 'split':
        pending.push(instruction.other, instruction.next);
        break;
      case 'assert': {
        if (holdsAt(instruction.at, state.before, after)) pending.push(instruction.next);
        break;
      }
    }
  }
  return reading;
}

/** Characters that no part of the pattern tells apart are one class. */
class Classes {
  private readonly starts: readonly number[];
  private readonly ascii: readonly number[];
  private readonly sets: readonly (readonly boolean[])[];
  private readonly kinds: readonly Kind[];

  constructor({ sets, instructions }: Program) {
    const edges = new Set<number>([0]);
    // Patterns that do not ask for lines do not tell their ends apart.
    const lines = instructions.some((each) => each.do === 'assert' && each.at.startsWith('line'));
    if (lines) edges.add(lineEnd).add(lineEnd + 1);
    for (const set of [...sets, wordSet]) for (const [first, last] of set) edges.add(first).add(last + 1);
    this.starts = [...edges].sort((a, b) => a - b);
    this.ascii = Array.from({ length: 128 }, (_, code) => this.search(code));
    const members = (set: CharacterSet): boolean[] => this.starts.map((start) => holdsCharacter(set, start));
    this.sets = sets.map(members);
    this.kinds = members(wordSet).map((word, cls) =>
      word ? 'word' : lines && this.starts[cls] === lineEnd ? 'line' : 'other',
    );
  }

  of(code: number): number {
    return this.ascii[code] ?? this.search(code);
  }

  holds(set: number, cls: number): boolean {
    return this.sets[set]?.[cls] === true;
  }

  kindOf(cls: number): Kind {
    return this.kinds[cls] ?? 'other';
  }

  private search(code: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= code) low = middle;
      else high = middle;
    }
    return low;
  }
}
