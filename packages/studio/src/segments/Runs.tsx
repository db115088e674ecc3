import { Text } from '@mantine/core';
import { useSite } from '../api/session.js';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { Ago } from '../shell/Ago.js';
import { formatTime } from '../shell/format.js';
import { scheduleText } from './schedule-text.js';

/** Of a batch segment: when it runs, of when its members are, and why it is not live. */
export function Runs({ segment }: { segment: Segment }) {
  const t = translator('segments');
  const { site } = useSite();
  const { schedule, lastRun, nextRun } = segment;
  if (schedule === null) return null;
  return (
    <Text size="sm" c="dimmed" data-testid="segment-runs">
      {scheduleText(schedule)}{' '}
      {lastRun === null ? t('runs.never') : t('runs.last', { at: formatTime(lastRun.at, site.timeZone) })}{' '}
      {nextRun !== null && t('runs.next', { at: formatTime(nextRun, site.timeZone) })} {t('runs.why')}
    </Text>
  );
}

/** When a batch segment changes next, for lists. */
export function NextRun({ segment: { nextRun } }: { segment: Pick<Segment, 'nextRun'> }) {
  const { site } = useSite();
  if (nextRun === null) return null;
  return (
    <Text size="xs" c="dimmed" mt={2}>
      {translator('segments')('state.nextRun', { at: formatTime(nextRun, site.timeZone) })}
    </Text>
  );
}

/** Nobody is known to be in it yet: its past is being counted for the first time. */
export function isFirstCount({ state, size }: Pick<Segment, 'state' | 'size'>): boolean {
  return state === 'backfilling' && size === null;
}

/** When somebody last entered or exited. */
export function LastChange({ segment }: { segment: Segment }) {
  const t = translator('segments');
  // While it is first counted nobody could have, and that says nothing.
  if (segment.kind === 'requestTime' || !segment.active || isFirstCount(segment)) return null;
  return (
    <Text size="sm" c="dimmed" component="div" data-testid="segment-last-change">
      {segment.lastChange === null
        ? t('page.noChange', { subject: segment.subject })
        : t.rich('page.lastChange', { ago: () => <Ago key="ago" at={segment.lastChange ?? ''} /> })}
    </Text>
  );
}
