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

const bases = { visitor: 'user', organization: 'organization', account: 'account', event: 'properties' } as const;

/** The property that a path of a filter means, or why there is none. */
export function propertyNamed(
  steps: readonly string[],
  subject: ODataSubject,
): { readonly property: string } | { readonly reason: string } {
  const path = steps.join('/');
  const [first = '', second = '', third] = steps;
  const known = tables[subject].get(path);
  if (known !== undefined) return { property: known };
  const base = bases[subject];
  if (first === 'customField' && steps.length === 2) {
    return { property: `${base}.customFields.${second.replace(/^_\d+_/, '')}` };
  }
  if (first === 'customContext') return { reason: `“${path}” is filled by a program of that server` };
  if (subject === 'event' && first === 'attribute' && steps.length === 2) {
    const name = fromHex(second);
    return name === null ? { reason: `“${second}” is no name in hexadecimal` } : { property: `properties.${name}` };
  }
  if (third === 'value' && steps.length === 3) {
    if (first === 'demographics') return { property: visitor.get(second) ?? `user.${second}` };
    if (first === 'custom') return { property: `user.customFields.${second}` };
  }
  const scope = scopeOf(`${first}.`);
  const inEvent = first === 'properties' || first === 'context';
  if (scope !== null && steps.length > 1 && inEvent === (subject === 'event')) return { property: steps.join('.') };
  if (subject === 'organization' || subject === 'account') return { property: `${base}.${steps.join('.')}` };
  return { reason: `“${path}” is not known` };
}

const identifier = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const names = new Map([...visitor].reverse().map(([name, property]) => [property, name]));
// Its values are spelt in another way there.
names.delete('request.language');

/** The path by which a filter names a property; null where none can. */
export function nameOf(property: string): string | null {
  const known = names.get(property);
  if (known !== undefined) return known;
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
