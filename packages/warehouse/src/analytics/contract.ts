import type { Calendar, GroupKind, PropertyBag } from '@kindred/criteria';
import type { Question } from '../questions/contract.js';

export interface StoredEvent {
  readonly messageId: string;
  readonly type: string;
  readonly name: string;
  readonly time: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface IdentifyCall extends Pick<StoredEvent, 'messageId' | 'time'> {
  readonly context: PropertyBag;
}

export interface SessionSummary {
  readonly start: number;
  readonly end: number;
  readonly events: number;
  readonly pages: number;
  readonly entry: string | null;
  readonly exit: string | null;
}

export interface Ranked {
  readonly value: string;
  readonly people: number;
  readonly count: number;
}

/** How the numbers of a property are spread. */
export interface Histogram {
  /** How many numbers there are. */
  readonly count: number;
  /** Null where there are none. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Bars of equal width over about the middle 98 hundredths; the outer two hold what lies beyond them too. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

/** Latest first, or earliest first, by when somebody was last or first seen. */
export interface ProfileSort {
  readonly by: 'lastSeen' | 'firstSeen';
  readonly ascending: boolean;
}

/** How many have a value of each type; dates are texts too. */
export interface Spread {
  readonly texts: number;
  readonly numbers: number;
  readonly booleans: number;
  readonly dates: number;
  /** About how many different numbers there are. */
  readonly distinctNumbers: number;
  /** Ascending numbers between which there are about as many people each; none where there are no numbers. */
  readonly edges: readonly number[];
}

/** How many of a segment's people, and of everyone. */
export interface ComparedPeople {
  readonly segment: number;
  readonly everyone: number;
}

/** How many have a property with a value of each type; dates are texts too. */
export interface PropertyShape {
  readonly path: string;
  /** How many have the most usual type of value. */
  readonly count: number;
  readonly texts: number;
  readonly numbers: number;
  readonly booleans: number;
  readonly dates: number;
  readonly textLists: number;
  readonly numberLists: number;
  readonly booleanLists: number;
}

export interface ValuesOfPeople {
  readonly values: readonly (ComparedPeople & { readonly value: string | number | boolean })[];
  /** Who has values, and none of these. */
  readonly others: ComparedPeople;
  readonly missing: ComparedPeople;
}

/** What is asked of people, events and sessions beyond who satisfies criteria. */
export interface Analytics {
  /** A profile's events, newest first; names restrict; `before` is (time, messageId). */
  events(
    site: number,
    profile: number,
    options: {
      readonly names?: readonly string[];
      readonly before?: { time: number; messageId: string };
      readonly limit: number;
    },
  ): Promise<readonly StoredEvent[]>;
  /** Identify calls of a profile at some instants (ms), with what they say of where they came from. */
  identifies(site: number, profile: number, times: readonly number[]): Promise<readonly IdentifyCall[]>;
  /**
   * Sessions: gap of 30 minutes, end at midnight in the site's zone; newest first. `before` is the start of the last one
   * on the page before, `next` that of this page's last where there are more.
   */
  sessions(
    site: number,
    profile: number,
    calendar: Calendar,
    options: { readonly before?: number; readonly limit: number },
  ): Promise<{ readonly sessions: readonly SessionSummary[]; readonly next: number | null }>;
  /** Ids of profiles whose user id, e-mail, name or another text trait contain each word of the text (folded), and of `also`; newest seen first, or as `sort` says. */
  searchProfiles(
    site: number,
    text: string,
    options: {
      readonly known?: boolean;
      /** The end of the page before. */
      readonly after?: { at: number; id: number };
      readonly limit: number;
      /** Profiles that are found whatever the text says of them. */
      readonly also?: readonly number[];
      /** Only those who match this question. */
      readonly members?: Question;
      /** Only people of at least one of these groups. */
      readonly belonging?: { readonly kind: GroupKind; readonly ids: readonly string[] };
      readonly sort?: ProfileSort;
    },
  ): Promise<readonly { id: number; at: number }[]>;
  /** How many people each group of a kind has, or (not null) each of some; those without any are left out. */
  groupSizes(site: number, kind: GroupKind, ids: readonly string[] | null): Promise<ReadonlyMap<string, number>>;
  /** How many people belong to at least one of some groups. */
  peopleOfGroups(site: number, kind: GroupKind, ids: readonly string[]): Promise<number>;
  /** What the people of some groups did, newest first; `before` is (time, messageId). */
  groupEvents(
    site: number,
    kind: GroupKind,
    ids: readonly string[],
    options: { readonly before?: { time: number; messageId: string }; readonly limit: number },
  ): Promise<readonly (StoredEvent & { readonly profile: number })[]>;
  /** Top pages (by path) or event names of a segment's present people beside everyone, in a time range. */
  top(
    site: number,
    what: 'pages' | 'events',
    members: Question | null,
    range: { from: number; to: number },
    limit: number,
  ): Promise<readonly Ranked[]>;
  activePeople(site: number, members: Question | null, range: { from: number; to: number }): Promise<number>;
  /** Enters and exits per local day. */
  membershipByDay(
    site: number,
    segment: string,
    calendar: Calendar,
    range: { from: number; to: number },
  ): Promise<readonly { day: string; entered: number; exited: number }[]>;
  /** Event names seen, most frequent first, with the properties seen on each. */
  eventNames(
    site: number,
    search: string,
    limit: number,
  ): Promise<readonly { name: string; count: number; properties: readonly string[] }[]>;
  /** Trait paths seen on profiles (scope `user`) or groups of a kind, or properties of an event (`event:<name>`), with types; `date` beside `text` where all text is ISO 8601 dates. */
  paths(
    site: number,
    scope: string,
    limit: number,
  ): Promise<readonly { path: string; types: readonly string[]; people: number }[]>;
  /** How many have a value of each type at each path, in the scopes of `paths`; `examined`: among how many. */
  shapes(
    site: number,
    scope: string,
    limit: number,
  ): Promise<{ readonly examined: number; readonly shapes: readonly PropertyShape[] }>;
  /** Most frequent values of a property (`user.plan`, `account.industry`, `properties.path` of an event). */
  values(
    site: number,
    property: string,
    event: string | null,
    search: string,
    limit: number,
  ): Promise<readonly { value: string | number | boolean; count: number }[]>;
  /** The numbers of a property, or of one of an event, in so many bars. */
  histogram(site: number, property: string, event: string | null, bars: number): Promise<Histogram>;
  /** Of what types the values of a property of people or groups are, and where its numbers lie. */
  spread(site: number, property: string): Promise<Spread>;
  /** Values of a trait of people (`plan` of `user.plan`): how many of the members, and of everyone, have each. */
  valuesOfPeople(members: Question, path: string, people: ComparedPeople, limit: number): Promise<ValuesOfPeople>;
  /** The same for ranges of its numbers: below the first edge, from each to below the next, from the last on. */
  rangesOfPeople(
    members: Question,
    path: string,
    edges: readonly number[],
  ): Promise<{ readonly ranges: readonly ComparedPeople[]; readonly missing: ComparedPeople }>;
}
