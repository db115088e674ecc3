import type { ChangeRow } from '@kindred/store';
import type { z } from 'zod';
import type { Engine, ProfileView } from '../engine/contract.js';
import { summarizeAccount } from './account-views.js';
import { nameOf, text } from './names.js';
import { toInstant } from './schemas/base.js';
import type { profileSummary } from './schemas/profiles.js';
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
