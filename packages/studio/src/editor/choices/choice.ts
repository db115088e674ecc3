/** A value that a picker offers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What tells it from others of its label. */
  readonly detail: string | null;
  /** How many have it; null where that is not known. */
  readonly count: number | null;
}

/** A choice in a tree: how deep it stands, and whether those below it are shown; null where there are none. */
export interface TreeChoice extends Choice {
  readonly depth: number;
  readonly expanded: boolean | null;
}

export function isInTree(choice: Choice | TreeChoice): choice is TreeChoice {
  return 'depth' in choice;
}

/**
 * What is shown once new answers have come: what was there keeps its place, with the counts that are new, and the rest
 * follows. So nothing moves under the pointer while somebody chooses.
 */
export function settled<T extends Choice>(shown: readonly T[], found: readonly T[]): readonly T[] {
  const fresh = new Map(found.map((choice) => [choice.value, choice]));
  const known = new Set(shown.map(({ value }) => value));
  return [
    ...shown.map((choice) => fresh.get(choice.value) ?? choice),
    ...found.filter(({ value }) => !known.has(value)),
  ];
}

/** Whether a piece of text is in the label, the value or the detail. */
export function fits({ label, value, detail }: Choice, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return [label, value, detail ?? ''].some((text) => text.toLocaleLowerCase().includes(wanted));
}

/** The value that a typed text means: that of the choice of this name or value, else the text itself. */
export function meantBy(text: string, choices: readonly Choice[]): string {
  const wanted = text.trim().toLocaleLowerCase();
  const same = choices.find(({ value }) => value.toLocaleLowerCase() === wanted);
  return (same ?? choices.find(({ label }) => label.toLocaleLowerCase() === wanted))?.value ?? text.trim();
}
