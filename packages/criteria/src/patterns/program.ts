import type { Assertion, CharacterSet, Pattern } from './pattern.js';

export type Instruction =
  | { readonly do: 'read'; readonly set: number; readonly next: number }
  | { readonly do: 'split'; readonly next: number; readonly other: number }
  | { readonly do: 'assert'; readonly at: Assertion; readonly next: number }
  | { readonly do: 'match' };

/** Thompson's automaton of a pattern; it begins at instruction 0. */
export interface Program {
  readonly instructions: readonly Instruction[];
  /** The distinct sets that instructions read. */
  readonly sets: readonly CharacterSet[];
}

export function compileProgram(pattern: Pattern): Program {
  // Written from the end: each part is told where to go on, and returns where it begins.
  const instructions: Instruction[] = [{ do: 'match' }];
  const sets: CharacterSet[] = [];
  const known = new Map<string, number>();
  const put = (instruction: Instruction): number => instructions.push(instruction) - 1;
  const setOf = (set: CharacterSet): number => {
    const key = set.join(';');
    const index = known.get(key) ?? sets.push(set) - 1;
    known.set(key, index);
    return index;
  };
  const write = (part: Pattern, next: number): number => {
    switch (part.kind) {
      case 'set':
        return put({ do: 'read', set: setOf(part.set), next });
      case 'assert':
        return put({ do: 'assert', at: part.at, next });
      case 'sequence':
        return part.of.reduceRight((after, each) => write(each, after), next);
      case 'choice':
        return part.of.map((each) => write(each, next)).reduce((one, other) => put({ do: 'split', next: one, other }));
      case 'repeat': {
        let after = next;
        if (part.most === null) {
          const loop = instructions.length;
          put({ do: 'match' });
          const body = write(part.of, loop);
          instructions[loop] = { do: 'split', next: body, other: next };
          after = loop;
        } else {
          for (let extra = part.least; extra < part.most; extra++) {
            after = put({ do: 'split', next: write(part.of, after), other: next });
          }
        }
        for (let each = 0; each < part.least; each++) after = write(part.of, after);
        return after;
      }
    }
  };
  const start = write(pattern, 0);
  // The match is instruction 0 while writing; a leading split that goes one way makes 0 the beginning.
  const moved = instructions.map((instruction) => shift(instruction));
  return { instructions: [{ do: 'split', next: start + 1, other: start + 1 }, ...moved], sets };
}

function shift(instruction: Instruction): Instruction {
  switch (instruction.do) {
    case 'match':
      return instruction;
    case 'split':
      return { ...instruction, next: instruction.next + 1, other: instruction.other + 1 };
    default:
      return { ...instruction, next: instruction.next + 1 };
  }
}
