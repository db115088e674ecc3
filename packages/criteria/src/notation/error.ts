/** What can be wrong with a text that should be a notation; other languages make their own sentences of it. */
export type NotationFault =
  | { readonly kind: 'unknownName' | 'unknownMethod' | 'wrongArgument'; readonly name: string }
  | { readonly kind: 'unexpected'; readonly text: string }
  /** Another thing was expected than what is there; null where the text ends. */
  | { readonly kind: 'expected'; readonly wanted: Wanted; readonly found: string | null }
  | { readonly kind: 'unfinished' | 'openText' | 'badEscape' | 'tooDeep' };

/** A certain sign, or a part of the notation. */
export type Wanted = { readonly sign: string } | 'method' | 'value' | 'member' | 'end';

const wantedInEnglish: Readonly<Record<Exclude<Wanted, object>, string>> = {
  method: 'the name of a method',
  value: 'a condition or a value',
  member: 'the name of a member',
  end: 'the end of the text',
};

function inEnglish(fault: NotationFault): string {
  switch (fault.kind) {
    case 'unknownName':
      return `There is no “${fault.name}”`;
    case 'unknownMethod':
      return `“${fault.name}” cannot be asked of this`;
    case 'wrongArgument':
      return `“${fault.name}” wants something else`;
    case 'unexpected':
      return `“${fault.text}” cannot stand here`;
    case 'expected': {
      const { wanted, found } = fault;
      const said = typeof wanted === 'object' ? `“${wanted.sign}”` : wantedInEnglish[wanted];
      return `Expected ${said}, but ${found === null ? 'the text ends' : `there is “${found}”`}`;
    }
    case 'unfinished':
      return 'This is no condition yet: say what is asked of it';
    case 'openText':
      return 'A text that is not closed';
    case 'badEscape':
      return 'A text with an escape that means nothing';
    case 'tooDeep':
      return 'This is nested too deeply';
  }
}

/** Text that is no notation of criteria, with the place of what is wrong. */
export class NotationError extends Error {
  readonly code = 'invalid_notation';

  /** @param from the first character that is wrong, @param to the first behind it, @param message where more is known than the fault says */
  constructor(
    readonly fault: NotationFault,
    readonly from: number,
    readonly to: number,
    message: string = inEnglish(fault),
  ) {
    super(message);
    this.name = 'NotationError';
  }
}
