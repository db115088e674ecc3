import { groupKinds, operatorsFor, type PropertyType, pathOf } from '@kindred/criteria';
import {
  builtInProperties,
  type Language,
  type PropertyDescriptor,
  propertyGroups,
} from '@kindred/criteria/properties';
import type { Warehouse } from '@kindred/warehouse';
import type { z } from 'zod';
import { type PropertyDescription, type SiteSchema, textIn } from '../segments/site-schema.js';
import type { SiteVocabularies } from '../segments/vocabularies.js';
import type { property, propertyGroups as propertyGroupsSchema } from './schemas/vocabulary.js';

type Property = z.output<typeof property>;
type PropertyGroup = z.output<typeof propertyGroupsSchema>['groups'][number];

/** Traits listed of each kind of thing, the most usual first. */
export const mostTraits = 300;

/** What a site says by itself of what it sends and of visits. */
export interface SiteWords {
  readonly vocabularies: SiteVocabularies;
  readonly schema: SiteSchema;
}

/** A trait that came in, and the types of its values. */
interface SeenTrait {
  readonly path: string;
  readonly types: readonly string[];
}

/**
 * Everything that criteria of a site can ask about, described in one language: the traits seen so far, the most usual
 * first, then what is known by itself, traits of usual names that nobody has sent yet included.
 */
export async function paletteOf(
  warehouse: Pick<Warehouse, 'analytics'>,
  site: number,
  language: Language,
  { vocabularies, schema }: SiteWords,
): Promise<PropertyGroup[]> {
  const scopes = ['user', ...groupKinds] as const;
  const found = await Promise.all(scopes.map((scope) => warehouse.analytics.paths(site, scope, mostTraits)));
  const seen = new Map<string, readonly SeenTrait[]>(scopes.map((scope, index) => [scope, found[index] ?? []]));
  return propertyGroups.map(({ id, text }) => ({
    id,
    label: text[language].label,
    description: text[language].meaning,
    properties: withVocabularies(propertiesOf(id, seen.get(id) ?? [], language, schema), vocabularies, language),
  }));
}

function propertiesOf(group: string, traits: readonly SeenTrait[], language: Language, schema: SiteSchema): Property[] {
  const builtIn = builtInProperties.filter((each) => each.group === group);
  const own = new Map(builtIn.map((each) => [each.id, each]));
  const seen = traits
    .filter(({ path }) => own.get(`${group}.${path}`)?.origin !== 'always')
    .map(({ path, types }) => seenTrait(`${group}.${path}`, path, types, own, language));
  const listed = new Set(seen.map(({ id }) => id));
  const rest = builtIn.filter(({ id }) => !listed.has(id)).map((each) => described(each, language));
  const all = [...seen, ...rest].map((each) => withDescription(each, schema.traits.get(each.id), language));
  const known = new Set(all.map(({ id }) => id));
  // What the site has said of and nobody has sent yet.
  const awaited = [...schema.traits].filter(([id]) => id.startsWith(`${group}.`) && !known.has(id));
  return [...all, ...awaited.map(([id, said]) => describedBySite(id, said, language))];
}

/** A property as the site describes it, where it does. */
export function withDescription(
  property: Property,
  said: PropertyDescription | undefined,
  language: Language,
): Property {
  if (said === undefined) return property;
  const { type, values } = said;
  return {
    ...property,
    ...(type === undefined ? {} : { type, operators: operatorsFor(type) }),
    label: textIn(language, said.label) ?? property.label,
    description: textIn(language, said.description) ?? property.description,
    ...(values === undefined ? {} : { values }),
  };
}

/** A property of which only the site knows. */
export function describedBySite(id: string, said: PropertyDescription, language: Language): Property {
  const path = pathOf(id);
  const type = said.type ?? 'text';
  const plain: Property = {
    id,
    label: labelOf(path),
    type,
    operators: operatorsFor(type),
    description: `${traits[language]} ${quoted[language](path)}`,
    requestTime: false,
    seen: false,
  };
  return withDescription(plain, said, language);
}

/** Members of a family such as cookies that have a list of their own stand before their family. */
function withVocabularies(properties: Property[], vocabularies: SiteVocabularies, language: Language): Property[] {
  return properties.flatMap((property) => {
    const values = vocabularies.get(property.id);
    if (values !== undefined) return [{ ...property, values }];
    if (!property.id.endsWith('.')) return [property];
    const members = [...vocabularies].filter(([id]) => id.startsWith(property.id));
    return [
      ...members.map(([id, own]) => {
        const name = quoted[language](id.slice(property.id.length));
        return { ...property, id, label: `${property.label} ${name}`, values: own };
      }),
      property,
    ];
  });
}

function described(descriptor: PropertyDescriptor, language: Language): Property {
  const { id, type, origin, values, readers, text } = descriptor;
  const plain = type === 'dateTime' ? 'date' : type;
  return {
    id,
    label: text[language].label,
    type: plain,
    operators: operatorsFor(plain),
    description: text[language].meaning,
    ...(values === undefined ? {} : { values }),
    requestTime: !readers.includes('live'),
    seen: origin === 'always',
  };
}

/** What came in decides the type, whatever a name means by convention. */
function seenTrait(
  id: string,
  path: string,
  types: readonly string[],
  known: ReadonlyMap<string, PropertyDescriptor>,
  language: Language,
): Property {
  // Text that is dates throughout is a date to whoever reads of it, and still all that text is.
  const dated = isDated(types);
  const type = dated ? 'date' : propertyTypeOf(types);
  const text = known.get(id)?.text[language];
  const suggested = dated || type === 'text' || type === 'textList';
  return {
    id,
    label: text?.label ?? labelOf(path),
    type,
    operators: dated ? [...dateOperators, ...operatorsFor('text')] : operatorsFor(type),
    description: text?.meaning ?? `${traits[language]} ${quoted[language](path)}`,
    ...(suggested ? { values: 'suggest' } : {}),
    requestTime: false,
    seen: true,
  };
}

const traits: Readonly<Record<Language, string>> = { en: 'Trait', es: 'Dato', de: 'Merkmal' };

const quoted: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `“${name}”`,
  es: (name) => `«${name}»`,
  de: (name) => `„${name}“`,
};

/** What dates can be asked beside what any text can. */
const dateOperators = operatorsFor('date').filter((operator) => !operatorsFor('text').includes(operator));

/** Whether everything seen is text that reads as a date. */
function isDated(types: readonly string[]): boolean {
  return types.includes('date') && types.every((type) => type === 'date' || type === 'text');
}

/** The type of values seen; text where they differ. */
function propertyTypeOf(types: readonly string[]): PropertyType {
  const list = types.some((type) => /list|array/i.test(type));
  if (list) return 'textList';
  if (types.length > 0 && types.every((type) => /number|int|float|decimal/i.test(type))) return 'number';
  if (types.length > 0 && types.every((type) => /bool/i.test(type))) return 'boolean';
  if (types.length > 0 && types.every((type) => /date/i.test(type))) return 'date';
  return 'text';
}

/** `openAccounts` and `address.post_code` as words: “open accounts”, “address post code”. */
function labelOf(path: string): string {
  return path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase();
}
