import { namedByValues } from '@kindred/criteria';
import type { Property } from '../../api/types.js';
import { CountryValues } from './CountryValues.js';
import { GroupValues } from './GroupValues.js';
import type { NamedValuesProps } from './named-values.js';
import { OrganizationValues } from './OrganizationValues.js';

type Named = NonNullable<ReturnType<typeof namedByValues>>;

/** Ids of groups and codes of countries have names; null: the values are what they are called. */
export function namedValues(property: string, known: Property | null): Named | null {
  return Array.isArray(known?.values) ? null : namedByValues(property);
}

/** Groups by their names, countries by theirs. */
export function NamedValues({ named, ...props }: NamedValuesProps & { named: Named }) {
  if (named === 'country') return <CountryValues {...props} />;
  if (named === 'organization') return <OrganizationValues {...props} />;
  return <GroupValues kind={named} {...props} />;
}
