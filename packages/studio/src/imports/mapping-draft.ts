import type {
  EventsMapping,
  FileColumn,
  GroupKind,
  ImportMapping,
  PeopleMapping,
  UserIdOf,
  ValueFormat,
} from '../api/imports.js';

export const groupKinds: readonly GroupKind[] = ['account', 'organization', 'userGroup', 'team', 'role'];

/** What a column is for. Each of the ids and times is that of one column at the most. */
export type ColumnUse =
  | 'value'
  | 'ignore'
  | 'userId'
  | 'anonymousId'
  | 'firstSeen'
  | 'event'
  | 'timestamp'
  | 'messageId'
  | GroupKind;

export interface ColumnDraft extends ValueFormat {
  readonly use: ColumnUse;
  /** The trait or property that its values become. */
  readonly name: string;
}

/** A mapping while somebody works on it: by column, as the table shows it. */
export interface MappingDraft {
  readonly what: 'people' | 'events';
  readonly columns: Readonly<Record<string, ColumnDraft>>;
  /** What ids of people begin with where no column has them. */
  readonly idPrefix: string;
  /** The event where no column names it. */
  readonly eventName: string;
}

export type DraftFault = 'noTimestamp' | 'noEvent' | 'nobody' | 'noName';

/** Uses that a column can have, in the order in which they are offered. */
export function usesOf(what: MappingDraft['what']): readonly ColumnUse[] {
  return what === 'people'
    ? ['value', 'ignore', 'userId', 'anonymousId', 'firstSeen', ...groupKinds]
    : ['value', 'ignore', 'userId', 'anonymousId', 'event', 'timestamp', 'messageId'];
}

export function draftOf(mapping: ImportMapping, columns: readonly FileColumn[]): MappingDraft {
  const uses = new Map<string, ColumnUse>();
  const formats = new Map<string, ValueFormat & { readonly name: string }>();
  const use = (column: string | undefined, as: ColumnUse) => column !== undefined && uses.set(column, as);
  const values =
    mapping.what === 'people'
      ? mapping.traits.map(({ trait, ...value }) => ({ ...value, name: trait }))
      : mapping.properties.map(({ property, ...value }) => ({ ...value, name: property }));
  for (const { column, ...value } of values) {
    uses.set(column, 'value');
    formats.set(column, value);
  }
  const time = mapping.what === 'people' ? mapping.firstSeen : mapping.timestamp;
  if (time !== undefined) formats.set(time.column, { ...formatOfTime(time), name: time.column });
  if (mapping.userId !== undefined && 'column' in mapping.userId) use(mapping.userId.column, 'userId');
  use(mapping.anonymousId, 'anonymousId');
  if (mapping.what === 'people') {
    use(mapping.firstSeen?.column, 'firstSeen');
    for (const { column, kind, separator } of mapping.groups) {
      use(column, kind);
      formats.set(column, { type: 'text', name: column, ...(separator === undefined ? {} : { separator }) });
    }
  } else {
    if ('column' in mapping.event) use(mapping.event.column, 'event');
    use(mapping.timestamp.column, 'timestamp');
    use(mapping.messageId, 'messageId');
  }
  return {
    what: mapping.what,
    idPrefix: mapping.userId !== undefined && 'numbered' in mapping.userId ? mapping.userId.numbered : '',
    eventName: mapping.what === 'events' && 'name' in mapping.event ? mapping.event.name : '',
    columns: Object.fromEntries(
      columns.map(({ name, suggested }) => [
        name,
        // What the mapping says of a column holds, not what the column looks like.
        { ...(formats.get(name) ?? { ...suggested, name }), use: uses.get(name) ?? 'ignore' },
      ]),
    ),
  };
}

function formatOfTime({ dates, nothing }: EventsMapping['timestamp']): ValueFormat {
  return { type: 'date', ...(dates === undefined ? {} : { dates }), ...(nothing === undefined ? {} : { nothing }) };
}

/** The draft with another use for a column; a use that only one column can have is taken from the other. */
export function withUse(draft: MappingDraft, column: string, use: ColumnUse): MappingDraft {
  const shared = use === 'value' || use === 'ignore' || groupKinds.some((kind) => kind === use);
  const columns = Object.entries(draft.columns).map(([name, each]) => [
    name,
    name === column ? { ...each, use } : !shared && each.use === use ? { ...each, use: 'value' as const } : each,
  ]);
  return { ...draft, columns: Object.fromEntries(columns) };
}

/** The draft for the other kind of rows: uses that these do not have become values. */
export function withWhat(draft: MappingDraft, what: MappingDraft['what']): MappingDraft {
  const uses = usesOf(what);
  const columns = Object.entries(draft.columns).map(([name, each]) => [
    name,
    uses.includes(each.use) ? each : { ...each, use: 'value' as const },
  ]);
  return { ...draft, what, columns: Object.fromEntries(columns) };
}

/** What is still missing before the server can be asked. */
export function faultsOf(draft: MappingDraft): readonly DraftFault[] {
  const faults: DraftFault[] = [];
  const has = (use: ColumnUse) => Object.values(draft.columns).some((column) => column.use === use);
  if (draft.what === 'events') {
    if (!has('timestamp')) faults.push('noTimestamp');
    if (!has('event') && draft.eventName.trim() === '') faults.push('noEvent');
    if (!has('userId') && !has('anonymousId')) faults.push('nobody');
  } else if (!has('userId') && draft.idPrefix.trim() === '') faults.push('nobody');
  if (Object.values(draft.columns).some(({ use, name }) => use === 'value' && name.trim() === ''))
    faults.push('noName');
  return faults;
}

export function mappingOf(draft: MappingDraft): ImportMapping {
  return draft.what === 'people' ? peopleOf(draft) : eventsOf(draft);
}

function peopleOf(draft: MappingDraft): PeopleMapping {
  const anonymousId = columnOf(draft, 'anonymousId');
  const firstSeen = columnOf(draft, 'firstSeen');
  return {
    what: 'people',
    userId: userIdOf(draft) ?? { numbered: draft.idPrefix },
    ...(anonymousId === undefined ? {} : { anonymousId }),
    ...(firstSeen === undefined ? {} : { firstSeen: timeOf(draft, firstSeen) }),
    traits: valuesOf(draft).map(({ column, name, format }) => ({ column, trait: name, ...format })),
    groups: Object.entries(draft.columns).flatMap(([column, { use, separator }]) =>
      groupKinds
        .filter((kind) => kind === use)
        .map((kind) => ({ column, kind, ...(separator === undefined ? {} : { separator }) })),
    ),
  };
}

function eventsOf(draft: MappingDraft): EventsMapping {
  const userId = userIdOf(draft);
  const anonymousId = columnOf(draft, 'anonymousId');
  const event = columnOf(draft, 'event');
  const messageId = columnOf(draft, 'messageId');
  return {
    what: 'events',
    ...(userId === undefined ? {} : { userId }),
    ...(anonymousId === undefined ? {} : { anonymousId }),
    event: event === undefined ? { name: draft.eventName.trim() } : { column: event },
    timestamp: timeOf(draft, columnOf(draft, 'timestamp') ?? ''),
    ...(messageId === undefined ? {} : { messageId }),
    properties: valuesOf(draft).map(({ column, name, format }) => ({ column, property: name, ...format })),
  };
}

function columnOf({ columns }: MappingDraft, use: ColumnUse): string | undefined {
  return Object.entries(columns).find(([, column]) => column.use === use)?.[0];
}

function userIdOf(draft: MappingDraft): UserIdOf | undefined {
  const column = columnOf(draft, 'userId');
  return column === undefined ? undefined : { column };
}

function timeOf({ columns }: MappingDraft, column: string) {
  const { dates, nothing } = columns[column] ?? {};
  return { column, ...(dates === undefined ? {} : { dates }), ...(nothing === undefined ? {} : { nothing }) };
}

function valuesOf({ columns }: MappingDraft) {
  return Object.entries(columns)
    .filter(([, { use }]) => use === 'value')
    .map(([column, { name, use: _, ...format }]) => ({ column, name: name.trim(), format }));
}
