import type { Criteria, EventNode, GroupKind, Operand, Operator, PropertyNode, Window } from '../criteria.js';
import { flatten } from '../flatten.js';
import type { Calendar, CriteriaEvent, GroupRecord, PropertyBag, Subject } from '../values.js';

/** One row of the shared table: every reader of the language must agree with it. */
export interface CriteriaCase {
  /** A statement, unique in the table. */
  readonly name: string;
  readonly criteria: Criteria;
  readonly subject: Subject;
  /** The visitor's history; no event is after `now`. */
  readonly events: readonly CriteriaEvent[];
  /** Given only where the criteria read the present request. */
  readonly request?: PropertyBag;
  /** Segments that the visitor is a member of. */
  readonly memberOf?: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly calendar: Calendar;
  readonly expected: boolean;
}

export const berlin: Calendar = { timeZone: 'Europe/Berlin', weekStart: 1 };

/** A Wednesday; 14:00 in Berlin. */
export const noon = Date.parse('2026-05-20T12:00:00.000Z');

type Rest = Partial<Omit<CriteriaCase, 'name' | 'criteria' | 'expected'>>;

export function row(name: string, criteria: Criteria, expected: boolean, rest: Rest = {}): CriteriaCase {
  return { name, criteria, subject: person({}), events: [], now: noon, calendar: berlin, expected, ...rest };
}

/** A row about one trait, `user.x`, given as it would be sent. */
export function traitRow(
  name: string,
  operator: Operator,
  value: PropertyNode['value'],
  x: unknown,
  expected: boolean,
  rest: Rest & { readonly exactCase?: boolean } = {},
): CriteriaCase {
  const { exactCase, ...others } = rest;
  const criteria = { ...is('user.x', operator, value), ...(exactCase === undefined ? {} : { exactCase }) };
  return row(name, criteria, expected, { subject: person({ x }), ...others });
}

export function is(property: string, operator: Operator, value?: Operand): PropertyNode {
  return value === undefined
    ? { type: 'property', property, operator }
    : { type: 'property', property, operator, value };
}

export function not(of: Criteria): Criteria {
  return { type: 'not', of };
}

export function all(...of: Criteria[]): Criteria {
  return { type: 'all', of };
}

export function any(...of: Criteria[]): Criteria {
  return { type: 'any', of };
}

export function atLeast(times: number, event: string, window?: Window, where?: Criteria): EventNode {
  return eventNode({ atLeast: times }, event, window, where);
}

export function atMost(times: number, event: string, window?: Window, where?: Criteria): EventNode {
  return eventNode({ atMost: times }, event, window, where);
}

function eventNode(count: EventNode['count'], event: string, window?: Window, where?: Criteria): EventNode {
  return { type: 'event', event, count, ...(where ? { where } : {}), ...(window ? { window } : {}) };
}

/** A known user with these traits, given as they would be sent. */
export function person(traits: unknown, groups: Subject['groups'] = {}): Subject {
  return { id: '1', userId: 'u-1', traits: flatten(traits), groups };
}

export function guest(traits: unknown = {}): Subject {
  return { id: '1', userId: null, traits: flatten(traits), groups: {} };
}

export function memberOf(kind: GroupKind, ...groups: (GroupRecord | string)[]): Subject['groups'] {
  return { [kind]: groups.map((group) => (typeof group === 'string' ? { id: group, traits: {} } : group)) };
}

/** An event at an instant: epoch milliseconds or ISO 8601 with an offset. */
export function did(
  name: string,
  time: number | string,
  properties: unknown = {},
  context: unknown = {},
): CriteriaEvent {
  const at = typeof time === 'number' ? time : Date.parse(time);
  return { id: `${name} ${at}`, name, time: at, properties: flatten(properties), context: flatten(context) };
}

/** The same event several times, at different instants before one. */
export function times(count: number, name: string, before: number = noon): CriteriaEvent[] {
  return Array.from({ length: count }, (_, index) => did(name, before - (index + 1) * 60_000));
}
