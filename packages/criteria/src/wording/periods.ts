export type SpanOperator = 'inLast' | 'inNext' | 'moreThanAgo' | 'moreThanAhead';

/** Periods that a calendar has whole: the present one, and so many more before it or behind it. */
export interface Periods {
  readonly operator: SpanOperator;
  readonly unit: 'days' | 'weeks' | 'months' | 'years';
  /** 0: the present one alone. */
  readonly more: number;
}

/** How a language names the present period, and further ones beside it. */
export interface PeriodWords {
  /** “this calendar week”, “today”. */
  readonly present: string;
  /** The one before and the one behind it, in the place of a second noun: “the one before”, “yesterday”. */
  readonly before: string;
  readonly behind: string;
  /** Several of them: “the 2 before”, “the next 2”. */
  readonly beforeMany: string;
  readonly behindMany: string;
}

/** The present period with those that stand beside it, joined by a word: “this calendar week or the next 2”. */
export function besidePresent({ operator, more }: Periods, words: PeriodWords, joint: string): string {
  if (more === 0) return words.present;
  const past = operator === 'inLast' || operator === 'moreThanAgo';
  const one = past ? words.before : words.behind;
  const many = past ? words.beforeMany : words.behindMany;
  return `${words.present} ${joint} ${more === 1 ? one : many}`;
}

/** Whether the dates lie in the periods, and not beyond them. */
export function liesInside({ operator }: Periods): boolean {
  return operator === 'inLast' || operator === 'inNext';
}
