/** One case of somebody else's suite, judged under its own rules. */
export interface JudgedCase {
  readonly name: string;
  readonly verdict: 'right' | 'wrong' | 'unsupported';
  /** Why it is unsupported, in words that hold for all cases of the kind; or what came out instead where it is wrong. */
  readonly reason?: string;
}

export interface SuiteResult {
  readonly suite: string;
  readonly cases: readonly JudgedCase[];
}

/** What is printed of a suite with `--json`. */
export interface SuiteCounts {
  readonly suite: string;
  readonly cases: number;
  readonly right: number;
  readonly wrong: number;
  readonly unsupported: number;
}

export function countsOf({ suite, cases }: SuiteResult): SuiteCounts {
  const count = (verdict: JudgedCase['verdict']) => cases.filter((each) => each.verdict === verdict).length;
  return {
    suite,
    cases: cases.length,
    right: count('right'),
    wrong: count('wrong'),
    unsupported: count('unsupported'),
  };
}
