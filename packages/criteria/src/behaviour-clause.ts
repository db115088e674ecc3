import { comparisonOf, timeComparison } from './behaviour.js';
import type {
  AggregateNode,
  BehaviourNode,
  BucketNode,
  CalendarUnit,
  Criteria,
  EventCount,
  EventMatch,
  EventNode,
  PropertyNode,
  RollingWindow,
  SequenceNode,
  Window,
} from './criteria.js';
import { pathOf } from './property.js';

/** How the parts of a condition about behaviour are said. */
export interface Phrases {
  readonly where: (criteria: Criteria) => string;
  /** “is at least 50”. */
  readonly comparison: (node: PropertyNode, not: boolean) => string;
  /** A path in words. */
  readonly words: (path: string) => string;
}

/** A condition about behaviour as a relative clause: “who did Page Viewed at least 3 times today”. */
export function behaviourClause(node: BehaviourNode, not: boolean, phrases: Phrases): string {
  const window = windowPhrase(node.window);
  const when = window === '' ? '' : ` ${window}`;
  switch (node.type) {
    case 'event':
      return eventClause(node, not, when, phrases);
    case 'aggregate': {
      const what = `${functionPhrases[node.function]} ${phrases.words(pathOf(node.property))}`;
      return `whose ${what} of ${matchPhrase(node, phrases)}${when} ${phrases.comparison(comparisonOf(node), not)}`;
    }
    case 'eventTime':
      return `whose ${node.which} ${matchPhrase(node, phrases)}${when} ${phrases.comparison(timeComparison(node), not)}`;
    case 'sequence':
      return `who ${not ? 'did not do' : 'did'} ${sequencePhrase(node, phrases)}${when}`;
  }
}

/** “who are in the share of 0 % to 10 % by “autumn””. */
export function bucketClause(node: BucketNode, not: boolean): string {
  return `who are ${not ? 'not ' : ''}in the share from ${node.from} % to ${node.to} % by “${node.salt}”`;
}

const functionPhrases: Readonly<Record<AggregateNode['function'], string>> = {
  sum: 'sum of',
  average: 'average',
  minimum: 'smallest',
  maximum: 'largest',
  first: 'first',
  last: 'last',
  mostFrequent: 'most frequent',
};

/** “Order Completed (where total is at least 50)”. */
function matchPhrase({ event, where }: EventMatch, phrases: Phrases): string {
  return where === undefined ? event : `${event} (where ${phrases.where(where)})`;
}

function eventClause(node: EventNode, not: boolean, when: string, phrases: Phrases): string {
  const did = matchPhrase(node, phrases);
  const { of } = node;
  const plain = of === undefined ? oppositeOf(node.count, not) : null;
  if (plain !== null) {
    if ('atMost' in plain && plain.atMost === 0) return `who never did ${did}${when}`;
    const times = 'atLeast' in plain && plain.atLeast === 1 ? '' : ` ${timesPhrase(plain)}`;
    return `who did ${did}${times}${when}`;
  }
  const verb = not ? 'did not do' : 'did';
  if (of === undefined) return `who ${verb} ${did} ${timesPhrase(node.count)}${when}`;
  const number = numberPhrase(node.count);
  if (!('property' in of)) {
    const what = of.distinct === 'days' ? `on ${number} different days` : `in ${number} sessions`;
    return `who ${verb} ${did} ${what}${when}`;
  }
  return `who ${verb} ${did} with ${number} different values of ${phrases.words(pathOf(of.property))}${when}`;
}

/** The count that says the same without a negation; null where there is none. */
function oppositeOf(count: EventCount, not: boolean): EventCount | null {
  if ('atLeast' in count) return not ? { atMost: count.atLeast - 1 } : count;
  if ('atMost' in count) return not ? { atLeast: count.atMost + 1 } : count;
  return not ? null : count;
}

function timesPhrase(count: EventCount): string {
  if ('atLeast' in count) return `at least ${timesOf(count.atLeast)}`;
  if ('atMost' in count) return `at most ${timesOf(count.atMost)}`;
  return 'exactly' in count ? `exactly ${timesOf(count.exactly)}` : `${count.between[0]} to ${count.between[1]} times`;
}

function numberPhrase(count: EventCount): string {
  if ('atLeast' in count) return `at least ${count.atLeast}`;
  if ('atMost' in count) return `at most ${count.atMost}`;
  return 'exactly' in count ? `exactly ${count.exactly}` : `${count.between[0]} to ${count.between[1]}`;
}

function timesOf(n: number): string {
  return n === 1 ? 'once' : `${n} times`;
}

/** “A, then B (without C in between), then no D, within 2 days, with the same product id”. */
function sequencePhrase(node: SequenceNode, phrases: Phrases): string {
  const steps = node.steps.map((step, index) => {
    const without = (step.without ?? []).map((match) => matchPhrase(match, phrases)).join(' or ');
    const between = without === '' ? '' : ` (without ${without} in between)`;
    const did = `${step.absent ? 'no ' : ''}${matchPhrase(step, phrases)}${between}`;
    return index === 0 ? did : `then ${did}`;
  });
  const within = node.within === undefined ? '' : `, within ${durationPhrase(node.within)}`;
  return `${steps.join(', ')}${within}${samePhrase(node, phrases)}`;
}

function samePhrase({ same }: SequenceNode, phrases: Phrases): string {
  if (same === undefined) return '';
  const paths = typeof same === 'string' ? [same] : [...new Set(same)];
  return `, with the same ${paths.map((path) => phrases.words(pathOf(path))).join(' as ')}`;
}

function durationPhrase({ amount, unit }: RollingWindow['rolling']): string {
  return amount === 1 ? `1 ${unit.slice(0, -1)}` : `${amount} ${unit}`;
}

/** “in the last 7 days”; empty for ever. */
export function windowPhrase(window: Window | undefined): string {
  if (window === undefined) return '';
  if ('past' in window) return `from ${durationPhrase(window.past.from)} to ${durationPhrase(window.past.to)} ago`;
  if ('fixed' in window) return fixedPhrase(window.fixed);
  if ('rolling' in window) {
    const { amount, unit } = window.rolling;
    return amount === 1 ? `in the last ${unit.slice(0, -1)}` : `in the last ${amount} ${unit}`;
  }
  const { calendar, ago = 0 } = window;
  if (ago === 0) return calendar === 'day' ? 'today' : `this ${calendar}`;
  if (ago === 1) return calendar === 'day' ? 'yesterday' : `last ${calendar}`;
  return `in the ${calendar} ${ago} ${pluralOf(calendar)} ago`;
}

function pluralOf(unit: CalendarUnit): string {
  return `${unit}s`;
}

function fixedPhrase({ from, to }: { readonly from?: string; readonly to?: string }): string {
  if (from === undefined) return `until ${to}`;
  return to === undefined ? `since ${from}` : `from ${from} to ${to}`;
}
