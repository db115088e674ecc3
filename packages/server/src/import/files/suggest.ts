import type { Column } from './columns.js';
import type { EventsMapping, ImportMapping, PeopleMapping } from './mapping.js';
import { bareName, firstName, ownColumns } from './rejected.js';
import type { FileFormat } from './row.js';

const userIds =
  /^(?:(?:user|customer|client|member|person|contact|visitor|kunden|cliente)[ _-]?)?(?:id|no|number|nr|nummer)$/i;
const anonymousIds = /^(?:anonymous|device|cookie|guest)[ _-]?id$/i;
const eventNames = /^(?:event|event[ _-]?name|action)$/i;
const times = /^(?:timestamp|time|date|event[ _-]?time|created[ _-]?at|occurred[ _-]?at|received[ _-]?at)$/i;

/**
 * A first mapping by the names of columns and by what is in them, for somebody to look through: a file with a column of
 * event names and one of times is of events, any other of people. Without a column of ids, rows are numbered.
 * Of rejected rows that are sent again, what tells why they were rejected is left out.
 */
export function suggestMapping(found: readonly Column[], fileName: string, format: FileFormat): ImportMapping {
  const columns = ownColumns(found);
  const bare = bareName(fileName);
  const first = columns === found ? bare : firstName(bare);
  // A head of CSV may have a dot in a name; in the other formats it stands between the names of a path.
  const pathIn = (name: string) => pathOf(name, format === 'csv' ? '_' : '.');
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
      timestamp: timeOf(time),
      properties: others(user, anonymous, event, time.name).map(({ name, suggested }) => ({
        column: name,
        property: pathIn(name),
        ...suggested,
      })),
    };
  }
  return {
    what: 'people',
    userId: user === undefined ? { numbered: `${pathOf(first, '_')}-` } : { column: user },
    ...ids,
    traits: others(find(userIds), anonymous).map(({ name, suggested }) => ({
      column: name,
      trait: pathIn(name),
      ...suggested,
    })),
    groups: [],
  } satisfies PeopleMapping;
}

function timeOf({ name, suggested: { dates, nothing } }: Column): EventsMapping['timestamp'] {
  return { column: name, ...(dates === undefined ? {} : { dates }), ...(nothing === undefined ? {} : { nothing }) };
}

/**
 * The name of a column as a name of a trait, without spaces around it. What the calls of the tracking API nest, such as
 * `traits.plan` and `properties.price`, is called as it is there.
 */
function pathOf(name: string, dot: '.' | '_'): string {
  const own = name.trim().replace(/^(?:traits|properties)\.(?=.)/, '');
  return own.replaceAll('.', dot).slice(0, 200);
}
