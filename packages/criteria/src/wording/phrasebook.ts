import type {
  AggregateFunction,
  CalendarUnit,
  Circle,
  EventCount,
  GroupKind,
  Operator,
  RollingWindow,
  SegmentSubject,
  TimeSpan,
} from '../criteria.js';
import type { Hindrance } from '../explanation/sequence.js';
import type { Periods, SpanOperator } from './periods.js';

/** What a comparison is about: “plan”, “sum of total of Order Completed”. */
export interface Noun {
  readonly text: string;
  /** Of languages whose words for “whose” tell genders; masculine where it is not said. */
  readonly feminine?: boolean;
}

/** The operators whose value is one text, or several joined to one. */
export type ValueOperator = Exclude<Operator, SpanOperator | 'known' | 'between' | 'anniversary' | 'near'>;

export type Duration = RollingWindow['rolling'];

/** A comparison of a group's property, seen from somebody who belongs to such groups. */
export interface BelongingPhrase {
  readonly kind: GroupKind;
  readonly noun: Noun;
  /** What the comparison says of one group; `not` says the opposite. */
  readonly predicate: (not: boolean) => string;
  /** Whether every group must satisfy it; else one is enough. */
  readonly every: boolean;
  readonly not: boolean;
}

export interface SegmentPhrase {
  /** In quotes. */
  readonly name: string;
  readonly not: boolean;
  /** What the sentence is about, and what the members of the segment named are. */
  readonly subject: SegmentSubject;
  readonly members: SegmentSubject;
}

/** “who did Page Viewed at least 3 times today”. */
export interface EventPhrase {
  readonly did: string;
  readonly not: boolean;
  /** How often, on how many days; empty for at least once. */
  readonly often: string;
  /** Empty for ever. */
  readonly when: string;
}

export interface StepPhrase {
  readonly did: string;
  readonly absent: boolean;
  readonly without: readonly string[];
}

/** A property that steps share; where they share different ones, of which steps it is, from 1, else of none. */
export interface SharedPhrase {
  readonly name: string;
  readonly steps: readonly number[];
}

export interface SequencePhrase {
  readonly steps: readonly StepPhrase[];
  readonly within: Duration | null;
  /** Properties whose value is the same; none where nothing is asked. */
  readonly same: readonly SharedPhrase[];
  readonly not: boolean;
  readonly when: string;
}

/**
 * Everything that sentences in one language are made of. Phrases are whole templates, so that each language has its own
 * order of words; what a language lacks is a fault of compilation. A `clause` says of whom it is true (“whose plan is …”), a
 * `predicate` what is said of a noun (“is …”).
 */
export interface Phrasebook {
  readonly quoted: (text: string) => string;
  readonly emptyText: string;
  readonly truth: (value: boolean) => string;
  readonly number: (value: number) => string;
  /** Of a decimal as text: all of its digits. */
  readonly decimal: (text: string) => string;
  /** Of a date or date-time of ISO 8601. */
  readonly date: (text: string) => string;
  readonly version: (text: string) => string;
  /** “1 hour 30 minutes”. */
  readonly lasting: (parts: readonly Duration[]) => string;
  /** Values one of which is enough, and how many more are not shown. */
  readonly alternatives: (values: readonly string[], more: number) => string;

  readonly whole: (clause: string, subject: SegmentSubject) => string;
  /** Everyone but those of a clause. */
  readonly wholeExcept: (clause: string, subject: SegmentSubject) => string;
  readonly joined: (parts: readonly string[], type: 'all' | 'any') => string;
  /** The opposite of clauses in brackets. */
  readonly notOf: (group: string) => string;
  readonly someOf: (bound: EventCount, parts: readonly string[], subject: SegmentSubject) => string;

  readonly whose: (noun: Noun, predicate: string) => string;
  readonly belonging: (phrase: BelongingPhrase) => string;
  readonly numberOfValues: (noun: Noun) => Noun;
  readonly numberOfGroups: (kind: GroupKind) => Noun;
  /** One of a family of properties, such as the cookie of a name. */
  readonly ofFamily: (family: Noun, name: string) => Noun;
  /** What was sent about the place and time of an event, beside its own properties. */
  readonly ofContext: (property: string) => string;
  readonly knownUser: (known: boolean) => string;
  readonly signedIn: (signedIn: boolean, not: boolean) => string;
  readonly segment: (phrase: SegmentPhrase) => string;
  /** Of percentages, written as numbers, and a name in quotes. */
  readonly bucket: (from: string, to: string, salt: string, not: boolean) => string;

  readonly known: (not: boolean) => string;
  readonly compared: Readonly<Record<ValueOperator, (value: string, not: boolean) => string>>;
  readonly between: (low: string, high: string, not: boolean) => string;
  /** Of spans that end or begin now, to the minute. */
  readonly inTime: Readonly<Record<SpanOperator, (span: TimeSpan, not: boolean) => string>>;
  /** Of whole periods of the calendar, of which the present one is the first. */
  readonly inPeriods: (periods: Periods, not: boolean) => string;
  readonly anniversary: (days: number, not: boolean) => string;
  readonly near: (circle: Circle, not: boolean) => string;
  readonly exactCase: (predicate: string) => string;
  /** Of numbers that are compared digit by digit, in text too. */
  readonly asDecimal: (predicate: string) => string;
  /** Of many values every one, and one at least; `predicate` as for one of them. */
  readonly everyValue: (predicate: (not: boolean) => string, not: boolean) => string;

  readonly match: (event: string, where: string | null) => string;
  readonly where: WherePhrases;
  readonly event: (phrase: EventPhrase) => string;
  readonly never: (did: string, when: string) => string;
  readonly times: (count: EventCount) => string;
  readonly onDays: (count: EventCount) => string;
  readonly inSessions: (count: EventCount) => string;
  readonly withValues: (count: EventCount, property: string) => string;
  readonly aggregate: Readonly<Record<AggregateFunction, (property: string, match: string, when: string) => Noun>>;
  readonly firstTime: (match: string, when: string) => Noun;
  readonly lastTime: (match: string, when: string) => Noun;
  readonly sequence: (phrase: SequencePhrase) => string;
  readonly progress: ProgressPhrases;

  readonly rolling: (duration: Duration) => string;
  readonly calendar: (unit: CalendarUnit, ago: number) => string;
  readonly past: (from: Duration, to: Duration) => string;
  readonly fixed: (from: string | null, to: string | null) => string;

  readonly people: (count: EventCount, people: string, not: boolean) => string;
  /** The same of whoever belongs to the account. */
  readonly peopleAtAll: (count: EventCount, not: boolean) => string;
  readonly shareOfPeople: (share: EventCount, people: string, not: boolean) => string;
}

/** Conditions about one event, which stand behind it in brackets. */
export interface WherePhrases {
  readonly property: (property: string, predicate: string) => string;
  readonly not: (group: string) => string;
  readonly someOf: (count: number, parts: readonly string[]) => string;
}

/** What was found of a sequence, step by step. Times are written out. */
export interface ProgressPhrases {
  readonly steps: (reached: number, all: number, steps: readonly string[]) => string;
  readonly done: (event: string, time: string) => string;
  /** The step that did not come. */
  readonly missing: (event: string) => string;
  /** The step whose event does not count where it came; `others` must not come before it. */
  readonly hindered: Readonly<Record<Hindrance, (event: string, time: string, others: readonly string[]) => string>>;
  readonly shared: (value: string) => string;
  /** What had to stay away and came. */
  readonly came: (event: string, time: string) => string;
  /** What had to stay away and did: until then, or so far and to be known then. */
  readonly away: (event: string, until: string, known: boolean) => string;
}
