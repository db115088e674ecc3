import type { GroupKind } from '../criteria.js';

/** The kinds of value a property can have; `textList` is many texts. */
export type PropertyType = 'text' | 'number' | 'boolean' | 'date' | 'textList' | 'ip' | 'version';

/** The languages in which properties are described: those of the studio. */
export const languages = ['en', 'es', 'de'] as const;
export type Language = (typeof languages)[number];

/** Where an editor shows a property. */
export type PropertyGroupId = 'user' | GroupKind | 'request' | 'behaviour' | 'segments';

/**
 * What can answer a condition about a property: the predicate over one visitor, SQL over everybody, live state. What is
 * known of the present request alone is answered by the predicate only.
 */
export type Reader = 'predicate' | 'sql' | 'live';

export interface PropertyText {
  /** As it stands in a list of properties. */
  readonly label: string;
  /** One line. */
  readonly meaning: string;
  /** As a sentence says it of one value, where that is not the label: “tag” of “tags”, “name” of “account name”. */
  readonly noun?: string;
  /** Of what a sentence says, in languages whose words tell it; masculine or neuter where absent. */
  readonly feminine?: boolean;
}

/** One property that Kindred knows by itself, before any data has come in. */
export interface PropertyDescriptor {
  /** The name in criteria; one that ends in `.` is the beginning of a family such as `request.cookies.<name>`. */
  readonly id: string;
  readonly group: PropertyGroupId;
  /** Date-times are dates with a time behind them, and compare by the same operators. */
  readonly type: PropertyType | 'dateTime';
  /**
   * `always`: Kindred fills it itself. `trait`: it is there if somebody sends it under this name, and means this by
   * convention only.
   */
  readonly origin: 'always' | 'trait';
  /** What a picker offers: those that came in, or these and no others. Absent: nothing. */
  readonly values?: 'suggest' | readonly string[];
  readonly readers: readonly Reader[];
  readonly text: Readonly<Record<Language, PropertyText>>;
}

/** Label and meaning, and the grammar of the label. */
export type Words = readonly [label: string, meaning: string, grammar?: Pick<PropertyText, 'noun' | 'feminine'>];

/** A row of a group's table: what differs between its properties. */
export interface DescriptorRow {
  readonly path: string;
  readonly type: PropertyDescriptor['type'];
  readonly origin?: PropertyDescriptor['origin'];
  readonly values?: PropertyDescriptor['values'];
  readonly en: Words;
  readonly es: Words;
  readonly de: Words;
}

const everyReader: readonly Reader[] = ['predicate', 'sql', 'live'];
const requestReaders: readonly Reader[] = ['predicate'];

/** The descriptors of one scope, from the rows of its table. */
export function describeScope(scope: string, group: PropertyGroupId, rows: readonly DescriptorRow[]) {
  return rows.map(
    ({ path, type, values, origin, en, es, de }): PropertyDescriptor => ({
      id: `${scope}.${path}`,
      group,
      type,
      origin: origin ?? (group === 'request' ? 'always' : 'trait'),
      ...(values === undefined ? {} : { values }),
      readers: group === 'request' ? requestReaders : everyReader,
      text: { en: textOf(en), es: textOf(es), de: textOf(de) },
    }),
  );
}

/** Label and meaning, named. */
export function textOf([label, meaning, grammar = {}]: Words): PropertyText {
  return { label, meaning, ...grammar };
}
