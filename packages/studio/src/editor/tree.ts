import { type GroupDraft, type NodeDraft, newGroup } from './draft.js';
import { copyOf, nestedIn, withNested } from './nested.js';

/** Operations on a draft tree. Each answers a new tree and shares what did not change; an unknown id changes nothing. */

/** Where a node stands: in which group, at which place. */
export interface Place {
  readonly group: GroupDraft;
  readonly index: number;
}

export function find(root: GroupDraft, id: string): NodeDraft | null {
  for (const node of walk(root)) if (node.id === id) return node;
  return null;
}

/** Every node, outermost first, conditions inside conditions included. */
export function* walk(node: NodeDraft): Generator<NodeDraft> {
  yield node;
  if (node.kind === 'group') for (const part of node.of) yield* walk(part);
  else for (const group of nestedIn(node)) yield* walk(group);
}

/** The place of a node; null for the outermost group and for the group that stands inside a condition. */
export function placeOf(root: GroupDraft, id: string): Place | null {
  for (const node of walk(root)) {
    if (node.kind !== 'group') continue;
    const index = node.of.findIndex((part) => part.id === id);
    if (index >= 0) return { group: node, index };
  }
  return null;
}

export function update(root: GroupDraft, id: string, change: (node: NodeDraft) => NodeDraft): GroupDraft {
  const next = updated(root, id, change);
  return next.kind === 'group' ? next : root;
}

function updated(node: NodeDraft, id: string, change: (node: NodeDraft) => NodeDraft): NodeDraft {
  if (node.id === id) return change(node);
  if (node.kind === 'group') {
    let changed = false;
    const of = node.of.map((part) => {
      const next = updated(part, id, change);
      changed ||= next !== part;
      return next;
    });
    return changed ? { ...node, of } : node;
  }
  return withNested(node, (group) => {
    const next = updated(group, id, change);
    return next.kind === 'group' ? next : group;
  });
}

function updateGroup(
  root: GroupDraft,
  id: string,
  change: (of: readonly NodeDraft[]) => readonly NodeDraft[],
): GroupDraft {
  return update(root, id, (node) => (node.kind === 'group' ? { ...node, of: change(node.of) } : node));
}

export function insert(root: GroupDraft, group: string, index: number, node: NodeDraft): GroupDraft {
  return updateGroup(root, group, (of) => of.toSpliced(index, 0, node));
}

export function append(root: GroupDraft, group: string, node: NodeDraft): GroupDraft {
  return updateGroup(root, group, (of) => [...of, node]);
}

export function remove(root: GroupDraft, id: string): GroupDraft {
  const place = placeOf(root, id);
  if (place !== null) return updateGroup(root, place.group.id, (of) => of.toSpliced(place.index, 1));
  // The conditions of an event as a whole.
  for (const node of walk(root)) {
    if (nestedIn(node).some((group) => group.id === id)) {
      return update(root, node.id, () => withNested(node, (group) => (group.id === id ? null : group)));
    }
  }
  return root;
}

/** Puts a copy right behind the node; answers the copy's id too. */
export function duplicate(root: GroupDraft, id: string): { readonly root: GroupDraft; readonly id: string | null } {
  const place = placeOf(root, id);
  const node = place?.group.of[place.index];
  if (place === null || node === undefined) return { root, id: null };
  const copy = copyOf(node);
  return { root: insert(root, place.group.id, place.index + 1, copy), id: copy.id };
}

/** Puts the node into a group of its own, in the same place. */
export function wrap(root: GroupDraft, id: string): GroupDraft {
  return placeOf(root, id) === null ? root : update(root, id, (node) => newGroup([node]));
}

/** Puts a group's parts where the group stood. The meaning may change with the mode around it. */
export function unwrap(root: GroupDraft, id: string): GroupDraft {
  const place = placeOf(root, id);
  const node = find(root, id);
  if (place === null || node?.kind !== 'group') return root;
  return updateGroup(root, place.group.id, (of) => of.toSpliced(place.index, 1, ...node.of));
}

/** Moves a node to the end of a group, unless that group is inside the node itself or in another scope. */
export function moveInto(root: GroupDraft, id: string, group: string): GroupDraft {
  if (!targetsOf(root, id).some((target) => target.id === group)) return root;
  const node = find(root, id);
  return node === null ? root : append(takenOut(root, id, group), group, node);
}

/** Moves a node right before or behind another one. */
export function moveBeside(root: GroupDraft, id: string, other: string, side: 'before' | 'after'): GroupDraft {
  const node = find(root, id);
  const beside = placeOf(root, other);
  if (node === null || beside === null || id === other || !mayStandIn(root, id, beside.group.id)) return root;
  const without = takenOut(root, id, beside.group.id);
  const place = placeOf(without, other);
  if (place === null) return root;
  const moved = insert(without, place.group.id, side === 'before' ? place.index : place.index + 1, node);
  return orderOf(moved) === orderOf(root) ? root : moved;
}

/** Puts a node and the one it is dropped onto into a group of their own, joined in the other way than those around. */
export function moveOnto(root: GroupDraft, id: string, other: string): GroupDraft {
  const node = find(root, id);
  const place = placeOf(root, other);
  if (node === null || place === null || id === other || !mayStandIn(root, id, place.group.id)) return root;
  const mode = place.group.mode === 'all' || place.group.mode === 'notAll' ? 'any' : 'all';
  const grouped = newGroup([], mode);
  const without = takenOut(root, id, place.group.id);
  return update(without, other, (target) => ({ ...grouped, of: [target, node] }));
}

/** Moves a node behind the group that it is in. */
export function moveOut(root: GroupDraft, id: string): GroupDraft {
  const place = placeOf(root, id);
  const node = place?.group.of[place.index];
  const outer = place === null ? null : placeOf(root, place.group.id);
  if (node === undefined || outer === null || place === null) return root;
  const without = remove(root, id);
  const moved = insert(without, outer.group.id, outer.index + 1, node);
  return place.group.of.length === 1 ? remove(moved, place.group.id) : moved;
}

/** Moves a node to the end of the group right above it. */
export function moveIn(root: GroupDraft, id: string): GroupDraft {
  const place = placeOf(root, id);
  const above = place?.group.of[place.index - 1];
  return above?.kind === 'group' ? moveInto(root, id, above.id) : root;
}

/** Whether a node can stand in a group: of the same scope, and not inside itself. */
export function mayStandIn(root: GroupDraft, id: string, group: string): boolean {
  const node = find(root, id);
  if (node === null || placeOf(root, id) === null) return false;
  if ([...walk(node)].some((each) => each.id === group)) return false;
  return groupsIn(scopeOf(root, id)).some((each) => each.id === group);
}

/** Takes a node out, and the group that it leaves empty, unless that is the one it goes to or an outermost one. */
function takenOut(root: GroupDraft, id: string, to: string): GroupDraft {
  const place = placeOf(root, id);
  const without = remove(root, id);
  if (place === null || place.group.of.length > 1 || place.group.id === to) return without;
  return placeOf(root, place.group.id) === null ? without : remove(without, place.group.id);
}

/** The order of all nodes, to tell whether a move changes anything. */
function orderOf(root: GroupDraft): string {
  const text = (node: NodeDraft): string =>
    node.kind === 'group' ? `${node.id}(${node.of.map(text).join(' ')})` : node.id;
  return text(root);
}

/** Mutes a node, or lets it take part again. */
export function mute(root: GroupDraft, id: string, muted: boolean): GroupDraft {
  return update(root, id, (node) => {
    const { muted: _, ...heard } = node;
    return muted ? { ...node, muted } : heard;
  });
}

/**
 * One step up or down as the eye goes: past a condition, into a neighbouring group, out of its own group.
 * Steps stay inside the outermost group, and inside the event for an event's own conditions.
 */
export function shift(root: GroupDraft, id: string, direction: 'up' | 'down'): GroupDraft {
  const place = placeOf(root, id);
  const node = place?.group.of[place.index];
  if (place === null || node === undefined) return root;
  const neighbour = place.group.of[place.index + (direction === 'up' ? -1 : 1)];
  const without = remove(root, id);
  if (neighbour === undefined) {
    const outer = placeOf(root, place.group.id);
    if (outer === null) return root;
    return insert(without, outer.group.id, direction === 'up' ? outer.index : outer.index + 1, node);
  }
  if (neighbour.kind === 'group') {
    return insert(without, neighbour.id, direction === 'up' ? neighbour.of.length : 0, node);
  }
  return insert(without, place.group.id, place.index + (direction === 'up' ? -1 : 1), node);
}

export function canShift(root: GroupDraft, id: string, direction: 'up' | 'down'): boolean {
  return shift(root, id, direction) !== root;
}

/** The groups that a node could be moved into: of its own scope, neither its own nor inside itself. */
export function targetsOf(root: GroupDraft, id: string): readonly GroupDraft[] {
  const node = find(root, id);
  const place = placeOf(root, id);
  if (node === null || place === null) return [];
  const inside = new Set([...walk(node)].map((each) => each.id));
  return groupsIn(scopeOf(root, id)).filter((group) => !inside.has(group.id) && group.id !== place.group.id);
}

/** The innermost group whose conditions are about one and the same: a visitor, an event, the people of an account. */
function scopeOf(root: GroupDraft, id: string): GroupDraft {
  let scope = root;
  for (const node of walk(root)) {
    for (const group of nestedIn(node)) for (const inner of walk(group)) if (inner.id === id) scope = group;
  }
  return scope;
}

function groupsIn(group: GroupDraft): GroupDraft[] {
  return [group, ...group.of.flatMap((part) => (part.kind === 'group' ? groupsIn(part) : []))];
}

/** What to focus once the node is gone: the next one, else the one before, else the group. */
export function neighbourOf(root: GroupDraft, id: string): string | null {
  const place = placeOf(root, id);
  if (place === null) return null;
  return place.group.of[place.index + 1]?.id ?? place.group.of[place.index - 1]?.id ?? place.group.id;
}

/** Number of conditions, however deep. */
export function countConditions(node: NodeDraft): number {
  return node.kind === 'group' ? node.of.reduce((sum, part) => sum + countConditions(part), 0) : 1;
}
