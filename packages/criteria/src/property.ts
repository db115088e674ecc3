import type { GroupKind, PropertyNode } from './criteria.js';
import { groupKinds } from './criteria.js';

/** What a property is read from: the part of its name before the first dot. */
export type Scope = 'user' | 'profile' | GroupKind | 'request' | 'properties' | 'context';

/** Scopes of conditions about a visitor or a visit. */
export const subjectScopes = ['user', 'profile', ...groupKinds, 'request'] as const;

/** Scopes of conditions about one event, inside `where`. */
export const eventScopes = ['properties', 'context'] as const;

const scopes: ReadonlySet<string> = new Set<string>([...subjectScopes, ...eventScopes]);
const groups: ReadonlySet<string> = new Set<string>(groupKinds);

/** The scope of `user.address.city` is `user`; null where there is none that Kindred knows. */
export function scopeOf(property: string): Scope | null {
  const dot = property.indexOf('.');
  if (dot <= 0) return null;
  const scope = property.slice(0, dot);
  return isScope(scope) ? scope : null;
}

/** The path of `user.address.city` is `address.city`; empty where there is none. */
export function pathOf(property: string): string {
  const dot = property.indexOf('.');
  return dot < 0 ? '' : property.slice(dot + 1);
}

/** The properties that a condition reads by itself: a place is two. */
export function propertiesRead({ property, operator }: Pick<PropertyNode, 'property' | 'operator'>): string[] {
  return operator === 'near' ? [`${property}.latitude`, `${property}.longitude`] : [property];
}

export function isGroupKind(scope: string): scope is GroupKind {
  return groups.has(scope);
}

function isScope(scope: string): scope is Scope {
  return scopes.has(scope);
}
