import type { Criteria, EventNode, Operator, PropertyNode, Scalar, Window } from '../criteria.js';
import { fixedMilliseconds } from '../duration.js';
import { pathOf } from '../property.js';
import { firstDay, lastDay } from './comparison.js';
import { nameOf } from './names.js';
import { odataLimits } from './source.js';

/** One part of criteria that OData has no words for. */
export interface ODataPrintFault {
  /** From the root of the criteria, as in a fault of `parseCriteria`. */
  readonly path: string;
  readonly message: string;
}

export type ODataPrintResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly faults: readonly ODataPrintFault[] };

/**
 * Criteria as an OData filter that `criteriaFromOData` reads back to the same canonical form. Criteria whose filter would
 * be longer than what is read are refused at their root.
 */
export function printOData(criteria: Criteria): ODataPrintResult {
  const faults: ODataPrintFault[] = [];
  const text = new Printer(faults).print(criteria, '');
  if (text === null) return { ok: false, faults };
  const { length } = odataLimits;
  if (text.length <= length) return { ok: true, text };
  const message = `The filter would have ${text.length} characters; at most ${length} are read`;
  return { ok: false, faults: [{ path: '', message }] };
}

class Printer {
  constructor(private readonly faults: ODataPrintFault[]) {}

  print(criteria: Criteria, path: string): string | null {
    switch (criteria.type) {
      case 'all':
      case 'any': {
        const of = criteria.of.map((part, index) => this.print(part, `${path === '' ? '' : `${path}.`}of[${index}]`));
        const said = of.filter((text) => text !== null);
        if (said.length < of.length || said.length === 0) return null;
        return said.length === 1 ? said.join('') : `(${said.join(criteria.type === 'all' ? ' and ' : ' or ')})`;
      }
      case 'not': {
        const of = this.print(criteria.of, path === '' ? 'of' : `${path}.of`);
        return of === null ? null : `(not (${of}))`;
      }
      case 'property':
        return this.property(criteria, path);
      case 'event':
        return this.event(criteria, path);
      case 'segment':
        return `segmentsEntryIds eq ${quote(criteria.segment)}`;
      default:
        return this.cannot(path, `OData has no words for “${criteria.type}”`);
    }
  }

  private cannot(path: string, message: string): null {
    this.faults.push({ path, message });
    return null;
  }

  private property(node: PropertyNode, path: string): string | null {
    const { property, operator, value, exactCase, as, quantifier, of } = node;
    const cannot = (message: string) => this.cannot(path, message);
    if (exactCase === true) return cannot('OData here cannot ask for the case of letters');
    if (quantifier === 'all') return cannot('“All values, and one at least” has no words in OData');
    if (as !== undefined && as !== 'number' && as !== 'date') return cannot(`OData cannot compare as ${as}`);
    const pair = of === undefined ? pairText(node) : null;
    if (pair !== null) return pair;
    const named = nameOf(property, as === 'date' || datesOnly.has(operator));
    if (named === null) return cannot(`“${property}” cannot be written as a path`);
    const name = of === 'size' ? `${named}/$count` : named;
    switch (operator) {
      case 'known':
        return `${name} ne null`;
      case 'equals':
        return isScalar(value) ? `${name} eq ${literal(value)}` : cannot('It has no value');
      case 'oneOf':
        return isList(value) ? `${name} in (${value.map(literal).join(',')})` : cannot('It has no values');
      case 'contains':
        return `contains(${name},${quote(String(value))})`;
      case 'startsWith':
        return `startswith(${name},${quote(String(value))})`;
      case 'endsWith':
        return `endswith(${name},${quote(String(value))})`;
      case 'matches':
        return `matchesPattern(${name},${quote(String(value))})`;
      case 'greaterThan':
        return `${name} gt ${numeral(value)}`;
      case 'atLeast':
        return `${name} ge ${numeral(value)}`;
      case 'lessThan':
        return `${name} lt ${numeral(value)}`;
      case 'atMost':
        return `${name} le ${numeral(value)}`;
      case 'before':
      case 'after':
      case 'on':
        if (!isDateLiteral(value)) return cannot('OData has no dates with times and without an offset');
        if (operator === 'on' && value.length > 10) return cannot('OData cannot ask for the day of a time');
        return `${name} ${{ before: 'lt', after: 'gt', on: 'eq' }[operator]} ${value}`;
      case 'between':
        return isList(value) ? (this.range(name, value, as) ?? cannot('OData has no words for these dates')) : null;
      default:
        return cannot(`OData has no words for “${operator}”`);
    }
  }

  private range(name: string, [low, high]: readonly Scalar[], as: PropertyNode['as']): string | null {
    if (as !== 'date') return `between(${name},${numeral(low)},${numeral(high)})`;
    if (!isDateLiteral(low) || !isDateLiteral(high)) return null;
    if (high === lastDay) return `${name} ge ${low}`;
    return low === firstDay ? `${name} le ${high}` : `between(${name},${low},${high})`;
  }

  private event(node: EventNode, path: string): string | null {
    const { event, where, window, of } = node;
    if (of !== undefined) return this.cannot(path, 'OData can count events only');
    const count = countText(node);
    if (count === null) return this.cannot(path, 'OData can ask for at least, at most or exactly a number of times');
    const parts = [`eventId eq ${quote(event)}`];
    const inside = where === undefined ? '' : this.print(where, path === '' ? 'where' : `${path}.where`);
    if (inside === null) return null;
    if (inside !== '') parts.push(inside);
    const time = window === undefined ? [] : timeText(window);
    if (time === null) return this.cannot(path, 'OData has no words for this window');
    parts.push(...time);
    return `activities.filterByCount(filter=${quote(`(${parts.join(' and ')})`)},${count})`;
  }
}

/** What means one thing of dates and of other values, or is of dates only. */
const datesOnly: ReadonlySet<Operator> = new Set(['known', 'before', 'after', 'on']);

/** A cookie or a request parameter as Liferay asks for it. */
function pairText({ property, operator, value }: PropertyNode): string | null {
  const path = pathOf(property);
  const [family = ''] = path.split('.');
  if (!property.startsWith('request.') || (family !== 'cookies' && family !== 'parameters')) return null;
  const name = path.slice(family.length + 1);
  if (typeof value !== 'string' || name.includes('=')) return null;
  const list = family === 'cookies' ? 'cookies' : 'requestParameters';
  const text = quote(`${name}=${value}`);
  if (operator === 'equals') return `${list}/any(c:c eq ${text})`;
  if (operator === 'contains') return `${list}/any(c:contains(c,${text}))`;
  return operator === 'startsWith' ? `${list}/any(c:startswith(c,${text}))` : null;
}

function countText({ count }: EventNode): string | null {
  if ('atLeast' in count) return `operator='ge',value=${count.atLeast}`;
  if ('atMost' in count) return `operator='le',value=${count.atMost}`;
  return 'exactly' in count ? `operator='eq',value=${count.exactly}` : null;
}

function timeText(window: Window): readonly string[] | null {
  if ('rolling' in window) {
    const length = fixedMilliseconds(window.rolling);
    if (length === null || length % 1000 !== 0) return null;
    return [`time gt now() sub duration'${duration(length / 1000)}'`];
  }
  if (!('fixed' in window)) return null;
  const { from, to } = window.fixed;
  if ((from !== undefined && !isDateLiteral(from)) || (to !== undefined && !isDateLiteral(to))) return null;
  const parts = from === undefined ? [] : [`time ge ${from}`];
  if (to !== undefined) parts.push(`time ${to.length === 10 ? 'le' : 'lt'} ${to}`);
  return parts;
}

function duration(seconds: number): string {
  const rest = seconds % 86_400;
  const days = (seconds - rest) / 86_400;
  return `P${days > 0 ? `${days}D` : ''}${rest > 0 ? `T${rest}S` : ''}`;
}

/** A whole date, or a time with its offset. */
function isDateLiteral(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(value);
}

function literal(value: Scalar): string {
  return typeof value === 'string' ? quote(value) : numeral(value);
}

/** Whole numbers beyond those that doubles tell apart are no doubles in OData, unless they have an exponent. */
function numeral(value: unknown): string {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? Number(value).toExponential() : String(value);
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function isScalar(value: PropertyNode['value']): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isList(value: PropertyNode['value']): value is readonly Scalar[] {
  return Array.isArray(value);
}
