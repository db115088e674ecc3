import type { SegmentDefinition, Site } from '@kindred/store';
import type { Flow, KnownPeriod, Moment, Warehouse } from '@kindred/warehouse';
import { calendarOf } from '../auth/sites.js';
import type { Engine, Period } from '../engine/contract.js';
import type { Fault } from '../http/errors.js';
import { nameOf, type SegmentDirectory } from '../segments/directory.js';
import type { Previews } from '../segments/previews.js';
import { questionAt, withoutRuns } from '../segments/then-and-now.js';
import { type BucketUnit, bucketsOf } from './buckets.js';
import { MembersNotKnownError, RequestTimeSegmentError } from './errors.js';
import { type Growth, growthOf } from './growth.js';
import { type Retention, retentionOf } from './retention.js';
import { type Stays, staysOf } from './stays.js';
import type { TimeRange } from './times.js';

/** How long (ms) a question about the past waits for the warehouse to have everything accepted so far. */
const settleTimeout = 5_000;

/** Up to when everything is in the answer; `complete` is false where the warehouse was behind by more than that. */
export interface Currency {
  readonly asOf: number;
  readonly complete: boolean;
}

export interface PastMembers {
  readonly at: number;
  /** False where the segment's members were not kept at that time: before its first activation, or while it was inactive. */
  readonly known: boolean;
  /** `computed`: by SQL, as the present definition has it; null: not known. */
  readonly basis: 'recorded' | 'computed' | null;
  readonly size: number | null;
  readonly members: readonly { readonly profile: number; readonly since: number | null }[];
}

export interface Region {
  readonly segments: readonly string[];
  /** In these segments and in no other of those asked about. */
  readonly only: number;
  /** In these segments, whatever else. */
  readonly all: number;
}

export interface HistoryParts {
  readonly engine: Engine;
  readonly warehouse: Warehouse;
  readonly directory: SegmentDirectory;
  readonly previews: Pick<Previews, 'question'>;
}

/** Answers about the past of memberships, from the log of enters and exits. */
export class SegmentHistory {
  constructor(private readonly parts: HistoryParts) {}

  /**
   * Brings the log up to now: nothing will come into it that is of `asOf` or before, so that whoever asks of that instant
   * later gets the same answer.
   *
   * @param segments that are asked about; null: any of the site
   */
  async settle(site: Site, segments: readonly SegmentDefinition[] | null): Promise<Currency> {
    const { engine } = this.parts;
    const { at, told } = await engine.endInstant(site.id, segments?.map(({ id }) => id) ?? null);
    const { complete } = await engine.settle(settleTimeout);
    return { asOf: at, complete: complete && told };
  }

  /** When the segment's members were and are kept, oldest first. */
  async periods(segment: SegmentDefinition): Promise<readonly Period[]> {
    refuseRequestTime(segment);
    return (await this.parts.engine.periods(segment.site, [segment.id])).get(segment.id) ?? [];
  }

  /** The segment at an instant, for questions to the log; null where its members were not kept then. */
  async momentOf(segment: SegmentDefinition, at: number): Promise<Moment | null> {
    const since = sinceAt(await this.periods(segment), at);
    return since === null ? null : { segment: segment.id, since, at };
  }

  /** Who was in at an instant; the members come in ascending order of their ids. */
  async membersAt(segment: SegmentDefinition, at: number, after: number, limit: number): Promise<PastMembers> {
    const moment = await this.momentOf(segment, at);
    if (moment === null) return { at, known: false, basis: null, size: null, members: [] };
    const { history } = this.parts.warehouse;
    const size = await history.size(segment.site, moment);
    const members = limit === 0 ? [] : await history.members(segment.site, moment, after, limit);
    return { at, known: true, basis: 'recorded', size, members };
  }

  /**
   * Who would have been in at an instant, by SQL: what the present definition says of what people had done by then. Traits,
   * groups and who is who are as they are now.
   */
  async wouldHaveBeen(
    site: Site,
    segment: SegmentDefinition,
    at: number,
    after: number,
    limit: number,
  ): Promise<PastMembers> {
    const { previews, warehouse } = this.parts;
    const question = questionAt(withoutRuns(await previews.question(site, segment)), at);
    const report = { purpose: 'report' } as const;
    const { certain } = await warehouse.count(question, report);
    const profiles = await warehouse.page(question, 'certain', after, limit, report);
    const members = profiles.map((profile) => ({ profile, since: null }));
    return { at, known: false, basis: 'computed', size: certain.known + certain.guests, members };
  }

  async growth(site: Site, segment: SegmentDefinition, range: TimeRange, by: BucketUnit, now: number): Promise<Growth> {
    const periods = await this.#known(segment);
    const bounds = bucketsOf(by, range, calendarOf(site));
    const until = Math.min(now, (bounds.at(-1) ?? 0) - 1);
    const movements = await this.parts.warehouse.history.movements(site.id, periods, bounds.slice(0, -1), until);
    return growthOf(periods, bounds, until, movements);
  }

  async retention(
    site: Site,
    segment: SegmentDefinition,
    range: TimeRange,
    by: BucketUnit,
    later: number,
    now: number,
  ): Promise<Retention> {
    const periods = await this.#known(segment);
    const calendar = calendarOf(site);
    const cohorts = bucketsOf(by, range, calendar).length - 1;
    const bounds = bucketsOf(by, range, calendar, later);
    const found = await this.parts.warehouse.history.retention(site.id, periods, bounds, cohorts, later);
    return retentionOf(periods, bounds, cohorts, later, now, found);
  }

  /** Where those who left within the range are now, and where those who entered within it were just before. */
  async flow(
    site: Site,
    segment: SegmentDefinition,
    range: TimeRange,
    now: number,
  ): Promise<{ readonly left: Flow; readonly entered: Flow }> {
    const { history } = this.parts.warehouse;
    refuseRequestTime(segment);
    const comparable = this.parts.directory
      .list(site.id)
      .filter(({ kind, subject }) => kind !== 'requestTime' && subject === segment.subject);
    const periods = await this.parts.engine.periods(
      site.id,
      comparable.map(({ id }) => id),
    );
    const own = periods.get(segment.id) ?? [];
    const whole = { segment: segment.id, since: own[0]?.since ?? now, until: null };
    const present: Moment[] = [];
    const others: KnownPeriod[] = [];
    for (const [id, known] of periods) {
      const since = sinceAt(known, now);
      if (since !== null) present.push({ segment: id, since, at: now });
      if (id !== segment.id) others.push(...known.map((period) => ({ segment: id, ...period })));
    }
    return {
      left: await history.destinations(site.id, whole, range, present),
      entered: await history.origins(site.id, whole, range, others),
    };
  }

  /** How many are in every combination of the segments at an instant; combinations without anybody are left out. */
  async overlap(
    site: Site,
    segments: readonly SegmentDefinition[],
    at: number,
  ): Promise<{ readonly sizes: readonly number[]; readonly regions: readonly Region[] }> {
    const ids = segments.map(({ id }) => id);
    segments.forEach((segment, index) => {
      refuseRequestTime(segment, `segments[${index}]`);
    });
    const periods = await this.parts.engine.periods(site.id, ids);
    const faults: Fault[] = [];
    const moments = segments.map((segment, index): Moment => {
      const since = sinceAt(periods.get(segment.id) ?? [], at);
      if (since === null) {
        const message = `The members of “${nameOf(segment)}” were not kept then`;
        faults.push({
          path: `segments[${index}]`,
          code: 'members_not_known',
          message,
          expected: 'a segment in force then',
        });
      }
      return { segment: segment.id, since: since ?? at, at };
    });
    if (faults.length > 0) throw new MembersNotKnownError(faults);
    const counts = await this.parts.warehouse.history.overlap(site.id, moments);
    return { sizes: ids.map((_, index) => together(counts, 1 << index)), regions: regionsOf(ids, counts) };
  }

  /** Time that a person, with all that became part of them, or an account has spent in each segment. */
  async stays(site: Site, member: number, now: number): Promise<readonly Stays[]> {
    const { engine, warehouse, directory } = this.parts;
    const profiles = [member, ...(await warehouse.history.joined(site.id, member))];
    const changes = await warehouse.history.changes(site.id, profiles);
    const segments = [...new Set(changes.map(({ segment }) => segment))];
    const periods = await engine.periods(
      site.id,
      segments.filter((id) => directory.get(site.id, id) !== undefined),
    );
    return staysOf(changes, periods, now);
  }

  async #known(segment: SegmentDefinition): Promise<readonly KnownPeriod[]> {
    return (await this.periods(segment)).map((period) => ({ segment: segment.id, ...period }));
  }
}

/** Beginning of the period that an instant is in. */
function sinceAt(periods: readonly Period[], at: number): number | null {
  return periods.find(({ since, until }) => since <= at && (until === null || at < until))?.since ?? null;
}

export function refuseRequestTime(segment: SegmentDefinition, path?: string): void {
  if (segment.kind === 'requestTime') throw new RequestTimeSegmentError(segment, path);
}

/** Members whose segments include all of `wanted`. */
function together(counts: ReadonlyMap<number, number>, wanted: number): number {
  let sum = 0;
  for (const [bits, count] of counts) if ((bits & wanted) === wanted) sum += count;
  return sum;
}

function regionsOf(ids: readonly string[], counts: ReadonlyMap<number, number>): readonly Region[] {
  const regions: Region[] = [];
  for (let wanted = 1; wanted < 1 << ids.length; wanted++) {
    const all = together(counts, wanted);
    if (all === 0) continue;
    const segments = ids.filter((_, index) => (wanted & (1 << index)) !== 0);
    regions.push({ segments, only: counts.get(wanted) ?? 0, all });
  }
  return regions;
}
