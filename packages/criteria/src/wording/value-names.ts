import type { GroupKind } from '../criteria.js';
import { isGroupKind, pathOf, scopeOf } from '../property.js';

/** What the values of a property name: groups by their ids, countries by their codes; null: they are what they are called. */
export function namedByValues(property: string): 'country' | GroupKind | null {
  const scope = scopeOf(property) ?? '';
  const path = pathOf(property);
  if (isGroupKind(scope) && path === 'id') return scope;
  if (scope === 'organization' && (path === 'ancestorIds' || path === 'parentId')) return 'organization';
  const last = path.split('.').at(-1) ?? '';
  return /^country(_?code)?$/i.test(last) ? 'country' : null;
}

/** Names for `valueName` of a sentence: countries in a language (BCP 47), groups as they are found. */
export function valueNames(
  locale: string,
  groupName: (kind: GroupKind, id: string) => string | null | undefined,
): (property: string, value: string) => string | undefined {
  const countries = countriesIn(locale);
  return (property, value) => {
    const named = namedByValues(property);
    if (named === null) return undefined;
    if (named !== 'country') return groupName(named, value) ?? undefined;
    return /^[A-Z]{2}$/.test(value) ? countries.of(value) : undefined;
  };
}

const made = new Map<string, Intl.DisplayNames>();

/** One a language: to make one costs as much as a hundred sentences. */
function countriesIn(locale: string): Intl.DisplayNames {
  const known = made.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  made.set(locale, known);
  return known;
}
