import type { CalendarUnit, EventCount, GroupKind, RollingUnit } from '../criteria.js';
import { besidePresent, liesInside, type Periods } from './periods.js';
import type { Duration, Phrasebook, SharedPhrase, ValueOperator } from './phrasebook.js';
import { counter, dateWriter, enumerated, type Forms, numberWriter, oppositeOf, spaced } from './words.js';

const number = numberWriter('de');
const counted = counter('de', number);

/** A unit of time; `dative` where its plural is another one there. */
interface Unit {
  readonly one: string;
  readonly other: string;
  readonly dative: string;
  readonly gender: 'm' | 'f' | 'n';
  /** Also the name of a period of the calendar, “der letzte Monat”. */
  readonly period?: true;
}

const units: Readonly<Record<RollingUnit, Unit>> = {
  seconds: { one: 'Sekunde', other: 'Sekunden', dative: 'Sekunden', gender: 'f' },
  minutes: { one: 'Minute', other: 'Minuten', dative: 'Minuten', gender: 'f' },
  hours: { one: 'Stunde', other: 'Stunden', dative: 'Stunden', gender: 'f' },
  days: { one: 'Tag', other: 'Tage', dative: 'Tagen', gender: 'm' },
  weeks: { one: 'Woche', other: 'Wochen', dative: 'Wochen', gender: 'f', period: true },
  months: { one: 'Monat', other: 'Monate', dative: 'Monaten', gender: 'm', period: true },
  years: { one: 'Jahr', other: 'Jahre', dative: 'Jahren', gender: 'n', period: true },
};

const calendarUnits: Readonly<Record<CalendarUnit, Unit>> = {
  day: units.days,
  week: units.weeks,
  month: units.months,
  quarter: { one: 'Quartal', other: 'Quartale', dative: 'Quartalen', gender: 'n' },
  year: units.years,
};

/** How somebody belongs to one group, to none, to several; and the word for whose property it is. */
const groups: Readonly<
  Record<GroupKind, Readonly<Record<'one' | 'none' | 'many' | 'verb' | 'whose' | 'plural' | 'pronoun', string>>>
> = {
  account: belonging('einem', 'Konto', 'Konten', 'dessen'),
  organization: belonging('einer', 'Organisation', 'Organisationen', 'deren'),
  userGroup: belonging('einer', 'Nutzergruppe', 'Nutzergruppen', 'deren'),
  team: belonging('einem', 'Team', 'Teams', 'dessen'),
  role: {
    one: 'eine Rolle',
    none: 'keine Rolle',
    many: 'Rollen',
    verb: 'haben',
    whose: 'deren',
    plural: 'Rollen',
    pronoun: 'eine',
  },
};

function belonging(article: string, noun: string, plural: string, whose: string) {
  return {
    one: `zu ${article} ${noun}`,
    none: `zu k${article} ${noun}`,
    many: `zu ${plural}`,
    verb: 'gehören',
    whose,
    plural,
    pronoun: `zu ${article}`,
  };
}

const dative = (amount: number, { one, dative: other }: Unit) => counted(amount, { one, other });

/** “in den letzten 7 Tagen”, “in der letzten Stunde”; a month to the minute is no “voriger Monat”. */
function inNear(word: 'letzten' | 'nächsten', amount: number, unit: Unit): string {
  if (amount !== 1) return `in den ${word} ${dative(amount, unit)}`;
  return `${unit.gender === 'f' ? 'in der' : 'im'} ${word} ${unit.one}${unit.period ? ' (auf die Minute)' : ''}`;
}

/** “mindestens 3 Sitzungen”; the noun goes with the last number. */
function bound(count: EventCount, forms: Forms = { one: '', other: '' }): string {
  const of = (amount: number) => counted(amount, forms).trim();
  if ('atLeast' in count) return `mindestens ${of(count.atLeast)}`;
  if ('atMost' in count) return `höchstens ${of(count.atMost)}`;
  if ('exactly' in count) return `genau ${of(count.exactly)}`;
  return `${number(count.between[0])} bis ${of(count.between[1])}`;
}

const timesOf = (count: number) => (count === 1 ? 'einmal' : `${number(count)}-mal`);

const nicht = (not: boolean) => (not ? 'nicht ' : '');
/** “nicht mit X beginnt”: the negation before the value, or behind it. */
const says = (before: string, verb: string) => (value: string, not: boolean) =>
  `${nicht(not)}${spaced(before, value, verb)}`;
const saysOf = (before: string, verb: string) => (value: string, not: boolean) =>
  `${spaced(before, value)} ${nicht(not)}${verb}`;

const compared: Readonly<Record<ValueOperator, (value: string, not: boolean) => string>> = {
  equals: says('', 'ist'),
  oneOf: (value, not) => `${not ? 'keines' : 'eines'} von ${value} ist`,
  contains: saysOf('', 'enthält'),
  startsWith: says('mit', 'beginnt'),
  endsWith: says('mit', 'endet'),
  matches: saysOf('dem Muster', 'entspricht'),
  greaterThan: says('größer als', 'ist'),
  atLeast: says('mindestens', 'ist'),
  lessThan: says('kleiner als', 'ist'),
  atMost: says('höchstens', 'ist'),
  before: says('vor dem', 'liegt'),
  after: says('nach dem', 'liegt'),
  on: says('am', 'liegt'),
  inNetwork: says('im Netz', 'liegt'),
};

const made = (what: string) => (property: string, match: string, when: string) => ({
  text: spaced(what, property, 'aus', match, when),
});

/** “in dieser Kalenderwoche oder der nächsten liegt”, “vor heute liegt”. */
function inPeriods(periods: Periods, not: boolean): string {
  const { unit, more, operator } = periods;
  const { one, gender } = units[unit];
  const inside = liesInside(periods);
  const days = unit === 'days';
  const the = gender === 'f' ? 'der' : 'dem';
  const words = days
    ? {
        present: 'heute',
        before: 'gestern',
        behind: 'morgen',
        beforeMany: `${inside ? 'in den' : 'den'} ${dative(more, units.days)} davor`,
        behindMany: `${inside ? 'in den' : 'den'} ${dative(more, units.days)} danach`,
      }
    : {
        present: `${gender === 'f' ? 'dieser' : 'diesem'} Kalender${one.toLowerCase()}`,
        before: `${the} vorigen`,
        behind: `${the} nächsten`,
        beforeMany: `den ${number(more)} vorigen`,
        behindMany: `den ${number(more)} nächsten`,
      };
  const where = inside ? (days ? '' : 'in') : operator === 'moreThanAgo' ? 'vor' : 'nach';
  return `${nicht(not)}${spaced(where, besidePresent(periods, words, inside ? 'oder' : 'und'), 'liegt')}`;
}

/** A relative clause between commas, unless it stands in brackets. */
function enclosed(noun: string, clause: string, verb: string): string {
  return clause.startsWith('(') ? `${noun} ${clause} ${verb}` : `${noun}, ${clause}, ${verb}`;
}

/** German; the verb of a relative clause stands at its end, and what belongs to it before. */
export const german: Phrasebook = {
  quoted: (text) => `„${text}“`,
  emptyText: 'leerer Text',
  truth: (value) => (value ? 'ja' : 'nein'),
  number,
  decimal: (text) => text.replace('.', ','),
  date: dateWriter('de'),
  version: (text) => `Version ${text}`,
  lasting: (parts) => parts.map(({ amount, unit }) => counted(amount, units[unit])).join(' '),
  alternatives: (values, more) => {
    if (more > 0) return `${values.join(', ')} und ${number(more)} weiteren`;
    return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} oder ${values.at(-1)}`;
  },

  whole: (clause, subject) => `${subject === 'account' ? 'Konten' : 'Personen'}, ${clause}`,
  wholeExcept: (clause, subject) => `Alle ${subject === 'account' ? 'Konten' : 'Personen'} außer denen, ${clause}`,
  joined: (parts, type) => parts.join(type === 'all' ? ' und ' : ' oder '),
  notOf: (group) => `die nicht zu denen ${group} gehören`,
  someOf: (count, parts) => {
    const said = bound(count, { one: 'dieser Angaben zutrifft', other: 'dieser Angaben zutreffen' });
    return `auf die ${said}: (${parts.join('; ')})`;
  },

  whose: ({ text }, predicate) => `deren ${text} ${predicate}`,
  belonging: ({ kind, noun, predicate, every, not }) => {
    const { one, none, many, verb, whose, pronoun } = groups[kind];
    if (!every) return enclosed(`die ${not ? none : one}`, `${whose} ${noun.text} ${predicate(false)}`, verb);
    if (not) return enclosed(`die ${none} oder ${pronoun}`, `${whose} ${noun.text} ${predicate(true)}`, verb);
    const least = `${verb} (mindestens ${pronoun})`;
    return enclosed(`die ausschließlich ${many}`, `deren ${noun.text} ${predicate(false)}`, least);
  },
  numberOfValues: ({ text }) => ({ text: `Anzahl der Werte von ${text}` }),
  numberOfGroups: (kind) => ({ text: `Anzahl der ${groups[kind].plural}` }),
  ofFamily: ({ text }, name) => ({ text: `${text} „${name}“` }),
  ofContext: (property) => `${property} des Kontexts`,
  knownUser: (known) => (known ? 'die bekannte Nutzer sind' : 'die Gäste sind'),
  signedIn: (signedIn, not) => `die ${nicht(not)}${signedIn ? 'angemeldet' : 'abgemeldet'} sind`,
  segment: ({ name, not, subject, members }) =>
    subject === 'person' && members === 'account'
      ? `die zu ${not ? 'keinem' : 'einem'} Konto in ${name} gehören`
      : `die ${nicht(not)}in ${name} sind`,
  bucket: (from, to, salt, not) => `die ${nicht(not)}im Anteil von ${from} % bis ${to} % nach ${salt} liegen`,

  known: (not) => (not ? 'unbekannt ist' : 'bekannt ist'),
  compared,
  between: (low, high, not) => `${nicht(not)}zwischen ${low} und ${high} liegt`,
  inTime: {
    inLast: (time, not) => `${nicht(not)}${inNear('letzten', time.amount, units[time.unit])} liegt`,
    inNext: (time, not) => `${nicht(not)}${inNear('nächsten', time.amount, units[time.unit])} liegt`,
    moreThanAgo: (time, not) => `${nicht(not)}mehr als ${counted(time.amount, units[time.unit])} zurückliegt`,
    moreThanAhead: (time, not) => `${nicht(not)}mehr als ${counted(time.amount, units[time.unit])} bevorsteht`,
  },
  inPeriods,
  anniversary: (days, not) => {
    const when = days === 0 ? 'heute' : `heute oder ${inNear('nächsten', days, units.days)}`;
    return `sich ${nicht(not)}${when} jährt`;
  },
  near: ({ kilometers, latitude, longitude }, not) =>
    `${nicht(not)}im Umkreis von ${number(kilometers)} km um ${number(latitude)}; ${number(longitude)} liegt`,
  asDecimal: (predicate) => `${predicate} (als genaue Dezimalzahl)`,
  exactCase: (predicate) => `${predicate} (in genau dieser Schreibweise)`,
  everyValue: (predicate, not) =>
    not ? `einen Wert hat, der ${predicate(true)} (oder keinen)` : `bei jedem Wert ${predicate(false)}`,

  match: (event, where) => (where === null ? event : `${event} (wobei ${where})`),
  where: {
    property: (property, predicate) => `${property} ${predicate}`,
    not: (group) => `nicht ${group}`,
    someOf: (count, parts) => {
      const forms = { one: 'dieser Angaben zutrifft', other: 'dieser Angaben zutreffen' };
      return `${bound({ atLeast: count }, forms)}: (${parts.join('; ')})`;
    },
  },
  event: ({ did, not, often, when }) => spaced('die', when, did, not ? 'nicht' : '', often, 'ausgelöst haben'),
  never: (did, when) => spaced('die', when, 'nie', did, 'ausgelöst haben'),
  times: (count) => {
    if ('atLeast' in count) return `mindestens ${timesOf(count.atLeast)}`;
    if ('atMost' in count) return `höchstens ${timesOf(count.atMost)}`;
    if ('exactly' in count) return `genau ${timesOf(count.exactly)}`;
    return `${number(count.between[0])}- bis ${number(count.between[1])}-mal`;
  },
  onDays: (count) => `an ${bound(count, { one: 'Tag', other: 'verschiedenen Tagen' })}`,
  inSessions: (count) => `in ${bound(count, { one: 'Sitzung', other: 'Sitzungen' })}`,
  withValues: (count, property) =>
    `mit ${bound(count, { one: 'Wert', other: 'verschiedenen Werten' })} von ${property}`,
  aggregate: {
    sum: made('Summe von'),
    average: made('Durchschnitt von'),
    minimum: made('kleinster Wert von'),
    maximum: made('größter Wert von'),
    first: made('erster Wert von'),
    last: made('letzter Wert von'),
    mostFrequent: made('häufigster Wert von'),
  },
  firstTime: (match, when) => ({ text: spaced('erstes', match, when) }),
  lastTime: (match, when) => ({ text: spaced('letztes', match, when) }),
  sequence: ({ steps, within, same, not, when }) => {
    const said = steps.map(({ did, absent, without }, index) => {
      const between = without.length === 0 ? '' : ` (ohne ${without.join(' oder ')} dazwischen)`;
      return `${index === 0 ? '' : 'dann '}${absent ? 'kein ' : ''}${did}${between}`;
    });
    if (within !== null) said.push(`innerhalb von ${inDative(within)}`);
    if (same.length > 0) said.push(`mit gleichem Wert von ${enumerated(same.map(ofSteps), 'und')}`);
    return spaced('die', when, not ? 'nicht' : '', said.join(', '), 'ausgelöst haben');
  },
  progress: {
    steps: (reached, all, steps) =>
      `${number(reached)} von ${counted(all, { one: 'Schritt', other: 'Schritten' })}: ${steps.join(', dann ')}`,
    done: (event, time) => `${event} am ${time}`,
    missing: (event) => `kein ${event}`,
    hindered: {
      order: (event, time) => `kein ${event} danach (das letzte war am ${time})`,
      without: (event, time, others) =>
        `kein ${event} ohne ${others.join(' oder ')} dazwischen (eines gab es am ${time})`,
      within: (event, time) => `kein ${event} rechtzeitig (eines gab es am ${time})`,
      same: (event, time) => `kein ${event} mit gleichem Wert (eines gab es am ${time})`,
      value: (event, time) => `kein ${event} mit einem Wert (eines gab es am ${time})`,
      window: (event, time) => `kein ${event} in der gefragten Zeit (eines gab es am ${time})`,
    },
    shared: (value) => `gleicher Wert: ${value}`,
    came: (event, time) => `doch ${event} am ${time}`,
    away: (event, until, known) =>
      `${known ? `kein ${event} bis zum` : `bisher kein ${event}, gewiss erst am`} ${until}`,
  },

  rolling: ({ amount, unit }) => inNear('letzten', amount, units[unit]),
  calendar: (unit, ago) => {
    const { one, gender } = calendarUnits[unit];
    const ending = { m: 'en', f: 'e', n: 'es' }[gender];
    if (ago === 0) return unit === 'day' ? 'heute' : `dies${ending} ${one}`;
    if (ago === 1) return unit === 'day' ? 'gestern' : `vorig${ending} ${one}`;
    const when = unit === 'day' ? 'am' : gender === 'f' ? 'in der' : 'im';
    return `${when} ${one} vor ${dative(ago, calendarUnits[unit])}`;
  },
  past: (from, to) => `von vor ${inDative(from)} bis vor ${inDative(to)}`,
  fixed: (from, to) => {
    if (from === null) return `bis zum ${to}`;
    return to === null ? `seit dem ${from}` : `vom ${from} bis zum ${to}`;
  },

  people: (count, people, not) => {
    const said = oppositeOf(count, not);
    if (said !== null && 'atMost' in said && said.atMost === 0)
      return enclosed('zu denen keine Personen', people, 'gehören');
    // The clause about them is in the plural.
    const who = bound(said ?? count, { one: 'von denen', other: 'Personen' });
    return enclosed(`zu denen ${nicht(said === null)}${who}`, people, 'gehören');
  },
  peopleAtAll: (count, not) => {
    const said = oppositeOf(count, not);
    if (said !== null && 'atMost' in said && said.atMost === 0) return 'zu denen keine Personen gehören';
    const who = bound(said ?? count, { one: 'Person gehört', other: 'Personen gehören' });
    return `zu denen ${nicht(said === null)}${who}`;
  },
  shareOfPeople: (share, people, not) =>
    enclosed(`von deren Personen ${nicht(not)}${bound(share)} % zu denen`, people, 'gehören'),
};

function inDative({ amount, unit }: Duration): string {
  return dative(amount, units[unit]);
}

/** “product (Schritte 1 und 2)”; the name alone where no steps are said. */
function ofSteps({ name, steps }: SharedPhrase): string {
  if (steps.length === 0) return name;
  return `${name} (${steps.length === 1 ? 'Schritt' : 'Schritte'} ${enumerated(steps, 'und')})`;
}
