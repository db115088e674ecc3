import { randomUUID } from 'node:crypto';
import { flatten, flattenWithRemovals, type PropertyBag, PropertyLimitError } from '@kindred/criteria';
import type { AcceptedEvent } from '../engine/contract.js';
import { type Call, CallFault } from './call.js';
import { eventContext } from './event-context.js';
import { eventTime } from './event-time.js';
import type { JsonObject } from './json.js';

/** What the items of one request have in common. */
export interface Envelope {
  /** Epoch ms by our clock. */
  readonly receivedAt: number;
  /** Epoch ms by the sender's clock; an item's own `sentAt` goes before it. */
  readonly sentAt: number | null;
  readonly context: JsonObject | null;
  /** `context` flattened, for the items without one of their own; made when first needed. */
  flatContext?: PropertyBag;
  readonly maxAgeYears: number;
}

const none: PropertyBag = Object.freeze({});

/**
 * A checked call as it goes into the log: flattened, its clock corrected, pages and screens named as the events they
 * are. Costs about 6 µs with a browser's usual context, 2 µs without.
 *
 * @throws CallFault where the properties pass the limits of flattening
 */
export function normalise(call: Call, envelope: Envelope): AcceptedEvent {
  const { type } = call;
  const context = contextOf(call, envelope);
  const base = {
    messageId: call.messageId ?? randomUUID(),
    userId: call.userId,
    anonymousId: call.anonymousId,
    time: eventTime(
      { original: call.original, sentAt: call.sentAt ?? envelope.sentAt, receivedAt: envelope.receivedAt },
      envelope.maxAgeYears,
    ),
    context,
  };
  switch (type) {
    case 'track': {
      const properties = flattened('properties', () => flatten(call.properties));
      return { type, name: call.name ?? '', properties, ...base };
    }
    case 'page':
      return { type, name: 'Page Viewed', properties: pageProperties(call, context), ...base };
    case 'screen':
      return { type, name: 'Screen Viewed', properties: namedProperties(call), ...base };
    case 'identify':
      return { type, name: '', properties: none, ...base, traits: removable(call.traits) };
    case 'group': {
      const { groupKind: _kind, parentId: _parent, ...traits } = call.traits;
      const event = { type, name: '', properties: none, ...base, traits: removable(traits) };
      if (call.group === null) return event;
      const { kind, id, parent } = call.group;
      return { ...event, group: parent === undefined ? { kind, id } : { kind, id, parent } };
    }
    case 'alias': {
      const event = { type, name: '', properties: none, ...base };
      return call.previousId === null ? event : { ...event, previousId: call.previousId };
    }
  }
}

function contextOf(call: Call, envelope: Envelope): PropertyBag {
  if (call.context === null) {
    const shared = envelope.context;
    if (shared === null) return none;
    envelope.flatContext ??= flattened('context', () => eventContext(shared));
    return envelope.flatContext;
  }
  const own = call.context;
  const context = envelope.context === null ? own : { ...envelope.context, ...own };
  return flattened('context', () => eventContext(context));
}

function removable(traits: JsonObject): AcceptedEvent['traits'] {
  return flattened('traits', () => flattenWithRemovals(traits));
}

function namedProperties(call: Call): Record<string, PropertyBag[string]> {
  const properties = flattened('properties', () => flatten(call.properties));
  if (call.name !== null) properties.name ??= call.name;
  if (call.category !== null) properties.category ??= call.category;
  return properties;
}

const pageFields = ['path', 'url', 'referrer', 'title', 'search'] as const;

function pageProperties(call: Call, context: PropertyBag): PropertyBag {
  const properties = namedProperties(call);
  for (const field of pageFields) {
    const value = context[`page.${field}`];
    if (properties[field] === undefined && value !== undefined) properties[field] = value;
  }
  return properties;
}

function flattened<T>(part: string, flattening: () => T): T {
  try {
    return flattening();
  } catch (error) {
    if (!(error instanceof PropertyLimitError)) throw error;
    throw new CallFault(error.code, `${error.message}.`, error.path === '' ? part : `${part}.${error.path}`);
  }
}
