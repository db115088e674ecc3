import { pathOf, scopeOf } from '../property.js';

/** Whose names stand without a scope in a filter. `visitor` is people, their visit and their segments. */
export type ODataSubject = 'visitor' | 'organization' | 'account' | 'event';

/** What Liferay calls the properties of people and of a visit. */
const visitor: ReadonlyMap<string, string> = new Map([
  ['emailAddress', 'user.email'],
  ['firstName', 'user.firstName'],
  ['lastName', 'user.lastName'],
  ['jobTitle', 'user.jobTitle'],
  ['screenName', 'user.screenName'],
  ['userName', 'user.name'],
  ['birthDate', 'user.birthDate'],
  ['dateModified', 'user.dateModified'],
  ['lastSignInDateTime', 'user.lastSignInDate'],
  ['userId', 'profile.userId'],
  ['classPK', 'profile.userId'],
  ['roleIds', 'role.id'],
  ['teamIds', 'team.id'],
  ['userGroupIds', 'userGroup.id'],
  ['organizationIds', 'organization.id'],
  ['ancestorOrganizationIds', 'organization.ancestorIds'],
  ['groupIds', 'user.siteIds'],
  ['groupId', 'user.siteIds'],
  ['scopeGroupId', 'user.siteIds'],
  ['assetTagIds', 'user.tags'],
  ['browser', 'request.browser'],
  ['deviceBrand', 'request.deviceBrand'],
  ['deviceModel', 'request.deviceModel'],
  ['deviceScreenResolutionHeight', 'request.screenHeight'],
  ['deviceScreenResolutionWidth', 'request.screenWidth'],
  ['hostname', 'request.host'],
  ['languageId', 'request.language'],
  ['referrerURL', 'request.referrer'],
  ['url', 'request.url'],
  ['userAgent', 'request.userAgent'],
  ['localDate', 'request.localDate'],
  ['signedIn', 'request.signedIn'],
  ['customContext/ipGeocoderCountry', 'request.country'],
]);

const organization: ReadonlyMap<string, string> = new Map([
  ['organizationId', 'organization.id'],
  ['parentOrganizationId', 'organization.parentId'],
  ['name', 'organization.name'],
  ['nameTreePath', 'organization.nameTreePath'],
  ['treePath', 'organization.treePath'],
  ['type', 'organization.type'],
  ['dateModified', 'organization.dateModified'],
]);

const account: ReadonlyMap<string, string> = new Map([
  ['accountId', 'account.id'],
  ['id', 'account.id'],
]);

const tables: Readonly<Record<ODataSubject, ReadonlyMap<string, string>>> = {
  visitor,
  organization,
  account,
  event: new Map(),
};

/** What is kept of people and of a visit and is no property. */
const otherNames: ReadonlySet<string> = new Set(['cookies', 'requestParameters', 'segmentsEntryIds', 'demographics']);

/** Liferay's names of dates; under them a number is a time in epoch milliseconds. */
const dateNames: ReadonlySet<string> = new Set(['birthDate', 'dateModified', 'lastSignInDateTime']);

const bases = { visitor: 'user', organization: 'organization', account: 'account', event: 'properties' } as const;

/** What a path of a filter means. */
export interface NamedProperty {
  readonly property: string;
  /** Whether Liferay keeps a date under this name. */
  readonly isDate: boolean;
}

/** The property that a path of a filter means, or why there is none. */
export function propertyNamed(
  steps: readonly string[],
  subject: ODataSubject,
): NamedProperty | { readonly reason: string } {
  const found = propertyOf(steps, subject);
  if ('reason' in found) return found;
  const name = steps[0] === 'demographics' && steps.length === 3 ? steps[1] : steps.join('/');
  return { ...found, isDate: subject !== 'event' && dateNames.has(name ?? '') };
}

function propertyOf(
  steps: readonly string[],
  subject: ODataSubject,
): { readonly property: string } | { readonly reason: string } {
  const path = steps.join('/');
  const [first = '', second = '', third] = steps;
  const known = tables[subject].get(path);
  if (known !== undefined) return { property: known };
  if (first === 'customContext') return { reason: `“${path}” is filled by a program of that server` };
  if (subject === 'event') return ofEvent(steps);
  const base = bases[subject];
  if (first === 'customField' && steps.length === 2) {
    return { property: `${base}.customFields.${second.replace(/^_\d+_/, '')}` };
  }
  const isValue = third === 'value' && steps.length === 3;
  if (first === 'custom' && isValue) return { property: `${base}.customFields.${second}` };
  const scope = steps.length > 1 ? scopeOf(`${first}.`) : null;
  const inEvent = scope === 'properties' || scope === 'context';
  if (subject === 'visitor') {
    if (first === 'demographics' && isValue) return { property: visitor.get(second) ?? `user.${second}` };
    return scope !== null && !inEvent ? { property: steps.join('.') } : { reason: `“${path}” is not known` };
  }
  // Analytics Cloud keeps what it knows of an account as the attributes of an organization.
  if (isValue && (first === 'organization' || first === base)) return { property: `${base}.${second}` };
  if (scope === base) return { property: steps.join('.') };
  if (scope !== null || visitor.has(path) || otherNames.has(first)) {
    return { reason: `“${path}” is not asked of an ${base}, and this condition is on one` };
  }
  return { property: `${base}.${steps.join('.')}` };
}

function ofEvent(steps: readonly string[]): { readonly property: string } | { readonly reason: string } {
  const [first = '', second = ''] = steps;
  if (first === 'attribute' && steps.length === 2) {
    const name = fromHex(second);
    return name === null ? { reason: `“${second}” is no name in hexadecimal` } : { property: `properties.${name}` };
  }
  if (first === 'customField' && steps.length === 2) {
    return { property: `properties.customFields.${second.replace(/^_\d+_/, '')}` };
  }
  if (steps.length > 1 && (first === 'properties' || first === 'context')) return { property: steps.join('.') };
  const path = steps.join('/');
  return path === 'applicationId' || path === 'assetId'
    ? { property: `properties.${path}` }
    : { reason: `“${path}” is not known` };
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const names = new Map([...visitor].reverse().map(([name, property]) => [property, name]));
// Its values are spelt in another way there.
names.delete('request.language');

/**
 * The path by which a filter names a property; null where none can. Liferay's names of dates do only where it
 * is compared as a date.
 */
export function nameOf(property: string, asDate: boolean): string | null {
  const known = names.get(property);
  if (known !== undefined && (asDate || !dateNames.has(known))) return known;
  const steps = property.split('.');
  if (steps.length > 1 && steps.every((step) => identifier.test(step))) return steps.join('/');
  const path = pathOf(property);
  return scopeOf(property) === 'properties' && path !== '' ? `attribute/${toHex(path)}` : null;
}

function toHex(text: string): string {
  return encodeURIComponent(text).replace(/%(..)|(.)/g, (_, hex?: string, plain?: string) =>
    (hex ?? plain?.charCodeAt(0).toString(16).padStart(2, '0') ?? '').toLowerCase(),
  );
}

function fromHex(hex: string): string | null {
  if (!/^(?:[0-9a-f]{2})+$/i.test(hex)) return null;
  try {
    return decodeURIComponent(hex.replace(/../g, '%$&'));
  } catch {
    return null;
  }
}
