import type { Column } from './columns.js';
import type { ImportMapping, PeopleMapping } from './mapping.js';

const userIds =
  /^(?:(?:user|customer|client|member|person|contact|visitor|kunden|cliente)[ _-]?)?(?:id|no|number|nr|nummer)$/i;
const anonymousIds = /^(?:anonymous|device|cookie|guest)[ _-]?id$/i;
const eventNames = /^(?:event|event[ _-]?name|action)$/i;
const times = /^(?:timestamp|time|date|event[ _-]?time|created[ _-]?at|occurred[ _-]?at|received[ _-]?at)$/i;

/**
 * A first mapping by the names of columns and by what is in them, for somebody to look through: a file with a column of
 * event names and one of times is of events, any other of people. Without a column of ids, rows are numbered.
 */
export function suggestMapping(columns: readonly Column[], fileName: string): ImportMapping {
  const find = (pattern: RegExp) => columns.find(({ name }) => pattern.test(name.trim()))?.name;
  const user = find(userIds) ?? find(/^email$/i);
  const anonymous = find(anonymousIds);
  const event = find(eventNames);
  const time = columns.find(({ name, suggested }) => times.test(name) && suggested.type === 'date');
  const others = (...taken: readonly (string | undefined)[]) => columns.filter(({ name }) => !taken.includes(name));
  const ids = anonymous === undefined ? {} : { anonymousId: anonymous };
  if (event !== undefined && time !== undefined) {
    return {
      what: 'events',
      ...(user === undefined ? {} : { userId: { column: user } }),
      ...ids,
      event: { column: event },
      timestamp: { column: time.name, ...datesOf(time) },
      properties: others(user, anonymous, event, time.name).map(({ name, suggested }) => ({
        column: name,
        property: pathOf(name),
        ...suggested,
      })),
    };
  }
  return {
    what: 'people',
    userId: user === undefined ? { numbered: `${pathOf(fileName.replace(/\.[^.]*$/, ''))}-` } : { column: user },
    ...ids,
    traits: others(find(userIds), anonymous).map(({ name, suggested }) => ({
      column: name,
      trait: pathOf(name),
      ...suggested,
    })),
    groups: [],
  } satisfies PeopleMapping;
}

function datesOf({ suggested }: Column): { dates?: 'dmy' | 'mdy' } {
  return suggested.dates === undefined ? {} : { dates: suggested.dates };
}

/** The name of a column as a name of a trait: without dots, which would nest it, and spaces around it. */
function pathOf(name: string): string {
  return name.trim().replaceAll('.', '_').slice(0, 200);
}
