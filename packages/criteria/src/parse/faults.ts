import { mostStepsInAll } from '../patterns/pattern.js';

/** One thing that is wrong with a definition. */
export interface Fault {
  /** Where, from the root of the criteria: `of[1].where.value`; empty for the root itself. */
  readonly path: string;
  readonly code: FaultCode;
  /** What is wrong, as a sentence. */
  readonly message: string;
  /** What would be right. */
  readonly expected: string;
}

/** All codes; each stays what it means. */
export const faultCodes = [
  'not_an_object',
  'unknown_type',
  'not_allowed_here',
  'unknown_key',
  'missing',
  'not_a_list',
  'empty_group',
  'too_deep',
  'too_many_conditions',
  'unknown_property',
  'unknown_operator',
  'operator_does_not_fit',
  'value_does_not_fit',
  'too_long',
  'too_many_values',
  'too_many_patterns',
  'out_of_range',
  'not_a_date',
  'exact_case_does_not_fit',
  'unknown_segment',
  'too_many_faults',
] as const;

export type FaultCode = (typeof faultCodes)[number];

/** Limits of one definition. */
export const criteriaLimits = {
  /** Nodes on the longest way from the root to a condition, those inside `where` included. */
  depth: 32,
  /** Nodes in all, those inside `where` included. */
  nodes: 500,
  /** Characters of any text. */
  text: 1_000,
  /** Values of one `oneOf`. */
  values: 10_000,
  /** Values of all lists together, a network counted as ten. */
  allValues: 50_000,
  /** Characters of all patterns together. */
  patterns: 5_000,
  /** Steps of all patterns together, their repetitions written out. */
  patternSteps: mostStepsInAll,
  /** Networks of one `inNetwork`. */
  networks: 1_000,
  /** Longest span of time before or after the present, in years. */
  spanYears: 100,
  /** Longest look ahead to an anniversary, in days. */
  anniversaryDays: 364,
  /** Widest circle: half around the earth and a little. */
  kilometers: 20_100,
  /** The largest N of "at least N times". */
  count: 1_000_000,
  /** Longest rolling window in days: ten years. */
  rollingDays: 3_660,
  /** The furthest whole calendar period before the present one. */
  periodsAgo: 3_660,
  /** Steps of one sequence, and events that must not come before one of them. */
  steps: 10,
} as const;

const faultsKept = 200;

const limitedInAll = {
  allValues: ['too_many_values', 'values in lists'],
  patterns: ['too_many_patterns', 'characters of patterns'],
  patternSteps: ['too_many_patterns', 'steps of patterns, with what they repeat'],
} as const;

/** Collects faults, and what counts for the whole definition. */
export class FaultList {
  readonly faults: Fault[] = [];
  private nodes = 0;
  private nodesReported = false;
  private readonly spent = { allValues: 0, patterns: 0, patternSteps: 0 };

  add(path: string, code: FaultCode, message: string, expected: string): void {
    if (this.faults.length < faultsKept) this.faults.push({ path, code, message, expected });
    else if (this.faults.length === faultsKept) {
      this.faults.push({
        path: '',
        code: 'too_many_faults',
        message: `There are more than ${faultsKept} faults; the others are not listed`,
        expected: 'a definition without these faults',
      });
    }
  }

  /** Whether more faults would not be listed any more. */
  get full(): boolean {
    return this.faults.length > faultsKept;
  }

  /** Counts so many more of what is limited in all; false, and told once, where all together are too many. */
  spend(what: keyof typeof limitedInAll, amount: number, path: string): boolean {
    const most = criteriaLimits[what];
    const before = this.spent[what];
    this.spent[what] += amount;
    if (this.spent[what] <= most) return true;
    if (before <= most) {
      const [code, words] = limitedInAll[what];
      this.add(path, code, `There are more than ${most} ${words}`, `at most ${most} in all`);
    }
    return false;
  }

  /** Counts one more node; false once there are too many to go on. */
  enter(path: string): boolean {
    this.nodes += 1;
    if (this.nodes <= criteriaLimits.nodes) return true;
    if (!this.nodesReported) {
      this.nodesReported = true;
      this.add(
        path,
        'too_many_conditions',
        `There are more than ${criteriaLimits.nodes} conditions and groups`,
        `at most ${criteriaLimits.nodes} in all`,
      );
    }
    return false;
  }
}
