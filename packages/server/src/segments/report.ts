import type { SegmentDefinition, Site } from '@kindred/store';
import type { Audience, Ranked, Warehouse } from '@kindred/warehouse';
import { calendarOf } from '../auth/sites.js';
import type { Previews } from './previews.js';

const day = 86_400_000;

/** Rows shown, and rows of everyone among which their counterparts are looked for. */
const shown = 10;
const compared = 1_000;

export interface ComparedRow {
  value: string;
  segment: { people: number; count: number };
  everyone: { people: number; count: number };
}

export interface SegmentReport {
  readonly from: number;
  readonly to: number;
  readonly people: { segment: number; everyone: number };
  readonly pages: ComparedRow[];
  readonly events: ComparedRow[];
  readonly days: { day: string; entered: number; exited: number }[];
}

/** What a segment's present people did in the last days, beside everyone. */
export async function reportOn(
  parts: { readonly warehouse: Warehouse; readonly previews: Previews; readonly clock: () => number },
  site: Site,
  segment: SegmentDefinition,
  days: number,
): Promise<SegmentReport> {
  await parts.previews.settle();
  const { analytics } = parts.warehouse;
  const members = await parts.previews.question(site, peopleOf(segment));
  const to = parts.clock();
  const range = { from: to - days * day, to };
  const top = async (what: 'pages' | 'events') =>
    beside(
      await analytics.top(site.id, what, members, range, shown),
      await analytics.top(site.id, what, null, range, compared),
    );
  const [active, everyone, pages, events, changes] = await Promise.all([
    analytics.activePeople(site.id, members, range),
    analytics.activePeople(site.id, null, range),
    top('pages'),
    top('events'),
    analytics.membershipByDay(site.id, segment.id, calendarOf(site), range),
  ]);
  return { ...range, people: { segment: active, everyone }, pages, events, days: changes.map((one) => ({ ...one })) };
}

/** Of a segment of accounts, who belong to them; of a batch segment, who was in at its last run. */
export function peopleOf(segment: SegmentDefinition): Audience {
  if (segment.subject === 'person' && segment.kind !== 'batch') return segment;
  return { criteria: { type: 'segment', segment: segment.id }, includeGuests: true, includes: [], excludes: [] };
}

/** Each of the segment's rows with the same value's row of everyone; a value too rare to be there counts as the segment's. */
function beside(segment: readonly Ranked[], everyone: readonly Ranked[]): ComparedRow[] {
  const all = new Map(everyone.map((row) => [row.value, row]));
  return segment.map(({ value, people, count }) => {
    const whole = all.get(value);
    return {
      value,
      segment: { people, count },
      everyone: { people: whole?.people ?? people, count: whole?.count ?? count },
    };
  });
}
