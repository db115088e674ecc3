import type { PropertyBag, PropertyValue } from '@kindred/criteria';
import type { AcceptedEvent, PersonImport } from '@kindred/server';
import { events, people } from './history.js';
import type { HistoryOptions } from './options.js';

interface Tree {
  [name: string]: PropertyValue | Tree;
}

/** The known users as newline-delimited JSON, for `kindred import people`. */
export async function* peopleLines(options: HistoryOptions): AsyncGenerator<string> {
  for await (const batch of people(options)) yield batch.map(personLine).join('');
}

/** The history as newline-delimited JSON in the Segment format, for `kindred import events`. */
export async function* eventLines(options: HistoryOptions): AsyncGenerator<string> {
  for await (const batch of events(options)) yield batch.map(eventLine).join('');
}

function personLine(person: PersonImport): string {
  const firstSeen = person.firstSeen === null ? undefined : new Date(person.firstSeen).toISOString();
  return `${JSON.stringify({ ...person, firstSeen })}\n`;
}

function eventLine(event: AcceptedEvent): string {
  return `${JSON.stringify(segmentCall(event))}\n`;
}

/** A call in the Segment tracking format, as clients send it. */
export interface SegmentCall {
  readonly type: AcceptedEvent['type'];
  readonly messageId: string;
  readonly timestamp: string;
  readonly [field: string]: unknown;
}

export function segmentCall(event: AcceptedEvent): SegmentCall {
  const { type, messageId, userId, anonymousId, time } = event;
  return {
    type,
    messageId,
    timestamp: new Date(time).toISOString(),
    anonymousId: anonymousId ?? undefined,
    userId: userId ?? undefined,
    event: type === 'track' ? event.name : undefined,
    name: type === 'page' ? event.properties.name : undefined,
    properties: type === 'identify' ? undefined : event.properties,
    traits: event.traits,
    context: nested(event.context),
  };
}

/** `{'page.path': '/'}` as `{page: {path: '/'}}`. */
function nested(bag: PropertyBag): Tree {
  const tree: Tree = {};
  for (const name in bag) {
    const value = bag[name];
    if (value === undefined) continue;
    const dot = name.indexOf('.');
    if (dot < 0) {
      tree[name] = value;
      continue;
    }
    const head = name.slice(0, dot);
    const branch = tree[head];
    if (isTree(branch)) branch[name.slice(dot + 1)] = value;
    else tree[head] = { [name.slice(dot + 1)]: value };
  }
  return tree;
}

function isTree(value: PropertyValue | Tree | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}
