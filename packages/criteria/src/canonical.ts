import type {
  AggregateNode,
  AtLeastNode,
  Criteria,
  EventMatch,
  EventNode,
  EventTimeNode,
  Leaf,
  PropertyNode,
  SequenceNode,
  SequenceStep,
  Window,
} from './criteria.js';
import { fixedMilliseconds } from './duration.js';
import { normalCount, normalDuration, normalProperty, normalWindow } from './normal-leaf.js';

/**
 * One text for all spellings of one condition: keys in one order, defaults left out, `oneOf` as a set, lengths of time in
 * one unit. Text is not folded, so `“Free”` and `“free”` are two leaves with one meaning.
 */
export function leafKey(leaf: Leaf): string {
  return canonical(leaf);
}

/**
 * One text for all spellings of one tree, also where they differ in the order or repetition of parts, in groups inside
 * groups of their kind, in groups of one part or in double negation. Equal text means equal meaning; the reverse is
 * not promised.
 */
export function canonical(criteria: Criteria): string {
  return formOf(criteria).text;
}

/**
 * The tree that stands for all spellings of one: groups of one part and double negations are gone, groups inside groups
 * of their kind are opened, parts stand once each in the order of their canonical text, defaults are left out, a
 * `oneOf` is sorted (of one value: `equals`), lengths of time have the largest unit that divides them. It means the same
 * as what it was made of, its own canonical form is itself, and it is what `criteriaHash` is the hash of.
 */
export function canonicalForm(criteria: Criteria): Criteria {
  return formOf(criteria).criteria;
}

/** A short name for what the criteria mean: 20 letters and digits of their canonical text. Not for secrets. */
export function criteriaHash(criteria: Criteria): string {
  const text = canonical(criteria);
  return hashLane(text, 0x9e3779b9) + hashLane(text, 0x7f4a7c15);
}

/** A tree in normal form with its text. */
interface Form {
  readonly criteria: Criteria;
  readonly text: string;
}

function formOf(criteria: Criteria): Form {
  switch (criteria.type) {
    case 'all':
    case 'any':
      return groupForm(criteria.type, criteria.of);
    case 'not': {
      const part = formOf(criteria.of);
      if (part.criteria.type === 'not') return formOf(part.criteria.of);
      return { criteria: { type: 'not', of: part.criteria }, text: `{"not":${part.text}}` };
    }
    case 'property': {
      const node = normalProperty(criteria);
      return { criteria: node, text: propertyText(node) };
    }
    case 'atLeast':
      return someForm(criteria);
    case 'event':
      return eventForm(criteria);
    case 'segment':
      return { criteria, text: `{"segment":${JSON.stringify(criteria.segment)}}` };
    case 'people': {
      const of = formOf(criteria.of);
      const node = {
        ...criteria,
        of: of.criteria,
        ...(criteria.count === undefined ? {} : { count: normalCount(criteria.count) }),
        ...(criteria.share === undefined ? {} : { share: normalCount(criteria.share) }),
      };
      return { criteria: node, text: `{"people":${of.text}${others(node, peopleKeys)}}` };
    }
    case 'aggregate':
      return plainForm(normalAggregate(criteria));
    case 'eventTime':
      return plainForm(normalEventTime(criteria));
    case 'sequence':
      return plainForm(normalSequence(criteria));
    case 'bucket':
      return plainForm(criteria);
  }
}

/** The form of what is in its one spelling already. */
function plainForm(criteria: Criteria): Form {
  return { criteria, text: stable(criteria) };
}

function normalAggregate(node: AggregateNode): AggregateNode {
  const { type, event, where, window, function: made, ...compared } = node;
  const { type: _, of: __, ...comparison } = normalProperty({ type: 'property', ...compared });
  return { type, ...normalMatch(node), ...windowOf(node), function: made, ...comparison };
}

function normalEventTime(node: EventTimeNode): EventTimeNode {
  const { type, which, as } = node;
  const { operator, value } = normalProperty({ ...node, type: 'property', property: '' });
  return {
    type,
    ...normalMatch(node),
    ...windowOf(node),
    which,
    operator,
    ...(value === undefined ? {} : { value }),
    ...(as === undefined ? {} : { as }),
  };
}

/** What must not come between is a set; one property for every step is that property. */
function normalSequence({ type, steps, within, same, window }: SequenceNode): SequenceNode {
  const one = typeof same === 'object' && new Set(same).size === 1 ? same[0] : same;
  return {
    type,
    steps: steps.map(normalStep),
    ...(within === undefined ? {} : { within: normalDuration(within) }),
    ...(one === undefined ? {} : { same: one }),
    ...windowOf({ window }),
  };
}

function normalStep(step: SequenceStep): SequenceStep {
  const without = new Map((step.without ?? []).map(normalMatch).map((match) => [stable(match), match]));
  const sorted = [...without.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, match]) => match);
  return {
    ...normalMatch(step),
    ...(sorted.length === 0 ? {} : { without: sorted }),
    ...(step.absent === true ? { absent: true } : {}),
  };
}

function normalMatch({ event, where }: EventMatch): EventMatch {
  return { event, ...(where === undefined ? {} : { where: canonicalForm(where) }) };
}

function windowOf({ window }: { readonly window?: Window | undefined }): { readonly window?: Window } {
  return window === undefined ? {} : { window: normalWindow(window) };
}

function groupForm(type: 'all' | 'any', of: readonly Criteria[]): Form {
  const parts = new Map<string, Form>();
  const add = (form: Form) => {
    const { criteria } = form;
    // What is left of a part may be a group of this kind, once its own groups of one part are gone.
    if (criteria.type === type) for (const part of criteria.of) add(formOf(part));
    else parts.set(form.text, form);
  };
  for (const part of of) add(formOf(part));
  const sorted = [...parts.values()].sort((one, other) => (one.text < other.text ? -1 : 1));
  const [only] = sorted;
  if (sorted.length === 1 && only !== undefined) return only;
  return {
    criteria: { type, of: sorted.map((part) => part.criteria) },
    text: `{"${type}":[${sorted.map((part) => part.text).join(',')}]}`,
  };
}

/** “At least 1 of” is `any` and “all of so many” is `all`. What is said twice counts twice, so it stays. */
function someForm({ count, of }: AtLeastNode): Form {
  if (count === 1) return groupForm('any', of);
  if (count === of.length) return groupForm('all', of);
  const sorted = of.map(formOf).sort((one, other) => (one.text < other.text ? -1 : 1));
  return {
    criteria: { type: 'atLeast', count, of: sorted.map((part) => part.criteria) },
    text: `{"atLeast":${count},"of":[${sorted.map((part) => part.text).join(',')}]}`,
  };
}

function eventForm(node: EventNode): Form {
  const where = node.where === undefined ? undefined : formOf(node.where);
  const { window } = windowOf(node);
  const normal = normalCount(node.count);
  const criteria: EventNode = {
    ...node,
    count: normal,
    ...(where === undefined ? {} : { where: where.criteria }),
    ...(window === undefined ? {} : { window }),
  };
  let count = `"count":${stable(normal)}`;
  if ('atLeast' in normal) count = `"atLeast":${normal.atLeast}`;
  else if ('atMost' in normal) count = `"atMost":${normal.atMost}`;
  const inside = where === undefined ? '' : `,"where":${where.text}`;
  const rest = others(node, eventKeys);
  return { criteria, text: `{"event":${JSON.stringify(node.event)},${count}${inside}${windowText(window)}${rest}}` };
}

function propertyText(node: PropertyNode): string {
  const value = node.value === undefined ? '' : `,"value":${stable(node.value)}`;
  const exact = node.exactCase === true ? ',"exactCase":true' : '';
  const rest = others(node, propertyKeys);
  return `{"property":${JSON.stringify(node.property)},"operator":"${node.operator}"${value}${exact}${rest}}`;
}

function windowText(window: Window | undefined): string {
  if (window === undefined) return '';
  const length = 'rolling' in window ? fixedMilliseconds(window.rolling) : null;
  if (length !== null) return `,"rolling":${length}`;
  // The braces of a whole window are left out: its members stand among those of the condition.
  return `,${stable(window).slice(1, -1)}`;
}

const eventKeys: ReadonlySet<string> = new Set(['type', 'event', 'where', 'count', 'window']);
const peopleKeys: ReadonlySet<string> = new Set(['type', 'of']);
const propertyKeys: ReadonlySet<string> = new Set(['type', 'property', 'operator', 'value', 'exactCase']);

/** The further members of a node in one order, each with a comma before it, so that none is ever forgotten. */
function others(node: object, known: ReadonlySet<string>): string {
  return membersOf(node)
    .filter(([key]) => !known.has(key))
    .map(([key, value]) => `,${JSON.stringify(key)}:${stable(value)}`)
    .join('');
}

/** JSON with its keys in one order; conditions inside it in their canonical text. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (isCondition(value)) return canonical(value);
  return `{${membersOf(value)
    .map(([key, member]) => `${JSON.stringify(key)}:${stable(member)}`)
    .join(',')}}`;
}

function membersOf(node: object): [string, unknown][] {
  return Object.entries(node)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

const conditionTypes: ReadonlySet<string> = new Set(['all', 'any', 'not', 'atLeast', 'property', 'event', 'segment']);

/** Whether a member of a node is a condition with a text of its own. */
function isCondition(value: object): value is Criteria {
  return 'type' in value && typeof value.type === 'string' && conditionTypes.has(value.type);
}

/** 52 bits by two multiply-and-rotate accumulators, in 10 characters of base 36 (which hold 51.7; the rest is cut). */
function hashLane(text: string, seed: number): string {
  let low = 0xdeadbeef ^ seed;
  let high = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x85ebca77);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ code, 0xc2b2ae3d);
    high = (high << 15) | (high >>> 17);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  const number = (high & 0xfffff) * 0x1_0000_0000 + (low >>> 0);
  return number.toString(36).padStart(10, '0').slice(-10);
}
