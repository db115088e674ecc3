import { type Criteria, groupKinds, scopeOf, type Window } from '@kindred/criteria';
import type { Warehouse } from '@kindred/warehouse';
import { distinct, fewNumbers, roundedEdges } from '../insight/aspects.js';
import { comparison, dateRows } from '../insight/rows.js';
import { aboutEvent } from './asked-about.js';

/** A condition that groups are made of. */
export interface Candidate {
  readonly about: string;
  readonly end?: { readonly of: 'from' | 'to'; readonly at: number };
  readonly criteria: Criteria;
}

export interface CandidateInput {
  readonly site: number;
  /** In which behaviour is looked at. */
  readonly window: Window;
  /** What no condition may be about. */
  readonly without: ReadonlySet<string>;
  /** Everybody, and the fewest people of a group and outside it: what is rarer, or leaves fewer, is not worth a look. */
  readonly people: number;
  readonly minimumSize: number;
}

export interface Candidates {
  readonly conditions: readonly Candidate[];
  /** What people could be told apart by besides, and was not looked at, since there is so much of it. */
  readonly leftOut: readonly string[];
}

/** Traits of people and of their groups, the most usual first; events, the most frequent first. */
const mostProperties = 40;
const mostEvents = 25;
/** The most frequent values of each. */
const mostValues = 10;
/** So many times in the window, at least. */
const times = [1, 3, 10] as const;
/** What visits are told apart by, of events that come with each page or screen. */
const visitFacts = ['device.type', 'os.name', 'campaign.source', 'campaign.medium', 'campaign.name'] as const;
const viewEvents = ['Page Viewed', 'Screen Viewed'] as const;
const mostFactValues = 5;

/**
 * Everything that groups may be told apart by: frequent values of traits, ranges of numbers between their quantiles,
 * how long ago dates are, whether a trait is known at all, how often something was done, and on what device or by which
 * campaign. None of it is chosen by the outcome: the correction for many comparisons holds because of that.
 *
 * @param step called after each thing looked at
 */
export async function candidatesOf(
  warehouse: Warehouse,
  input: CandidateInput,
  step: (done: number, of: number) => void,
): Promise<Candidates> {
  const { analytics } = warehouse;
  const { site, window, without } = input;
  const scopes = ['user', ...groupKinds] as const;
  const paths = await Promise.all(
    scopes.map((scope) => analytics.paths(site, scope, mostProperties + without.size + 1)),
  );
  const all = scopes
    .flatMap((scope, index) =>
      (paths[index] ?? []).map(({ path, people }) => ({ property: `${scope}.${path}`, people })),
    )
    .filter(({ property }) => !without.has(property));
  const properties = all.slice(0, mostProperties).map(({ property }) => property);
  const named = await analytics.eventNames(site, '', mostEvents + without.size + 1);
  const names = named.map(({ name }) => name).filter((name) => !without.has(aboutEvent(name)));
  const views = viewEvents.filter((event) => names.includes(event));
  const facts = views.flatMap((event) => visitFacts.map((fact) => ({ event, fact })));
  const total = properties.length + facts.length;
  const conditions: Candidate[] = knownOrNot(without);
  for (const [at, property] of properties.entries()) {
    step(at, total);
    conditions.push(...(await conditionsOfProperty(warehouse, input, property)));
  }
  for (const event of names.slice(0, mostEvents)) conditions.push(...conditionsOfEvent(event, window));
  for (const [at, { event, fact }] of facts.entries()) {
    step(properties.length + at, total);
    const property = `context.${fact}`;
    if (without.has(property)) continue;
    const values = await analytics.values(site, property, event, '', mostFactValues);
    conditions.push(...conditionsOfFact(event, property, distinct(values.map(({ value }) => value)), window));
  }
  step(total, total);
  const leftOut = [
    ...all.slice(mostProperties).map(({ property }) => property),
    ...names.slice(mostEvents).map((name) => aboutEvent(name)),
  ];
  return { conditions, leftOut };
}

function knownOrNot(without: ReadonlySet<string>): Candidate[] {
  const about = 'profile.known';
  if (without.has(about) || without.has('profile.userId')) return [];
  return [true, false].map((value) => ({ about, criteria: comparison(about, 'equals', value) }));
}

async function conditionsOfProperty(
  warehouse: Warehouse,
  { site, people, minimumSize }: CandidateInput,
  about: string,
): Promise<readonly Candidate[]> {
  const { analytics } = warehouse;
  const { texts, numbers, booleans, dates, distinctNumbers, edges } = await analytics.spread(site, about);
  // Of groups' traits the counts are of groups, not of people.
  const ofPeople = scopeOf(about) === 'user';
  if (ofPeople && texts + numbers + booleans < minimumSize) return [];
  const allHave = ofPeople && Math.max(texts, numbers, booleans) > people - minimumSize;
  const known: Criteria = comparison(about, 'known');
  const presence: readonly Candidate[] = allHave ? [] : [known, not(known)].map((criteria) => ({ about, criteria }));
  if (numbers > texts && distinctNumbers > fewNumbers) {
    const ends = roundedEdges(edges).flatMap((at): Candidate[] => [
      { about, end: { of: 'from', at }, criteria: comparison(about, 'atLeast', at) },
      { about, end: { of: 'to', at }, criteria: comparison(about, 'lessThan', at) },
    ]);
    return [...presence, ...ends];
  }
  if (dates > 0 && dates === texts && numbers === 0) {
    const rows = dateRows(about).filter(({ is }) => is.kind === 'ago');
    return [...presence, ...rows.map(({ criteria }) => ({ about, criteria }))];
  }
  const found = await analytics.values(site, about, null, '', mostValues);
  const values = distinct(found.filter(({ count }) => !ofPeople || count >= minimumSize).map(({ value }) => value));
  return [...presence, ...values.map((value) => ({ about, criteria: comparison(about, 'equals', value) }))];
}

const not = (of: Criteria): Criteria => ({ type: 'not', of });

function conditionsOfEvent(event: string, window: Window): readonly Candidate[] {
  const about = aboutEvent(event);
  const did = times.map((atLeast): Criteria => ({ type: 'event', event, count: { atLeast }, window }));
  const never: Criteria = { type: 'event', event, count: { atMost: 0 }, window };
  return [...did, never].map((criteria) => ({ about, criteria }));
}

function conditionsOfFact(
  event: string,
  property: string,
  values: readonly (string | number | boolean)[],
  window: Window,
): readonly Candidate[] {
  return values.map((value) => ({
    about: property,
    criteria: { type: 'event', event, where: comparison(property, 'equals', value), count: { atLeast: 1 }, window },
  }));
}
