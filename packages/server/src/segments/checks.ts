import type { SegmentSubject } from '@kindred/criteria';
import type { Schedule, SegmentDefinition, SegmentRole, Site } from '@kindred/store';
import type { Audience } from '@kindred/warehouse';
import type { SiteRegistry } from '../auth/sites.js';
import type { Engine } from '../engine/contract.js';
import { type Fault, InvalidRequestError } from '../http/errors.js';
import { kindOf } from './batch.js';
import { checkCriteria, criteriaRefusal } from './definition.js';
import type { SegmentDirectory } from './directory.js';
import { SegmentKeyTakenError } from './errors.js';
import { findMembers, membersRefusal } from './named-members.js';
import { type Refusal, throwAll } from './refusals.js';
import { rolesRefusal } from './roles.js';

/** What of a definition can be wrong beyond its form. */
export interface AskedDefinition {
  readonly key?: string | undefined;
  readonly subject: SegmentSubject;
  /** Not parsed yet. */
  readonly criteria?: unknown;
  readonly includeGuests?: boolean | undefined;
  readonly includes?: readonly string[] | undefined;
  readonly excludes?: readonly string[] | undefined;
  readonly schedule?: Schedule | null | undefined;
  readonly roles?: readonly SegmentRole[] | undefined;
}

export type CheckedDefinition = Pick<
  SegmentDefinition,
  'criteria' | 'kind' | 'schedule' | 'includeGuests' | 'includes' | 'excludes'
>;

interface CheckParts {
  readonly engine: Engine;
  readonly directory: SegmentDirectory;
}

interface DefinitionParts extends CheckParts {
  readonly sites: SiteRegistry;
}

/** What a definition is for. */
interface Purpose {
  /** The segment that it is to be of; null where there is none yet, or none is to be. */
  readonly editing: string | null;
  /** People named in it need not exist any more. */
  readonly saved: SegmentDefinition | null;
}

/** Looks at all of a definition. */
async function look(
  { engine, directory }: CheckParts,
  site: Site,
  asked: AskedDefinition,
  { editing, saved }: Purpose,
): Promise<{ readonly checked: CheckedDefinition | null; readonly refusals: readonly Refusal[] }> {
  const { subject, schedule = null } = asked;
  const criteria = checkCriteria(directory, site.id, asked.criteria, editing, subject);
  const kind = criteria.ok ? kindOf(criteria.kind, schedule) : null;
  const includes = await findMembers(engine, site.id, subject, asked.includes ?? [], saved?.includes);
  const excludes = await findMembers(engine, site.id, subject, asked.excludes ?? [], saved?.excludes);
  const refusals = [
    ...(criteria.ok ? [] : [criteriaRefusal(criteria.faults)]),
    ...(kind === null || kind.ok ? [] : [kind.refusal]),
    ...guestsOfAccounts(asked),
    ...membersRefusal(subject, { includes, excludes }),
  ];
  if (!criteria.ok || kind === null || !kind.ok) return { checked: null, refusals };
  const checked = {
    criteria: criteria.criteria,
    kind: kind.kind,
    schedule,
    includeGuests: asked.includeGuests ?? criteria.includeGuestsDefault,
    includes: includes.numbers,
    excludes: excludes.numbers,
  };
  return { checked, refusals };
}

/** Looks at an audience and at what else a definition says. */
async function lookAtWhole(
  parts: DefinitionParts,
  site: Site,
  asked: AskedDefinition,
  before: SegmentDefinition | null,
): ReturnType<typeof look> {
  const { checked, refusals } = await look(parts, site, asked, { editing: before?.id ?? null, saved: before });
  const sites = parts.sites.list().map(({ id }) => id);
  const here = { id: site.id, global: parts.sites.global()?.id === site.id, sites };
  return { checked, refusals: [...refusals, ...rolesRefusal(parts.engine, here, asked.subject, asked.roles ?? [])] };
}

/** @throws ApiError with every fault */
export async function checkDefinition(
  parts: DefinitionParts,
  site: Site,
  asked: AskedDefinition,
  before: SegmentDefinition | null,
): Promise<CheckedDefinition> {
  const { checked, refusals } = await lookAtWhole(parts, site, asked, before);
  const taken = keyTaken(parts.directory, site, asked.key, before);
  if (taken !== null && refusals.length === 0) throw taken;
  throwAll([
    ...refusals,
    ...(taken === null ? [] : [{ code: taken.code, detail: taken.detail, faults: taken.errors }]),
  ]);
  return found(checked);
}

/** There is nothing to be had only where there are faults, which were told before. */
function found(checked: CheckedDefinition | null): CheckedDefinition {
  if (checked === null) throw new InvalidRequestError('This segment cannot be kept.', [], 'invalid_segment');
  return checked;
}

/**
 * The same of an audience that is only asked about.
 *
 * @param saved a segment that it is compared with: people named in it need not exist any more
 * @throws ApiError with every fault
 */
export async function checkAudience(
  parts: CheckParts,
  site: Site,
  asked: Omit<AskedDefinition, 'key' | 'schedule'>,
  saved: SegmentDefinition | null,
): Promise<Audience> {
  const { checked, refusals } = await look(parts, site, asked, { editing: null, saved });
  throwAll(refusals);
  const { criteria, includeGuests, includes, excludes } = found(checked);
  return { subject: asked.subject, criteria, includeGuests, includes, excludes };
}

/** The faults of a definition whose form is wrong too. */
export async function faultsOfDefinition(
  parts: DefinitionParts,
  site: Site,
  asked: AskedDefinition,
  before: SegmentDefinition | null,
): Promise<readonly Fault[]> {
  const { refusals } = await lookAtWhole(parts, site, asked, before);
  const taken = keyTaken(parts.directory, site, asked.key, before);
  return [...refusals.flatMap(({ faults }) => faults), ...(taken?.errors ?? [])];
}

function keyTaken(
  directory: SegmentDirectory,
  site: Site,
  key: string | undefined,
  before: SegmentDefinition | null,
): SegmentKeyTakenError | null {
  const holder = key === undefined ? undefined : directory.byKey(site.id, key);
  return holder === undefined || key === undefined || holder.id === before?.id ? null : new SegmentKeyTakenError(key);
}

/** Guests are people; a segment of accounts neither lets them in nor keeps them out. */
function guestsOfAccounts({ subject, includeGuests }: AskedDefinition): readonly Refusal[] {
  if (subject === 'person' || includeGuests !== false) return [];
  const fault = {
    path: 'includeGuests',
    code: 'not_allowed_here',
    message: 'A segment of accounts has no guests; ask for known users inside “people”',
    expected: 'no includeGuests',
  };
  return [{ code: 'invalid_segment', detail: 'This segment cannot be kept.', faults: [fault] }];
}
