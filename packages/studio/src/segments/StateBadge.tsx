import { Badge, Group, Progress, Text, Tooltip } from '@mantine/core';
import type { Segment } from '../api/types.js';
import { formatCount } from '../shell/format.js';

/** Where a segment stands: not in force, counting its past, true to the second, or in trouble. */
export function StateBadge({ segment }: { segment: Pick<Segment, 'state' | 'kind' | 'progress' | 'error'> }) {
  if (segment.state === 'failed') {
    return (
      <Tooltip label={segment.error ?? 'The past could not be counted'} multiline maw={320}>
        <Badge color="brick">Failed</Badge>
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
            ? 'Counting past events'
            : `Counted ${formatCount(progress.done)} of ${formatCount(progress.total)}`
        }
      >
        <Group gap={8} wrap="nowrap">
          <Badge color="ember" style={{ flex: 'none' }}>
            Counting
          </Badge>
          <Progress
            value={share ?? 100}
            animated={share === null}
            w={56}
            size="sm"
            color="ember.5"
            aria-label={share === null ? 'Counting' : `Counted ${Math.round(share)} per cent`}
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
  if (segment.state === 'inactive') return <Badge color="gray">Inactive</Badge>;
  return segment.kind === 'requestTime' ? <Badge color="iris">At the visit</Badge> : <Badge color="pine">Live</Badge>;
}

/** Members now, or why there is no such number. */
export function Size({ segment, size = 'sm' }: { segment: Pick<Segment, 'size' | 'kind' | 'state'>; size?: string }) {
  if (segment.size !== null) {
    return (
      <Text span size={size} fw={600}>
        {formatCount(segment.size)}
      </Text>
    );
  }
  return (
    <Tooltip
      label={
        segment.kind === 'requestTime' ? 'Decided at each visit, so it keeps no members' : 'Counted once it is active'
      }
    >
      <Text span size={size} c="dimmed">
        –
      </Text>
    </Tooltip>
  );
}
