import { type CriteriaEvent, flatten, type PropertyBag, type PropertyValue } from '@kindred/criteria';
import { eventContext, readTime } from '@kindred/server/reading';
import { bagAt, nothing, withinLimits } from './bag.js';
import { isObject, type JsonObject, listAt, QuestionFault, textAt } from './fault.js';

const none: readonly CriteriaEvent[] = [];

/**
 * What the person did, as tracking calls or in short: `event` or `name`, `timestamp` or `time` (else `now`),
 * `messageId` or `id`, `properties`, `context`; a call of type page is `Page Viewed`, of type screen `Screen Viewed`.
 * Calls that do nothing that could be counted (identify, group, alias) are passed over, and so is what repeats a
 * messageId. Events without one are in the order given where their times are equal.
 *
 * @throws QuestionFault
 */
export function readHistory(value: unknown, now: number, path: string): readonly CriteriaEvent[] {
  const list = listAt(value, path);
  if (list.length === 0) return none;
  const events: CriteriaEvent[] = [];
  const seen = new Set<string>();
  for (let index = 0; index < list.length; index++) {
    const event = readEvent(list[index], index, now, `${path}[${index}]`);
    if (event === null || seen.has(event.id)) continue;
    seen.add(event.id);
    events.push(event);
  }
  return events;
}

function readEvent(value: unknown, index: number, now: number, path: string): CriteriaEvent | null {
  if (!isObject(value)) throw new QuestionFault('not_an_object', `${path} must be an object.`, path);
  const type = textAt(value.type, `${path}.type`);
  if (type === 'identify' || type === 'group' || type === 'alias') return null;
  const time = timeOf(value, path);
  const context = contextOf(value.context, `${path}.context`);
  const properties = bagAt(value.properties, `${path}.properties`);
  const base = {
    id: textAt(value.messageId ?? value.id, `${path}.messageId`) ?? `#${String(index).padStart(9, '0')}`,
    time: time ?? now,
    context,
  };
  if (type === 'page') return { ...base, name: 'Page Viewed', properties: pageProperties(value, properties, context) };
  if (type === 'screen') return { ...base, name: 'Screen Viewed', properties: named(value, properties) };
  const name = textAt(value.event ?? value.name, `${path}.event`);
  if (name === null || name.trim() === '')
    throw new QuestionFault('missing_event', 'An event needs a name.', `${path}.event`);
  return { ...base, name, properties: name === 'Page Viewed' ? pageFields(properties, context) : properties };
}

function timeOf(event: JsonObject, path: string): number | null {
  const key = ['originalTimestamp', 'timestamp', 'time'].find(
    (each) => event[each] !== undefined && event[each] !== null,
  );
  if (key === undefined) return null;
  const time = readTime(event[key]);
  if (time !== null) return time;
  const what = `${path}.${key} must be an ISO 8601 date-time or milliseconds since 1970.`;
  throw new QuestionFault('invalid_time', what, `${path}.${key}`);
}

/** What the server reads from a context, beside everything that was said: here nothing personal needs to be left out. */
function contextOf(value: unknown, path: string): PropertyBag {
  if (value === undefined || value === null) return nothing;
  if (!isObject(value)) throw new QuestionFault('not_an_object', `${path} must be an object.`, path);
  return withinLimits(path, () => ({ ...flatten(value), ...eventContext(value) }));
}

function named(call: JsonObject, properties: PropertyBag): PropertyBag {
  const bag: Record<string, PropertyValue> = { ...properties };
  for (const key of ['name', 'category']) {
    const value = call[key];
    if (bag[key] === undefined && typeof value === 'string' && value !== '') bag[key] = value;
  }
  return bag;
}

function pageProperties(call: JsonObject, properties: PropertyBag, context: PropertyBag): PropertyBag {
  return pageFields(named(call, properties), context);
}

/** A page that does not say its address itself is the one of its context. */
function pageFields(properties: PropertyBag, context: PropertyBag): PropertyBag {
  if (context === nothing) return properties;
  const bag: Record<string, PropertyValue> = { ...properties };
  for (const field of ['path', 'url', 'referrer', 'title', 'search']) {
    const value = context[`page.${field}`];
    if (bag[field] === undefined && value !== undefined) bag[field] = value;
  }
  return bag;
}
