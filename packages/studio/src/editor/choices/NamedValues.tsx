import { isGroupKind, pathOf, scopeOf } from '@kindred/criteria';
import type { GroupKind, Property } from '../../api/types.js';
import { CountryValues } from './CountryValues.js';
import { holdsCountries } from './countries.js';
import { GroupValues } from './GroupValues.js';
import type { NamedValuesProps } from './named-values.js';
import { OrganizationValues } from './OrganizationValues.js';

/** What the values of a property are, where they have names other than themselves. */
type Named = 'country' | GroupKind;

/** Ids of groups and codes of countries have names; null: the values are what they are called. */
export function namedValues(property: string, known: Property | null): Named | null {
  if (Array.isArray(known?.values)) return null;
  const scope = scopeOf(property) ?? '';
  const path = pathOf(property);
  if (isGroupKind(scope) && path === 'id') return scope;
  if (scope === 'organization' && (path === 'ancestorIds' || path === 'parentId')) return 'organization';
  return holdsCountries(property) ? 'country' : null;
}

/** Groups by their names, countries by theirs. */
export function NamedValues({ named, ...props }: NamedValuesProps & { named: Named }) {
  if (named === 'country') return <CountryValues {...props} />;
  if (named === 'organization') return <OrganizationValues {...props} />;
  return <GroupValues kind={named} {...props} />;
}
