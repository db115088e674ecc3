import { groupKinds, pathOf } from '@kindred/criteria';
import type { CataloguedProperty, PropertyCatalogue } from '@kindred/criteria/analysis';
import type { Warehouse } from '@kindred/warehouse';
import { mostTraits, paletteOf, type SiteWords } from '../api/palette.js';
import { eventPropertyOf, type PropertyDescription } from './site-schema.js';

const mostEvents = 1_000;

/** What a site's criteria are analysed with: the traits and events that it has. */
export async function catalogueOf(warehouse: Warehouse, site: number, words: SiteWords): Promise<PropertyCatalogue> {
  const { vocabularies, schema } = words;
  const [groups, events] = await Promise.all([
    paletteOf(warehouse, site, 'en', words),
    warehouse.analytics.eventNames(site, '', mostEvents),
  ]);
  const known = new Map<string, CataloguedProperty>();
  const scopesCut = new Set<string>();
  for (const { id, properties } of groups) {
    if (!['user', ...groupKinds].includes(id)) continue;
    const seen = properties.filter((each) => each.seen);
    if (seen.length >= mostTraits) scopesCut.add(id);
    // Text stands for values of different types too, so only the other types say what does not fit.
    for (const { id: name, type } of seen) {
      known.set(name, type === 'number' || type === 'boolean' ? { type } : {});
    }
  }
  for (const [name, values] of vocabularies) known.set(name, { values });
  for (const [name, said] of schema.traits) known.set(name, catalogued(said));
  const names = new Set([...events.map(({ name }) => name), ...schema.events.keys()]);
  return {
    // Beyond the traits listed there may be more, so one that is not listed is not unknown.
    property: (name) => known.get(name) ?? (scopesCut.has(name.slice(0, name.indexOf('.'))) ? {} : undefined),
    eventProperty: (event, property) => {
      const said = schema.events.get(event);
      if (said === undefined || Object.keys(said.properties).length === 0) return null;
      const own = eventPropertyOf(said, pathOf(property));
      return own === undefined ? undefined : catalogued(own);
    },
    ...(events.length >= mostEvents ? {} : { hasEvent: (name: string) => names.has(name) }),
  };
}

function catalogued({ type, values }: PropertyDescription): CataloguedProperty {
  return { ...(type === undefined ? {} : { type }), ...(values === undefined ? {} : { values }) };
}
