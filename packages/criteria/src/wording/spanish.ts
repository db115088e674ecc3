import type { CalendarUnit, EventCount, GroupKind, RollingUnit } from '../criteria.js';
import { besidePresent, liesInside, type Periods } from './periods.js';
import type { Duration, Noun, Phrasebook, SharedPhrase, ValueOperator } from './phrasebook.js';
import { counter, dateWriter, enumerated, type Forms, numberWriter, oppositeOf, spaced } from './words.js';

const number = numberWriter('es');
const counted = counter('es', number);

interface Unit {
  readonly one: string;
  readonly other: string;
  readonly feminine?: true;
  /** Also the name of a period of the calendar, “el último mes”. */
  readonly period?: true;
}

const units: Readonly<Record<RollingUnit, Unit>> = {
  seconds: { one: 'segundo', other: 'segundos' },
  minutes: { one: 'minuto', other: 'minutos' },
  hours: { one: 'hora', other: 'horas', feminine: true },
  days: { one: 'día', other: 'días' },
  weeks: { one: 'semana', other: 'semanas', feminine: true, period: true },
  months: { one: 'mes', other: 'meses', period: true },
  years: { one: 'año', other: 'años', period: true },
};

const calendarUnits: Readonly<Record<CalendarUnit, Unit>> = {
  day: units.days,
  week: units.weeks,
  month: units.months,
  quarter: { one: 'trimestre', other: 'trimestres' },
  year: units.years,
};

/** The nouns of groups, and how somebody belongs to one. */
const groups: Readonly<Record<GroupKind, Unit & { readonly verb: string; readonly to: string }>> = {
  account: { one: 'cuenta', other: 'cuentas', feminine: true, verb: 'pertenecen', to: 'a' },
  organization: { one: 'organización', other: 'organizaciones', feminine: true, verb: 'pertenecen', to: 'a' },
  userGroup: { one: 'grupo de usuarios', other: 'grupos de usuarios', verb: 'pertenecen', to: 'a' },
  team: { one: 'equipo', other: 'equipos', verb: 'pertenecen', to: 'a' },
  role: { one: 'rol', other: 'roles', verb: 'tienen', to: '' },
};

/** Of large round numbers Spanish says “1000000 de días”. */
const countedIn = (amount: number, { one, other }: Pick<Unit, 'one' | 'other'>) =>
  counted(amount, { one, other, many: `de ${other}` });

const duration = ({ amount, unit }: Duration) => countedIn(amount, units[unit]);

/** “en los últimos 7 días”, “en la última hora”; a month to the minute is no “mes pasado” and no “mes natural”. */
function inNear(stem: 'últim' | 'próxim', amount: number, unit: Unit): string {
  const [article, ending] = unit.feminine ? ['la', 'a'] : ['el', 'o'];
  if (amount === 1) return `en ${article} ${stem}${ending} ${unit.one}${unit.period ? ' (al minuto)' : ''}`;
  return `en ${unit.feminine ? 'las' : 'los'} ${stem}${ending}s ${countedIn(amount, unit)}`;
}

/** “al menos 3 veces”; the noun goes with the last number. */
function bound(count: EventCount, { one, other }: Forms = { one: '', other: '' }): string {
  const of = (amount: number) => countedIn(amount, { one: one ?? other, other }).trim();
  if ('atLeast' in count) return `al menos ${of(count.atLeast)}`;
  if ('atMost' in count) return `como máximo ${of(count.atMost)}`;
  if ('exactly' in count) return `exactamente ${of(count.exactly)}`;
  return `entre ${number(count.between[0])} y ${of(count.between[1])}`;
}

const no = (not: boolean) => (not ? 'no ' : '');
const says = (verb: string) => (value: string, not: boolean) => `${no(not)}${verb} ${value}`;

const compared: Readonly<Record<ValueOperator, (value: string, not: boolean) => string>> = {
  equals: says('es'),
  oneOf: (value, not) => (not ? `no es ninguno de los valores ${value}` : `es uno de los valores ${value}`),
  contains: says('contiene'),
  startsWith: says('empieza por'),
  endsWith: says('termina en'),
  matches: says('coincide con el patrón'),
  greaterThan: says('es mayor que'),
  atLeast: says('es como mínimo'),
  lessThan: says('es menor que'),
  atMost: says('es como máximo'),
  before: says('es anterior al'),
  after: says('es posterior al'),
  on: says('es el'),
  inNetwork: says('está en la red'),
};

/** “y” is “e” before its own sound, and “o” is “u”. */
const and = (next: string) => (/^h?[ií](?!e)/i.test(next) ? 'e' : 'y');
const or = (next: string) => (/^(h?[oó]|8|11(?!\d))/i.test(next) ? 'u' : 'o');

function joined(parts: readonly string[], word: (next: string) => string): string {
  return parts.reduce((said, part) => `${said} ${word(part)} ${part}`);
}

function listed(parts: readonly string[], word: (next: string) => string): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${word(last)} ${last}`;
}

const made = (what: string, feminine: boolean) => (property: string, match: string, when: string) => ({
  text: spaced(what, property, 'de', match, when),
  feminine,
});

/** “está en esta semana natural o en la siguiente”, “es anterior a hoy”. */
function inPeriods(periods: Periods, not: boolean): string {
  const { unit, more, operator } = periods;
  const { one, feminine } = units[unit];
  const inside = liesInside(periods);
  const days = unit === 'days';
  // “en el anterior”, “al anterior”.
  const the = inside ? (feminine ? 'en la' : 'en el') : feminine ? 'a la' : 'al';
  const those = `${inside ? 'en' : 'a'} ${feminine ? 'las' : 'los'}`;
  const many = days ? countedIn(more, units.days) : number(more);
  const words = {
    present: days ? 'hoy' : `${feminine ? 'esta' : 'este'} ${one} natural`,
    before: days ? (inside ? 'ayer' : 'a ayer') : `${the} anterior`,
    behind: days ? (inside ? 'mañana' : 'a mañana') : `${the} siguiente`,
    beforeMany: `${those} ${many} anteriores`,
    behindMany: `${those} ${many} siguientes`,
  };
  if (inside) return `${no(not)}${days ? 'es' : 'está en'} ${besidePresent(periods, words, 'o')}`;
  const side = operator === 'moreThanAgo' ? 'anterior' : 'posterior';
  return `${no(not)}es ${side} a ${besidePresent(periods, words, 'y')}`;
}

const cuyo = ({ feminine, text }: Noun) => `${feminine ? 'cuya' : 'cuyo'} ${text}`;

export const spanish: Phrasebook = {
  quoted: (text) => `«${text}»`,
  emptyText: 'un texto vacío',
  truth: (value) => (value ? 'sí' : 'no'),
  number,
  decimal: (text) => text.replace('.', ','),
  date: dateWriter('es'),
  version: (text) => `la versión ${text}`,
  lasting: (parts) => parts.map(duration).join(' '),
  alternatives: (values, more) => (more > 0 ? `${values.join(', ')} y ${number(more)} más` : listed(values, or)),

  whole: (clause, subject) => `${subject === 'account' ? 'Cuentas' : 'Personas'} ${clause}`,
  wholeExcept: (clause, subject) =>
    `Todas las ${subject === 'account' ? 'cuentas' : 'personas'} excepto aquellas ${clause}`,
  joined: (parts, type) => joined(parts, type === 'all' ? and : or),
  notOf: (group) => `que no están entre aquellas ${group}`,
  someOf: (count, parts) => `que cumplen ${bound(count)} de estas condiciones: (${parts.join('; ')})`,

  whose: (noun, predicate) => `${cuyo(noun)} ${predicate}`,
  belonging: ({ kind, noun, predicate, every, not }) => {
    const { one, other, feminine, verb, to } = groups[kind];
    const none = feminine ? 'ninguna' : 'ningún';
    const some = feminine ? 'una' : 'un';
    const alone = feminine ? 'una' : 'uno';
    if (!every) return spaced(`que ${no(not)}${verb}`, to, not ? none : some, one, cuyo(noun), predicate(false));
    if (not) {
      const without = spaced(`no ${verb}`, to, none, one);
      return `que (${without} o ${spaced(verb, to, alone, cuyo(noun), predicate(true))})`;
    }
    return spaced(`que ${verb} únicamente`, to, other, `(al menos ${spaced(to, alone)})`, cuyo(noun), predicate(false));
  },
  numberOfValues: ({ text }) => ({ text: `número de valores de ${text}` }),
  numberOfGroups: (kind) => ({ text: `número de ${groups[kind].other}` }),
  ofFamily: ({ text, ...gender }, name) => ({ text: `${text} «${name}»`, ...gender }),
  ofContext: (property) => `${property} del contexto`,
  knownUser: (known) => (known ? 'que son usuarios conocidos' : 'que son invitados'),
  signedIn: (signedIn, not) =>
    signedIn ? `que ${no(not)}han iniciado sesión` : `que ${no(not)}están sin sesión iniciada`,
  segment: ({ name, not, subject, members }) =>
    subject === 'person' && members === 'account'
      ? `que ${not ? 'no pertenecen a ninguna cuenta' : 'pertenecen a una cuenta'} de ${name}`
      : `que ${no(not)}están en ${name}`,
  bucket: (from, to, salt, not) => `que ${no(not)}están en la parte del ${from} % al ${to} % según ${salt}`,

  known: (not) => `${no(not)}se conoce`,
  compared,
  between: (low, high, not) => `${no(not)}está entre ${low} ${and(high)} ${high}`,
  inTime: {
    inLast: (time, not) => `${no(not)}está ${inNear('últim', time.amount, units[time.unit])}`,
    inNext: (time, not) => `${no(not)}está ${inNear('próxim', time.amount, units[time.unit])}`,
    moreThanAgo: (time, not) => `${no(not)}fue hace más de ${duration(time)}`,
    moreThanAhead: (time, not) => `${no(not)}será dentro de más de ${duration(time)}`,
  },
  inPeriods,
  anniversary: (days, not) => {
    const when = days === 0 ? 'hoy' : `hoy o ${inNear('próxim', days, units.days)}`;
    return `${no(not)}tiene su aniversario ${when}`;
  },
  near: ({ kilometers, latitude, longitude }, not) =>
    `${no(not)}está en un radio de ${number(kilometers)} km alrededor de ${number(latitude)}; ${number(longitude)}`,
  asDecimal: (predicate) => `${predicate} (como decimal exacto)`,
  exactCase: (predicate) => `${predicate} (con estas mismas mayúsculas y minúsculas)`,
  everyValue: (predicate, not) =>
    not ? `tiene un valor que ${predicate(true)} (o ninguno)` : `${predicate(false)} en todos los valores`,

  match: (event, where) => (where === null ? event : `${event} (donde ${where})`),
  where: {
    property: (property, predicate) => `${property} ${predicate}`,
    not: (group) => `no se cumple ${group}`,
    someOf: (count, parts) =>
      `se ${count === 1 ? 'cumple' : 'cumplen'} ${bound({ atLeast: count })} de estas condiciones: (${parts.join('; ')})`,
  },
  event: ({ did, not, often, when }) => spaced(`que ${no(not)}hicieron`, did, often, when),
  never: (did, when) => spaced('que nunca hicieron', did, when),
  times: (count) => bound(count, { one: 'vez', other: 'veces' }),
  onDays: (count) => `en ${bound(count, { one: 'día distinto', other: 'días distintos' })}`,
  inSessions: (count) => `en ${bound(count, { one: 'sesión', other: 'sesiones' })}`,
  withValues: (count, property) =>
    `con ${bound(count, { one: 'valor distinto', other: 'valores distintos' })} de ${property}`,
  aggregate: {
    sum: made('suma de', true),
    average: made('media de', true),
    minimum: made('valor mínimo de', false),
    maximum: made('valor máximo de', false),
    first: made('primer valor de', false),
    last: made('último valor de', false),
    mostFrequent: made('valor más frecuente de', false),
  },
  firstTime: (match, when) => ({ text: spaced('primer', match, when) }),
  lastTime: (match, when) => ({ text: spaced('último', match, when) }),
  sequence: ({ steps, within, same, not, when }) => {
    const said = steps.map(({ did, absent, without }, index) => {
      const between = without.length === 0 ? '' : ` (sin ${joined(without, or)} entre medias)`;
      return `${index === 0 ? '' : 'después '}${absent ? 'ningún ' : ''}${did}${between}`;
    });
    if (within !== null) said.push(`en un plazo de ${duration(within)}`);
    if (same.length > 0) said.push(`con el mismo valor de ${enumerated(same.map(ofSteps), 'y de')}`);
    return spaced(`que ${no(not)}hicieron`, said.join(', '), when);
  },
  progress: {
    steps: (reached, all, steps) =>
      `${number(reached)} de ${counted(all, { one: 'paso', other: 'pasos' })}: ${steps.join(', después ')}`,
    done: (event, time) => `${event} el ${time}`,
    missing: (event) => `ningún ${event}`,
    hindered: {
      order: (event, time) => `ningún ${event} después (el último fue el ${time})`,
      without: (event, time, others) => `ningún ${event} sin ${others.join(' ni ')} entremedias (hubo uno el ${time})`,
      within: (event, time) => `ningún ${event} a tiempo (hubo uno el ${time})`,
      same: (event, time) => `ningún ${event} con el mismo valor (hubo uno el ${time})`,
      value: (event, time) => `ningún ${event} con valor (hubo uno el ${time})`,
      window: (event, time) => `ningún ${event} en el tiempo pedido (hubo uno el ${time})`,
    },
    shared: (value) => `el mismo valor: ${value}`,
    came: (event, time) => `${event} pese a todo el ${time}`,
    away: (event, until, known) =>
      `ningún ${event} ${known ? 'hasta el' : 'por ahora, seguro solo a partir del'} ${until}`,
  },

  rolling: ({ amount, unit }) => inNear('últim', amount, units[unit]),
  calendar: (unit, ago) => {
    const named = calendarUnits[unit];
    const { one, feminine } = named;
    if (ago === 0) return unit === 'day' ? 'hoy' : `${feminine ? 'esta' : 'este'} ${one}`;
    if (ago === 1) return unit === 'day' ? 'ayer' : feminine ? `la ${one} pasada` : `el ${one} pasado`;
    return `en ${feminine ? 'la' : 'el'} ${one} de hace ${countedIn(ago, named)}`;
  },
  past: (from, to) => `entre hace ${duration(from)} y hace ${duration(to)}`,
  fixed: (from, to) => {
    if (from === null) return `hasta el ${to}`;
    return to === null ? `desde el ${from}` : `desde el ${from} hasta el ${to}`;
  },

  people: (count, people, not) => {
    const said = oppositeOf(count, not);
    if (said !== null && 'atMost' in said && said.atMost === 0) return `que no tienen personas ${people}`;
    // The clause about them is in the plural.
    const who = bound(said ?? count, { one: 'persona de aquellas', other: 'personas' });
    return `que ${no(said === null)}tienen ${who} ${people}`;
  },
  peopleAtAll: (count, not) => {
    const said = oppositeOf(count, not);
    if (said !== null && 'atMost' in said && said.atMost === 0) return 'que no tienen personas';
    return `que ${no(said === null)}tienen ${bound(said ?? count, { one: 'persona', other: 'personas' })}`;
  },
  shareOfPeople: (share, people, not) =>
    `que ${no(not)}tienen ${bound(share)} % de sus personas entre aquellas ${people}`,
};

/** “product (pasos 1 y 2)”; the name alone where no steps are said. */
function ofSteps({ name, steps }: SharedPhrase): string {
  if (steps.length === 0) return name;
  return `${name} (${steps.length === 1 ? 'paso' : 'pasos'} ${enumerated(steps, 'y')})`;
}
