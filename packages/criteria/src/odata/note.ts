/** What became of a part of a filter that has no exact equal in criteria. */
export interface ODataNote {
  /** `leftOut`: it is not in the criteria. `differs`: it is, and can mean something else for some people. */
  readonly kind: 'leftOut' | 'differs';
  /** The character of the filter at which the part begins, counted from 0. */
  readonly position: number;
  readonly message: string;
}

/** Notes with positions in the outermost text, also for filters in quotes inside it. */
export class Notes {
  constructor(
    readonly list: ODataNote[] = [],
    private readonly place: (position: number) => number = (position) => position,
  ) {}

  leftOut(position: number, message: string): null {
    this.list.push({ kind: 'leftOut', position: this.place(position), message });
    return null;
  }

  differs(position: number, message: string): void {
    this.list.push({ kind: 'differs', position: this.place(position), message });
  }

  /** A position of this filter in the outermost text. */
  outermost(position: number): number {
    return this.place(position);
  }

  /** For the filter in quotes that begins at `at`: each quote in it is doubled in the text around it. */
  inside(at: number, text: string): Notes {
    let quotes: number[] | null = null;
    return new Notes(this.list, (position) => {
      quotes ??= quotesBefore(text);
      return this.place(at + 1 + position + (quotes[position] ?? 0));
    });
  }
}

/** How many quotes stand before each character, and before the end. */
function quotesBefore(text: string): number[] {
  const before = [0];
  for (let index = 0; index < text.length; index++) before.push((before[index] ?? 0) + (text[index] === "'" ? 1 : 0));
  return before;
}
