import { Box, Group, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useGrowth } from '../../api/history.js';
import { useSite } from '../../api/session.js';
import type { Segment } from '../../api/types.js';
import { translator } from '../../language/translator.js';
import { Failed } from '../../shell/states.js';
import { daysAgo } from './days-ago.js';
import { chartHeight, GrowthChart } from './GrowthChart.js';
import classes from './past.module.css';
import { RangeControl, useRange } from './RangeControl.js';

/** The course of a segment: its size at the end of each day, with who entered and left on it. */
export function GrowthPanel({ segment }: { segment: Segment }) {
  const t = translator('past');
  const { site } = useSite();
  const days = useRange();
  const growth = useGrowth(segment.id, daysAgo(days - 1, site.timeZone), 'day', segment.kind !== 'requestTime');
  if (growth.isError) return <Failed error={growth.error} retry={() => growth.refetch()} />;
  const found = growth.data?.buckets.reduce((sum, { causes }) => sum + (causes.backfill?.entered ?? 0), 0) ?? 0;
  return (
    <Paper p="md" component="section">
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('growth.title')}</Title>
        <RangeControl />
      </Group>
      {/* The chart is drawn once its width is known, and what is said of it comes with the answer: both have their place
          from the beginning, so that nothing below moves. */}
      <Box mih={chartHeight}>
        {growth.data === undefined ? <Skeleton height={chartHeight} /> : <GrowthChart buckets={growth.data.buckets} />}
      </Box>
      <Box className={classes.growthNote}>
        {growth.data?.complete === false && (
          <Text size="xs" c="dimmed">
            {t('growth.behind')}
          </Text>
        )}
        {found > 0 && (
          <Text size="xs" c="dimmed">
            {t('growth.backfill', { count: found, subject: segment.subject })}
          </Text>
        )}
      </Box>
    </Paper>
  );
}
