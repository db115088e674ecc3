import { compileComparison } from './comparison.js';
import type { Criteria, GroupKind, PropertyNode } from './criteria.js';
import { InvalidCriteriaError } from './errors.js';
import { isGroupKind, pathOf, scopeOf } from './property.js';
import { compileTree } from './tree.js';
import type { Calendar, GroupRecord, PropertyBag, PropertyValue, Subject } from './values.js';

/**
 * A condition about a visitor or a visit as a function. Of the visitor's groups of one kind, one that satisfies it is
 * enough. Without a request (null) every condition about it is false; ask `isRequestLeaf` where it is unknown instead.
 *
 * @throws InvalidCriteriaError for scopes that belong inside `where`, or are none
 */
export function compileSubjectLeaf(
  node: PropertyNode,
  calendar: Calendar,
): (subject: Subject, request: PropertyBag | null) => boolean {
  const holds = compileComparison(node, calendar);
  const scope = scopeOf(node.property);
  const path = pathOf(node.property);
  if (scope === 'user') return (subject) => holds(subject.traits[path]);
  if (scope === 'request') return (_subject, request) => request !== null && holds(request[path]);
  if (scope === 'profile') return (subject) => holds(profileField(subject, path));
  if (scope !== null && isGroupKind(scope)) {
    const read = groupReader(scope, path);
    return (subject) => {
      const groups = subject.groups[scope];
      if (groups === undefined) return false;
      for (const group of groups) if (holds(read(group))) return true;
      return false;
    };
  }
  throw new InvalidCriteriaError(`${node.property} is no property of a visitor`);
}

/** Every value that a condition about a visitor compares, as a list or alone; undefined where there is none. */
export function subjectValue(
  property: string,
  subject: Subject,
  request: PropertyBag | null,
): PropertyValue | undefined {
  const scope = scopeOf(property);
  const path = pathOf(property);
  if (scope === 'user') return ownValue(subject.traits, path);
  if (scope === 'request') return request === null ? undefined : ownValue(request, path);
  if (scope === 'profile') return profileField(subject, path);
  if (scope === null || !isGroupKind(scope)) return undefined;
  const read = groupReader(scope, path);
  const found = (subject.groups[scope] ?? []).flatMap((group) => read(group) ?? []);
  return found.length > 1 ? found : found[0];
}

function ownValue(bag: PropertyBag, path: string): PropertyValue | undefined {
  return Object.hasOwn(bag, path) ? bag[path] : undefined;
}

function profileField(subject: Subject, path: string): PropertyValue | undefined {
  if (path === 'known') return subject.userId !== null;
  if (path === 'userId') return subject.userId ?? undefined;
  return undefined;
}

function groupReader(kind: GroupKind, path: string): (group: GroupRecord) => PropertyValue | undefined {
  if (path === 'id') return (group) => group.id;
  if (kind === 'organization' && path === 'ancestorIds') return (group) => group.ancestorIds;
  return (group) => group.traits[path];
}

/** What conditions inside `where` read of an event. */
export interface EventValues {
  readonly properties: PropertyBag;
  readonly context: PropertyBag;
}

/**
 * The `where` of an event condition as a function of one event; without one, every event counts.
 *
 * @throws InvalidCriteriaError for anything but conditions about the event itself
 */
export function compileWhere(where: Criteria | undefined, calendar: Calendar): (event: EventValues) => boolean {
  if (where === undefined) return () => true;
  return compileTree<EventValues>(where, (leaf) => {
    if (leaf.type !== 'property') throw new InvalidCriteriaError('An event’s conditions are about its own properties');
    const holds = compileComparison(leaf, calendar);
    const scope = scopeOf(leaf.property);
    const path = pathOf(leaf.property);
    if (scope === 'properties') return (event) => holds(event.properties[path]);
    if (scope === 'context') return (event) => holds(event.context[path]);
    throw new InvalidCriteriaError(`${leaf.property} is no property of an event`);
  });
}
