import { compileNear } from './comparison/locations.js';
import { isCircle } from './comparison/operands.js';
import { compileComparison } from './comparison.js';
import type { Criteria, GroupKind, PropertyNode } from './criteria.js';
import { InvalidCriteriaError } from './errors.js';
import { isGroupKind, pathOf, scopeOf } from './property.js';
import { compileTree } from './tree.js';
import type { Calendar, GroupRecord, PropertyBag, PropertyValue, Subject } from './values.js';

/** A condition about a visitor or a visit as a function of both and the present (epoch milliseconds). */
export type SubjectTest = (subject: Subject, request: PropertyBag | null, now: number) => boolean;

/**
 * A condition about a visitor or a visit as a function. Of the visitor's groups of one kind, one that satisfies it is
 * enough unless `quantifier` asks for all; sizes are counted over all of them. Without a request (null) every condition
 * about it is false; ask `isRequestLeaf` where it is unknown instead.
 *
 * @throws InvalidCriteriaError for scopes that belong inside `where`, or are none
 */
export function compileSubjectLeaf(node: PropertyNode, calendar: Calendar): SubjectTest {
  const scope = scopeOf(node.property);
  const path = pathOf(node.property);
  if (scope !== null && isGroupKind(scope) && node.of === 'size') {
    const holds = compileComparison(node, calendar);
    return (subject, request, now) => holds(subjectValue(node.property, subject, request), now);
  }
  const holds = compileBagTest(node, path, calendar);
  if (scope === 'user') return (subject, _request, now) => holds(subject.traits, now);
  if (scope === 'request') return (_subject, request, now) => request !== null && holds(request, now);
  if (scope === 'profile') {
    const compare = compileComparison(node, calendar);
    return (subject, _request, now) => compare(profileField(subject, path), now);
  }
  if (scope !== null && isGroupKind(scope)) {
    const read = groupReader(scope, path);
    const own = path === 'id' || (scope === 'organization' && path === 'ancestorIds');
    const compare = own ? compileComparison(node, calendar) : null;
    const satisfies = (group: GroupRecord, now: number): boolean =>
      compare === null ? holds(group.traits, now) : compare(read(group), now);
    const all = node.quantifier === 'all';
    return (subject, _request, now) => {
      const groups = subject.groups[scope];
      if (groups === undefined) return false;
      for (const group of groups) if (satisfies(group, now) !== all) return !all;
      return all && groups.length > 0;
    };
  }
  throw new InvalidCriteriaError(`${node.property} is no property of a visitor`);
}

/** A condition on one path of a bag; `near` reads two. */
function compileBagTest(
  node: PropertyNode,
  path: string,
  calendar: Calendar,
): (bag: PropertyBag, now: number) => boolean {
  if (node.operator === 'near' && node.value !== undefined && isCircle(node.value)) {
    const near = compileNear(node.value);
    const latitude = `${path}.latitude`;
    const longitude = `${path}.longitude`;
    return (bag) => near(bag[latitude], bag[longitude]);
  }
  const holds = compileComparison(node, calendar);
  return (bag, now) => holds(bag[path], now);
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
    const scope = scopeOf(leaf.property);
    const holds = compileBagTest(leaf, pathOf(leaf.property), calendar);
    // Nothing inside `where` depends on the present, see `parse/property.ts`.
    if (scope === 'properties') return (event) => holds(event.properties, Number.NaN);
    if (scope === 'context') return (event) => holds(event.context, Number.NaN);
    throw new InvalidCriteriaError(`${leaf.property} is no property of an event`);
  });
}
