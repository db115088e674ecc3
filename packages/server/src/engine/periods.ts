import type { Definitions, SegmentPeriod, StateStore } from '@kindred/store';
import type { Warehouse } from '@kindred/warehouse';
import type { Period } from './contract.js';
import type { Lines } from './lines.js';

const memberPage = 5_000;

/** The part of the engine's shared state that this works with. */
interface Kept {
  readonly options: { readonly definitions: Pick<Definitions, 'segments'> };
  readonly store: Pick<StateStore, 'members'>;
  readonly warehouse: Pick<Warehouse, 'encode'>;
  readonly unwritten: { readonly loggedMembers: Pick<Lines, 'push'> };
  now: number;
}

/**
 * When the members of segments are kept. A period begins with everybody who is in the segment then being told of
 * (cause `backfill`), so the enters and exits of a period alone say who was in at any moment of it.
 */
export class Periods {
  private readonly since = new Map<string, number>();

  constructor(private readonly core: Kept) {}

  /** Beginning of the present period; null where there is none. */
  sinceOf(segment: string): number | null {
    return this.since.get(segment) ?? null;
  }

  /** Takes note of a period that the runtime row of the segment keeps. */
  open(segment: string, since: number): void {
    this.since.set(segment, since);
  }

  /** Ends the present period. What comes next is later by a millisecond at least, so no two periods share an instant. */
  async close(segment: string): Promise<void> {
    const since = this.since.get(segment);
    if (since === undefined) return;
    await this.record({ segment, since, until: this.core.now });
    this.since.delete(segment);
    this.core.now += 1;
  }

  /** Records an ended period. */
  async record(period: SegmentPeriod): Promise<void> {
    await this.core.options.definitions.segments.closePeriod(period);
  }

  /** Periods by segment, oldest first; the present one has no end. */
  async of(segments: readonly string[]): Promise<ReadonlyMap<string, readonly Period[]>> {
    const periods = new Map<string, Period[]>(segments.map((segment) => [segment, []]));
    for (const { segment, since, until } of await this.core.options.definitions.segments.closedPeriods(segments)) {
      periods.get(segment)?.push({ since, until });
    }
    for (const [segment, found] of periods) {
      const since = this.since.get(segment);
      if (since !== undefined) found.push({ since, until: null });
    }
    return periods;
  }

  /**
   * Begins a period for a segment that was in force before periods were kept: its present members are put down in the
   * warehouse's log alone, as nobody has come just now.
   */
  async begin(site: number, segment: string, set: number, write: () => Promise<void>): Promise<void> {
    const { core } = this;
    const at = core.now;
    for (let after = 0; ; ) {
      const rows = await core.store.members(set, after, memberPage);
      if (rows.length === 0) break;
      for (const { profile } of rows) {
        // Before any enter or exit of the member, should one be of the same instant.
        const id = `${segment}.${profile}.0`;
        const change = { site, id, segment, profile, kind: 'entered' as const, at, cause: 'backfill' };
        core.unwritten.loggedMembers.push(core.warehouse.encode.membership(change));
      }
      after = rows[rows.length - 1]?.profile ?? after;
      await write();
    }
    this.since.set(segment, at);
  }
}
