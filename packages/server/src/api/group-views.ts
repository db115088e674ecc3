import type { GroupKind, PropertyBag } from '@kindred/criteria';
import type { Warehouse } from '@kindred/warehouse';
import type { z } from 'zod';
import type { Engine } from '../engine/contract.js';
import { nameOf } from './names.js';
import type { group, groupSummary } from './schemas/groups.js';

export type GroupView = z.output<typeof group>;
type GroupSummary = z.output<typeof groupSummary>;

interface KnownGroup {
  readonly id: string;
  readonly traits: PropertyBag;
  readonly parent: string | null;
}

export function presentGroup(kind: GroupKind, { id, traits, parent }: KnownGroup): GroupView {
  return { kind, id, name: nameOf(traits), parent, traits: { ...traits } };
}

/** How many people belong to each of some groups, or (null) of all of a kind. Of accounts it is known without a question. */
export async function sizesOf(
  { engine, warehouse }: { readonly engine: Engine; readonly warehouse: Warehouse },
  site: number,
  kind: GroupKind,
  ids: readonly string[] | null,
): Promise<(id: string) => number> {
  if (kind === 'account') return (id) => engine.account(site, id)?.people ?? 0;
  if (ids !== null && ids.length === 0) return () => 0;
  const sizes = await warehouse.analytics.groupSizes(site, kind, ids);
  return (id) => sizes.get(id) ?? 0;
}

/** How many groups of a kind are right below each. */
export function childrenOf(groups: readonly KnownGroup[]): (id: string) => number {
  const counts = new Map<string, number>();
  for (const { parent } of groups) if (parent !== null) counts.set(parent, (counts.get(parent) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
}

/** Groups of one kind with what the one above is called, and their numbers of people and of groups below. */
export async function summarizeGroups(
  parts: { readonly engine: Engine; readonly warehouse: Warehouse },
  site: number,
  kind: GroupKind,
  groups: readonly KnownGroup[],
): Promise<GroupSummary[]> {
  const ids = groups.map(({ id }) => id);
  const people = await sizesOf(parts, site, kind, ids);
  const children = childrenOf(parts.engine.groups(site, kind));
  const parentName = ({ parent }: KnownGroup) =>
    parent === null ? null : nameOf(parts.engine.group(site, kind, parent)?.traits ?? {});
  return groups.map((one) => ({
    ...presentGroup(kind, one),
    parentName: parentName(one),
    people: people(one.id),
    children: children(one.id),
  }));
}
