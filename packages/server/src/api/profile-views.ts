import { groupKinds } from '@kindred/criteria';
import type { ChangeRow } from '@kindred/store';
import type { StoredEvent } from '@kindred/warehouse';
import type { z } from 'zod';
import type { Engine, ProfileView } from '../engine/contract.js';
import type { SegmentDirectory } from '../segments/directory.js';
import { summarizeAccount } from './account-views.js';
import { nameOf, text } from './names.js';
import { toInstant } from './schemas/base.js';
import type { profile, profileSummary, visitorEvent } from './schemas/profiles.js';
import type { segmentReference } from './schemas/references.js';
import type { change } from './schemas/segments.js';

export type ProfileSummary = z.output<typeof profileSummary>;
export type SegmentReference = z.output<typeof segmentReference>;
export type Change = z.output<typeof change>;

export function summarize(view: ProfileView): ProfileSummary {
  return {
    id: String(view.id),
    userId: view.userId,
    anonymousIds: view.anonymousIds,
    name: nameOf(view.traits),
    email: text(view.traits.email),
    known: view.userId !== null,
    firstSeen: toInstant(view.firstSeen),
    lastSeen: toInstant(view.lastSeen),
  };
}

/** Everything that is known of a visitor at this instant. */
export function presentProfile(
  { directory, engine }: { readonly directory: SegmentDirectory; readonly engine: Pick<Engine, 'group'> },
  site: number,
  view: ProfileView,
): z.output<typeof profile> {
  const groups: Record<string, { id: string; name: string | null }[]> = {};
  for (const kind of groupKinds) {
    const ids = view.groups[kind];
    if (ids === undefined || ids.length === 0) continue;
    groups[kind] = ids.map((id) => {
      const group = engine.group(site, kind, id);
      return { id, name: group === null ? null : nameOf(group.traits) };
    });
  }
  const times = Object.keys(view.traits).flatMap((trait) => {
    const time = view.traitTimes[trait];
    return time === undefined ? [] : [[trait, toInstant(time)] as const];
  });
  return {
    ...summarize(view),
    traits: { ...view.traits },
    traitTimes: Object.fromEntries(times),
    groups,
    memberships: view.memberships.map(({ segment, since }) => ({
      segment: directory.reference(site, segment),
      since: toInstant(since),
    })),
    roles: rolesOf({ directory, engine }, site, view),
  };
}

/** Every role that somebody has: those they belong to, then those that segments alone give. */
function rolesOf(
  { directory, engine }: { readonly directory: SegmentDirectory; readonly engine: Pick<Engine, 'group'> },
  site: number,
  view: ProfileView,
): z.output<typeof profile>['roles'] {
  const assigned = new Set(view.groups.role ?? []);
  const given = new Map<string, string[]>([...assigned].map((id) => [id, []]));
  for (const { segment } of view.memberships) {
    for (const { id } of directory.get(site, segment)?.roles ?? []) {
      given.set(id, [...(given.get(id) ?? []), segment]);
    }
  }
  return [...given].map(([id, segments]) => {
    const group = engine.group(site, 'role', id);
    return {
      id,
      name: group === null ? null : nameOf(group.traits),
      assigned: assigned.has(id),
      segments: segments.map((segment) => directory.reference(site, segment)),
    };
  });
}

/** A stored event as the API shows it. */
export function presentEvent(event: StoredEvent): z.output<typeof visitorEvent> {
  const { messageId, type, name, time, properties, context } = event;
  return { messageId, type, name, time: toInstant(time), properties: { ...properties }, context: { ...context } };
}

/** What is shown of a profile that is gone by now (merged away or erased). */
export function gone(id: number, at: number): ProfileSummary {
  return {
    id: String(id),
    userId: null,
    anonymousIds: [],
    name: null,
    email: null,
    known: false,
    firstSeen: toInstant(at),
    lastSeen: toInstant(at),
  };
}

/** Summaries by the id asked for, in one call; ids that are gone are left out. */
export async function summaries(
  engine: Engine,
  site: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ProfileSummary>> {
  const views = await engine.profiles(site, [...new Set(ids)]);
  return new Map(views.map((view) => [view.id, summarize(view)]));
}

/** Whom, or what account, an enter or exit is about. */
export function memberOf(
  engine: Engine,
  site: number,
  { profile, account, at }: Pick<ChangeRow, 'profile' | 'account' | 'at'>,
  person: ProfileSummary | undefined,
): Pick<Change, 'subject' | 'profile' | 'account'> {
  if (account !== null) return { subject: 'account', account: summarizeAccount(engine, site, account) };
  return { subject: 'person', profile: person ?? gone(profile, at) };
}

/** Stored enters and exits as the API shows them. */
export async function presentChanges(
  engine: Engine,
  site: number,
  rows: readonly ChangeRow[],
  reference: (segment: string) => SegmentReference,
): Promise<Change[]> {
  const people = await summaries(
    engine,
    site,
    rows.flatMap((row) => (row.account === null ? [row.profile] : [])),
  );
  return rows.map((row) => ({
    id: row.id,
    segment: reference(row.segment),
    ...memberOf(engine, site, row, people.get(row.profile)),
    kind: row.kind,
    at: toInstant(row.at),
    cause: row.cause,
  }));
}
