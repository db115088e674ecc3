import type { PropertyType } from '@kindred/criteria';
import type { Language } from '@kindred/criteria/properties';
import type { Definitions } from '@kindred/store';
import { z } from 'zod';

export const propertyTypes = [
  'text',
  'number',
  'boolean',
  'date',
  'textList',
  'ip',
  'version',
] as const satisfies readonly PropertyType[];

const texts = z.record(z.string(), z.string());
const description = z.object({
  label: texts.optional(),
  description: texts.optional(),
  type: z.enum(propertyTypes).optional(),
  values: z.array(z.string()).optional(),
});
const eventDescription = z.object({
  label: texts.optional(),
  description: texts.optional(),
  properties: z.record(z.string(), description),
});
const stored = z.object({ traits: z.record(z.string(), description), events: z.record(z.string(), eventDescription) });

/** How many traits and how many events a site can describe. */
export const schemaLimit = 2_000;

/** What a site says of one of its traits, or of a property of one of its events. Texts are by language. */
export type PropertyDescription = z.output<typeof description>;
export type EventDescription = z.output<typeof eventDescription>;

/** What a site says of what it sends: its traits by whole name (`user.plan`), its events by name. */
export interface SiteSchema {
  readonly traits: ReadonlyMap<string, PropertyDescription>;
  readonly events: ReadonlyMap<string, EventDescription>;
}

const nothing: SiteSchema = { traits: new Map(), events: new Map() };

/**
 * The schemas of all sites, in memory. A schema says how things are called, offered and compared in the studio and what
 * an analysis points out; it never changes who matches.
 */
export class SiteSchemas {
  readonly #sites = new Map<number, SiteSchema>();
  /** Changes one after another, since each rewrites the whole of a site. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly settings: Definitions['settings']) {}

  static async load(definitions: Pick<Definitions, 'settings' | 'sites'>): Promise<SiteSchemas> {
    const schemas = new SiteSchemas(definitions.settings);
    for (const { id } of await definitions.sites.list()) {
      const text = await definitions.settings.get(nameFor(id));
      if (text === null) continue;
      const { traits, events } = stored.parse(JSON.parse(text));
      schemas.#sites.set(id, { traits: new Map(Object.entries(traits)), events: new Map(Object.entries(events)) });
    }
    return schemas;
  }

  of(site: number): SiteSchema {
    return this.#sites.get(site) ?? nothing;
  }

  /** Null takes a description away. Whether there was one before. */
  setTrait(site: number, property: string, said: PropertyDescription | null): Promise<boolean> {
    return this.#change(site, ({ traits, events }) => [
      { traits: changed(traits, property, said), events },
      traits.has(property),
    ]);
  }

  /** As `setTrait`, of an event. */
  setEvent(site: number, event: string, said: EventDescription | null): Promise<boolean> {
    return this.#change(site, ({ traits, events }) => [
      { traits, events: changed(events, event, said) },
      events.has(event),
    ]);
  }

  #change(site: number, make: (schema: SiteSchema) => readonly [SiteSchema, boolean]): Promise<boolean> {
    const change = this.#last.then(async () => {
      const [schema, found] = make(this.of(site));
      const { traits, events } = schema;
      const text = JSON.stringify({ traits: Object.fromEntries(traits), events: Object.fromEntries(events) });
      await this.settings.set(nameFor(site), text);
      this.#sites.set(site, schema);
      return found;
    });
    this.#last = change.catch(() => undefined);
    return change;
  }
}

function changed<T>(all: ReadonlyMap<string, T>, key: string, value: T | null): ReadonlyMap<string, T> {
  const map = new Map(all);
  if (value === null) map.delete(key);
  else map.set(key, value);
  return map;
}

function nameFor(site: number): string {
  return `schema.${site}`;
}

/** What is said of a property of an event, by its path without `properties.`. */
export function eventPropertyOf(said: EventDescription | undefined, path: string): PropertyDescription | undefined {
  return said !== undefined && Object.hasOwn(said.properties, path) ? said.properties[path] : undefined;
}

/** A text in the language asked for, else in English, else the first there is. */
export function textIn(language: Language, said: Readonly<Record<string, string>> | undefined): string | undefined {
  return said === undefined ? undefined : (said[language] ?? said.en ?? Object.values(said)[0]);
}
