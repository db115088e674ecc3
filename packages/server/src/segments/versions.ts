import type { SentenceOptions } from '@kindred/criteria';
import { type Change, diff } from '@kindred/criteria/diff';
import type { Schedule, SegmentDefinition } from '@kindred/store';

/** What a version of a segment changed. */
export interface VersionChange {
  readonly what:
    | 'created'
    | 'activated'
    | 'deactivated'
    | 'key'
    | 'name'
    | 'description'
    | 'criteria'
    | 'includeGuests'
    | 'includes'
    | 'excludes'
    | 'public'
    | 'kind'
    | 'schedule'
    | 'roles'
    | 'editors';
  /** In words, of criteria condition by condition; of members named, how many were added and removed. */
  readonly details: readonly string[];
  readonly added: number;
  readonly removed: number;
}

/**
 * What was changed from one version to the next, in the order in which a reader asks; `before` is null for the first.
 * Criteria that differ in form and not in meaning are no change.
 */
export function changesOf(
  before: SegmentDefinition | null,
  after: SegmentDefinition,
  wording: SentenceOptions,
): readonly VersionChange[] {
  if (before === null) return [change('created')];
  const changes: VersionChange[] = [];
  if (before.active !== after.active) changes.push(change(after.active ? 'activated' : 'deactivated'));
  for (const what of ['name', 'description'] as const) {
    if (JSON.stringify(before[what]) !== JSON.stringify(after[what])) {
      changes.push(
        change(what, Object.values(before[what]).slice(0, 1).concat(Object.values(after[what]).slice(0, 1))),
      );
    }
  }
  if (before.key !== after.key) changes.push(change('key', [before.key, after.key]));
  const criteria = diff(before.criteria, after.criteria, wording);
  if (criteria.length > 0)
    changes.push(
      change(
        'criteria',
        criteria.map(({ message }: Change) => message),
      ),
    );
  for (const what of ['includeGuests', 'public', 'kind'] as const) {
    if (before[what] !== after[what]) changes.push(change(what, [String(before[what]), String(after[what])]));
  }
  const schedules = [before, after].map(({ schedule }) => scheduleText(schedule ?? null));
  if (schedules[0] !== schedules[1]) changes.push(change('schedule', schedules));
  const roles = [before, after].map((segment) => (segment.roles ?? []).map(({ id }) => id).join(', '));
  if (JSON.stringify(before.roles ?? []) !== JSON.stringify(after.roles ?? [])) changes.push(change('roles', roles));
  if (JSON.stringify(before.editors ?? null) !== JSON.stringify(after.editors ?? null)) changes.push(change('editors'));
  for (const what of ['includes', 'excludes'] as const) {
    const [was, is] = [new Set(before[what]), new Set(after[what])];
    const added = [...is].filter((id) => !was.has(id)).length;
    const removed = [...was].filter((id) => !is.has(id)).length;
    if (added + removed > 0) changes.push({ what, details: [], added, removed });
  }
  return changes;
}

/** Such as `daily 06:30` or `6 hours`; empty where there is none. */
function scheduleText(schedule: Schedule | null): string {
  if (schedule === null) return '';
  return 'daily' in schedule ? `daily ${schedule.daily}` : `${schedule.every.amount} ${schedule.every.unit}`;
}

function change(what: VersionChange['what'], details: readonly string[] = []): VersionChange {
  return { what, details, added: 0, removed: 0 };
}
