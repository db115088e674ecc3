import type { EventCount, RollingUnit, TimeSpan } from '../criteria.js';
import { besidePresent, liesInside, type Periods } from './periods.js';
import type { Duration, Noun, Phrasebook, SharedPhrase, ValueOperator } from './phrasebook.js';
import { counter, enumerated, type Forms, numberWriter, oppositeOf, spaced, wordsOf } from './words.js';

const number = numberWriter('en');
const counted = counter('en', number);

const units: Readonly<Record<RollingUnit, Forms>> = {
  seconds: { one: 'second', other: 'seconds' },
  minutes: { one: 'minute', other: 'minutes' },
  hours: { one: 'hour', other: 'hours' },
  days: { one: 'day', other: 'days' },
  weeks: { one: 'week', other: 'weeks' },
  months: { one: 'month', other: 'months' },
  years: { one: 'year', other: 'years' },
};

const duration = ({ amount, unit }: Duration) => counted(amount, units[unit]);

const span = ({ amount, unit }: TimeSpan) => counted(amount, units[unit]);

/** “in this calendar week or the next”, “before today”. */
function inPeriods(periods: Periods, not: boolean): string {
  const { unit, more, operator } = periods;
  const days = unit === 'days';
  const present = days ? 'today' : `this calendar ${units[unit].one}`;
  const words = days
    ? {
        present,
        before: 'yesterday',
        behind: 'tomorrow',
        beforeMany: `the ${duration({ amount: more, unit })} before`,
        behindMany: `the ${duration({ amount: more, unit })} after`,
      }
    : {
        present,
        before: 'the one before',
        behind: 'the next',
        beforeMany: `the ${number(more)} before`,
        behindMany: `the next ${number(more)}`,
      };
  if (liesInside(periods)) {
    const inMany = days && more > 1 ? 'or in' : 'or';
    return is(days ? '' : 'in')(besidePresent(periods, words, inMany), not);
  }
  return is(operator === 'moreThanAgo' ? 'before' : 'after')(besidePresent(periods, words, 'and'), not);
}

/** “at least 3 sessions”; the noun goes with the last number. */
function bound(count: EventCount, forms: Forms = { one: '', other: '' }): string {
  const of = (amount: number) => counted(amount, forms).trim();
  if ('atLeast' in count) return `at least ${of(count.atLeast)}`;
  if ('atMost' in count) return `at most ${of(count.atMost)}`;
  if ('exactly' in count) return `exactly ${of(count.exactly)}`;
  return `${number(count.between[0])} to ${of(count.between[1])}`;
}

const is = (relation: string) => (value: string, not: boolean) => spaced(not ? 'is not' : 'is', relation, value);
const does = (verb: string, plain: string) => (value: string, not: boolean) =>
  `${not ? `does not ${plain}` : verb} ${value}`;

const compared: Readonly<Record<ValueOperator, (value: string, not: boolean) => string>> = {
  equals: is(''),
  oneOf: (value, not) => (not ? `is not any of ${value}` : `is one of ${value}`),
  contains: does('contains', 'contain'),
  startsWith: does('starts with', 'start with'),
  endsWith: does('ends with', 'end with'),
  matches: does('matches the pattern', 'match the pattern'),
  greaterThan: is('greater than'),
  atLeast: is('at least'),
  lessThan: is('less than'),
  atMost: is('at most'),
  before: is('before'),
  after: is('after'),
  on: is('on'),
  inNetwork: is('in the network'),
};

const made = (what: string) => (property: string, match: string, when: string) => ({
  text: spaced(what, property, 'of', match, when),
});

const timesOf = (count: number) => (count === 1 ? 'once' : `${number(count)} times`);

const periodUnits: ReadonlySet<RollingUnit> = new Set<RollingUnit>(['weeks', 'months', 'years']);

/** English, as docs/criteria.md gives it. */
export const english: Phrasebook = {
  quoted: (text) => `“${text}”`,
  emptyText: 'empty text',
  truth: (value) => (value ? 'yes' : 'no'),
  number,
  decimal: (text) => text,
  date: (text) => text,
  version: (text) => `version ${text}`,
  lasting: (parts) => parts.map(duration).join(' '),
  alternatives: (values, more) => {
    if (more > 0) return `${values.join(', ')} and ${number(more)} more`;
    return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
  },

  whole: (clause, subject) => `${subject === 'account' ? 'Accounts' : 'People'} ${clause}`,
  wholeExcept: (clause, subject) =>
    `${subject === 'account' ? 'All accounts except those' : 'Everyone except people'} ${clause}`,
  joined: (parts, type) => parts.join(type === 'all' ? ' and ' : ' or '),
  notOf: (group) => `not ${group}`,
  someOf: (count, parts, subject) => {
    const said = bound(count, { one: 'of these is', other: 'of these are' });
    return `${subject === 'account' ? 'of which' : 'for whom'} ${said} true: (${parts.join('; ')})`;
  },

  whose: ({ text }, predicate) => `whose ${text} ${predicate}`,
  belonging: ({ kind, noun, predicate, every, not }) => {
    const group = wordsOf(kind);
    if (every && not) return `who have no ${group} or one whose ${noun.text} ${predicate(true)}`;
    return `whose ${every ? 'every ' : ''}${group}${noun.text === 'id' ? '' : '’s'} ${noun.text} ${predicate(not)}`;
  },
  numberOfValues: ({ text }) => ({ text: `number of values of ${text}` }),
  numberOfGroups: (kind) => ({ text: `number of ${wordsOf(kind)}s` }),
  ofFamily: ({ text }, name) => ({ text: `${text} “${name}”` }),
  ofContext: (property) => `${property} of the context`,
  knownUser: (known) => (known ? 'who are known users' : 'who are guests'),
  signedIn: (signedIn, not) => `who are ${not ? 'not ' : ''}signed ${signedIn ? 'in' : 'out'}`,
  segment: ({ name, not, subject, members }) => {
    if (subject === 'account') return `${not ? 'not ' : ''}in ${name}`;
    if (members === 'account') return `who ${not ? 'do not ' : ''}belong to an account in ${name}`;
    return `who are ${not ? 'not ' : ''}in ${name}`;
  },
  bucket: (from, to, salt, not) => `who are ${not ? 'not ' : ''}in the share from ${from} % to ${to} % by ${salt}`,

  known: (not) => (not ? 'is unknown' : 'is known'),
  compared,
  between: (low, high, not) => `${not ? 'is not' : 'is'} between ${low} and ${high}`,
  inTime: {
    inLast: (time, not) => is('in the last')(span(time), not),
    inNext: (time, not) => is('in the next')(span(time), not),
    moreThanAgo: (time, not) => is('more than')(`${span(time)} ago`, not),
    moreThanAhead: (time, not) => is('more than')(`${span(time)} ahead`, not),
  },
  inPeriods,
  anniversary: (days, not) => {
    const when = days === 0 ? 'today' : `today or in the next ${counted(days, units.days)}`;
    return `has ${not ? 'no' : 'its'} yearly day ${when}`;
  },
  near: ({ kilometers, latitude, longitude }, not) =>
    is('within')(`${number(kilometers)} km of ${number(latitude)}, ${number(longitude)}`, not),
  asDecimal: (predicate) => `${predicate} (as an exact decimal)`,
  exactCase: (predicate) => `${predicate} (in exactly this case)`,
  everyValue: (predicate, not) =>
    not ? `has a value that ${predicate(true)} (or none)` : `${predicate(false)} in every value`,

  match: (event, where) => (where === null ? event : `${event} (where ${where})`),
  where: {
    property: (property, predicate) => `${property} ${predicate}`,
    not: (group) => `not ${group}`,
    someOf: (count, parts) =>
      `${bound({ atLeast: count }, { one: 'of these is', other: 'of these are' })} true: (${parts.join('; ')})`,
  },
  event: ({ did, not, often, when }) => spaced(not ? 'who did not do' : 'who did', did, often, when),
  never: (did, when) => spaced('who never did', did, when),
  times: (count) => {
    if ('atLeast' in count) return `at least ${timesOf(count.atLeast)}`;
    if ('atMost' in count) return `at most ${timesOf(count.atMost)}`;
    return 'exactly' in count ? `exactly ${timesOf(count.exactly)}` : `${bound(count)} times`;
  },
  onDays: (count) => `on ${bound(count, { one: 'day', other: 'different days' })}`,
  inSessions: (count) => `in ${bound(count, { one: 'session', other: 'sessions' })}`,
  withValues: (count, property) => `with ${bound(count, { one: 'value', other: 'different values' })} of ${property}`,
  aggregate: {
    sum: made('sum of'),
    average: made('average'),
    minimum: made('smallest'),
    maximum: made('largest'),
    first: made('first'),
    last: made('last'),
    mostFrequent: made('most frequent'),
  },
  firstTime: (match, when): Noun => ({ text: spaced('first', match, when) }),
  lastTime: (match, when): Noun => ({ text: spaced('last', match, when) }),
  sequence: ({ steps, within, same, not, when }) => {
    const said = steps.map(({ did, absent, without }, index) => {
      const between = without.length === 0 ? '' : ` (without ${without.join(' or ')} in between)`;
      return `${index === 0 ? '' : 'then '}${absent ? 'no ' : ''}${did}${between}`;
    });
    if (within !== null) said.push(`within ${duration(within)}`);
    if (same.length > 0) said.push(withTheSame(same));
    return spaced(not ? 'who did not do' : 'who did', said.join(', '), when);
  },
  progress: {
    steps: (reached, all, steps) =>
      `${number(reached)} of ${counted(all, { one: 'step', other: 'steps' })}: ${steps.join(', then ')}`,
    done: (event, time) => `${event} on ${time}`,
    missing: (event) => `no ${event}`,
    hindered: {
      order: (event, time) => `no ${event} after that (the last one was on ${time})`,
      without: (event, time, others) =>
        `no ${event} without ${others.join(' or ')} in between (there was one on ${time})`,
      within: (event, time) => `no ${event} in time (there was one on ${time})`,
      same: (event, time) => `no ${event} with the same value (there was one on ${time})`,
      value: (event, time) => `no ${event} with a value (there was one on ${time})`,
      window: (event, time) => `no ${event} in the time asked about (there was one on ${time})`,
    },
    shared: (value) => `the same value: ${value}`,
    came: (event, time) => `${event} all the same on ${time}`,
    away: (event, until, known) => `no ${event} ${known ? 'until' : 'so far, certain only on'} ${until}`,
  },

  rolling: (time) => {
    // “In the last month” is too near to “last month”.
    const alone = time.amount === 1 && !periodUnits.has(time.unit);
    return `in the last ${alone ? units[time.unit].one : duration(time)}`;
  },
  calendar: (unit, ago) => {
    if (ago === 0) return unit === 'day' ? 'today' : `this ${unit}`;
    if (ago === 1) return unit === 'day' ? 'yesterday' : `last ${unit}`;
    return `in the ${unit} ${number(ago)} ${unit}s ago`;
  },
  past: (from, to) => `from ${duration(from)} to ${duration(to)} ago`,
  fixed: (from, to) => (from === null ? `until ${to}` : to === null ? `since ${from}` : `from ${from} to ${to}`),

  people: (count, people, not) => `${numberOfPeople(count, not)} ${people}`,
  peopleAtAll: numberOfPeople,
  shareOfPeople: (share, people, not) =>
    `${not ? 'not ' : ''}with ${bound(share)} % of their people among those ${people}`,
};

/** “with the same product”, “with the same value of product (steps 1 and 2) and topic (step 3)”. */
function withTheSame(shared: readonly SharedPhrase[]): string {
  const parts = shared.map(({ name, steps }) => {
    if (steps.length === 0) return name;
    return `${name} (${steps.length === 1 ? 'step' : 'steps'} ${enumerated(steps, 'and')})`;
  });
  return `with the same ${shared[0]?.steps.length === 0 ? '' : 'value of '}${enumerated(parts, 'and')}`;
}

function numberOfPeople(count: EventCount, not: boolean): string {
  const said = oppositeOf(count, not);
  if (said !== null && 'atMost' in said && said.atMost === 0) return 'with no people';
  return `${said === null ? 'not ' : ''}with ${bound(said ?? count, { one: 'person', other: 'people' })}`;
}
