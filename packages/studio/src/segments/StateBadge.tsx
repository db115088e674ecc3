import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core';
import type { Segment } from '../api/types.js';
import { translator } from '../language/translator.js';
import { formatCount } from '../shell/format.js';

const colours = { live: 'pine', batch: 'ember', requestTime: 'iris' } as const;

/** Where a segment stands: not in force, counting its past, true to the second, or in trouble. */
export function StateBadge({ segment }: { segment: Pick<Segment, 'state' | 'kind' | 'progress' | 'error'> }) {
  const t = translator('segments');
  if (segment.state === 'failed' || segment.state === 'disabled') {
    return (
      <Tooltip label={segment.error ?? t(`state.${segment.state}Why`)} multiline maw={320}>
        <Badge color="brick">{t(`state.${segment.state}`)}</Badge>
      </Tooltip>
    );
  }
  if (segment.state === 'backfilling') {
    const { progress } = segment;
    const share = progress?.total ? Math.min(100, (100 * progress.done) / progress.total) : null;
    return (
      <Tooltip
        label={
          progress === null || progress.total === null
            ? t('state.countingPast')
            : t('state.counted', { done: progress.done, total: progress.total })
        }
      >
        <Group gap={8} wrap="nowrap">
          <Badge color="ember" style={{ flex: 'none' }}>
            {t('state.backfilling')}
          </Badge>
          <Progress
            value={share ?? 100}
            animated={share === null}
            w={56}
            size="sm"
            color="ember.5"
            aria-label={
              share === null ? t('state.backfilling') : t('state.countedShare', { share: String(Math.round(share)) })
            }
          />
          {share !== null && (
            <Text size="xs" c="dimmed">
              {Math.round(share)}%
            </Text>
          )}
        </Group>
      </Tooltip>
    );
  }
  if (segment.state === 'inactive') return <Badge color="gray">{t('state.inactive')}</Badge>;
  return <Badge color={colours[segment.kind]}>{t(`state.${segment.kind}`)}</Badge>;
}

/** Members now, or why there is no such number. */
export function Size({ segment, size = 'sm' }: { segment: Pick<Segment, 'size' | 'kind' | 'state'>; size?: string }) {
  const t = translator('segments');
  if (segment.size !== null) {
    return (
      <Text span size={size} fw={600}>
        {formatCount(segment.size)}
      </Text>
    );
  }
  return (
    <Tooltip label={t(segment.kind === 'requestTime' ? 'state.noMembers' : 'state.onceActive')}>
      <Text span size={size} c="dimmed">
        –
      </Text>
    </Tooltip>
  );
}
